-- Grain: one row per expectation and run that checked it. Question: does this get better or worse from run to run?
CREATE VIEW quality.trend AS
SELECT table_name, column_name, expectation, severity, run_id, state, unexpected_count, unexpected_fraction,
    observed_value, threshold,
    unexpected_fraction - lag(unexpected_fraction) OVER expectation_runs AS fraction_change,
    lag(state) OVER expectation_runs AS state_before
FROM quality.checks
WINDOW expectation_runs AS (PARTITION BY table_name, column_name, expectation ORDER BY run_id);

COMMENT ON VIEW quality.trend IS 'Each expectation through the runs, in the order of their ids, which is that of time.';
COMMENT ON COLUMN quality.trend.table_name IS 'The table that was checked.';
COMMENT ON COLUMN quality.trend.column_name IS 'The column; null for rules on whole rows or tables.';
COMMENT ON COLUMN quality.trend.expectation IS 'What was expected.';
COMMENT ON COLUMN quality.trend.severity IS 'critical holds the run back; warning and info go to the report.';
COMMENT ON COLUMN quality.trend.run_id IS 'The run.';
COMMENT ON COLUMN quality.trend.state IS 'pass, fail or no_data.';
COMMENT ON COLUMN quality.trend.unexpected_count IS 'Rows that broke it in this run.';
COMMENT ON COLUMN quality.trend.unexpected_fraction IS 'Their share of the rows checked, 0 to 1.';
COMMENT ON COLUMN quality.trend.observed_value IS 'The figure that was judged; null for rules on single rows.';
COMMENT ON COLUMN quality.trend.threshold IS 'The bound that it was held against.';
COMMENT ON COLUMN quality.trend.fraction_change IS 'How much larger the share is than in the run before; negative is better, null for the first.';
COMMENT ON COLUMN quality.trend.state_before IS 'State in the run before; null for the first.';
