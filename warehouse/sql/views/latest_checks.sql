-- Grain: one row per expectation of the last run that checked rows; freshness is checked in every run. Question: is the data fit now?
CREATE VIEW quality.latest_checks AS
SELECT * FROM quality.checks
QUALIFY rank() OVER (PARTITION BY expectation = 'freshness' ORDER BY run_id DESC) = 1;

COMMENT ON VIEW quality.latest_checks IS 'What the expectations found in the last run that checked any rows.';
COMMENT ON COLUMN quality.latest_checks.run_id IS 'The last run that checked rows; for freshness the last run of all.';
COMMENT ON COLUMN quality.latest_checks.table_name IS 'The table that was checked.';
COMMENT ON COLUMN quality.latest_checks.column_name IS 'The column; null for rules on whole rows or tables.';
COMMENT ON COLUMN quality.latest_checks.expectation IS 'What was expected.';
COMMENT ON COLUMN quality.latest_checks.severity IS 'critical holds the run back; warning and info go to the report.';
COMMENT ON COLUMN quality.latest_checks.state IS 'pass, fail, or no_data where there was nothing to judge.';
COMMENT ON COLUMN quality.latest_checks.success IS 'True where the rows are as expected; null where there was nothing to judge.';
COMMENT ON COLUMN quality.latest_checks.observed IS 'What was found, with keys of some offending rows.';
COMMENT ON COLUMN quality.latest_checks.observed_value IS 'The figure that was judged; null for rules on single rows.';
COMMENT ON COLUMN quality.latest_checks.threshold IS 'The bound that it was held against.';
COMMENT ON COLUMN quality.latest_checks.unexpected_count IS 'Rows that break the expectation.';
COMMENT ON COLUMN quality.latest_checks.unexpected_fraction IS 'Their share, 0 to 1.';
COMMENT ON COLUMN quality.latest_checks.why IS 'Why the expectation exists.';
