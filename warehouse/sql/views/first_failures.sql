-- Grain: one row per expectation that fails now. Question: since when is it broken?
CREATE VIEW quality.first_failures AS
WITH judged AS (
    SELECT *, max(run_id) FILTER (WHERE state = 'pass') OVER same AS last_pass_run_id,
        max(run_id) OVER same AS last_run_id
    FROM quality.checks
    WHERE state <> 'no_data'
    WINDOW same AS (PARTITION BY table_name, column_name, expectation)
)
SELECT table_name, column_name, expectation, any_value(severity) AS severity, min(run_id) AS first_failed_run_id,
    min(started_at) AS first_failed_at, any_value(last_pass_run_id) AS last_pass_run_id, count(*) AS failed_count,
    arg_min(observed, run_id) AS first_observed
FROM judged LEFT JOIN main.runs USING (run_id)
WHERE run_id > coalesce(last_pass_run_id, '') AND judged.state = 'fail'
GROUP BY ALL
ORDER BY first_failed_run_id, table_name, column_name, expectation;

COMMENT ON VIEW quality.first_failures IS 'Expectations that failed whenever they were last judged, with the run in which that began.';
COMMENT ON COLUMN quality.first_failures.table_name IS 'The table that was checked.';
COMMENT ON COLUMN quality.first_failures.column_name IS 'The column; null for rules on whole rows or tables.';
COMMENT ON COLUMN quality.first_failures.expectation IS 'What was expected.';
COMMENT ON COLUMN quality.first_failures.severity IS 'critical holds the run back; warning and info go to the report.';
COMMENT ON COLUMN quality.first_failures.first_failed_run_id IS 'The first run of the unbroken row of failures.';
COMMENT ON COLUMN quality.first_failures.first_failed_at IS 'When that run began (UTC).';
COMMENT ON COLUMN quality.first_failures.last_pass_run_id IS 'The last run in which it was met; null if it never was.';
COMMENT ON COLUMN quality.first_failures.failed_count IS 'Runs in which it has failed since.';
COMMENT ON COLUMN quality.first_failures.first_observed IS 'What was found in the first of them.';
