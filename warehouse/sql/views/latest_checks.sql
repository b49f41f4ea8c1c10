-- Grain: one row per expectation of the last run that checked it. Question: is the data fit now?
CREATE VIEW quality.latest_checks AS
SELECT * FROM quality.checks
QUALIFY rank() OVER (ORDER BY run_id DESC) = 1;

COMMENT ON VIEW quality.latest_checks IS 'What the expectations found in the last run that checked any rows.';
