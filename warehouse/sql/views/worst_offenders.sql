-- Grain: one row per expectation that ever failed. Question: what is broken most often, and most?
CREATE VIEW quality.worst_offenders AS
SELECT table_name, column_name, expectation, any_value(severity) AS severity,
    count(*) FILTER (WHERE state <> 'no_data') AS run_count,
    count(*) FILTER (WHERE state = 'fail') AS failed_count,
    failed_count / run_count AS failed_fraction,
    sum(unexpected_count)::BIGINT AS unexpected_count,
    max(unexpected_fraction) AS highest_fraction,
    max(run_id) FILTER (WHERE state = 'fail') AS last_failed_run_id,
    arg_max(observed, run_id) FILTER (WHERE state = 'fail') AS last_observed
FROM quality.checks
GROUP BY ALL
HAVING failed_count > 0
ORDER BY any_value(checks.severity) = 'critical' DESC, failed_fraction DESC, unexpected_count DESC, table_name, column_name, expectation;

COMMENT ON VIEW quality.worst_offenders IS 'Expectations by how often and how much they were broken, over all runs; critical ones first.';
COMMENT ON COLUMN quality.worst_offenders.table_name IS 'The table that was checked.';
COMMENT ON COLUMN quality.worst_offenders.column_name IS 'The column; null for rules on whole rows or tables.';
COMMENT ON COLUMN quality.worst_offenders.expectation IS 'What was expected.';
COMMENT ON COLUMN quality.worst_offenders.severity IS 'critical holds the run back; warning and info go to the report.';
COMMENT ON COLUMN quality.worst_offenders.run_count IS 'Runs in which there was something to judge.';
COMMENT ON COLUMN quality.worst_offenders.failed_count IS 'Runs in which it failed.';
COMMENT ON COLUMN quality.worst_offenders.failed_fraction IS 'Their share, 0 to 1.';
COMMENT ON COLUMN quality.worst_offenders.unexpected_count IS 'Rows that broke it, over all runs.';
COMMENT ON COLUMN quality.worst_offenders.highest_fraction IS 'Highest share of rows that broke it in one run.';
COMMENT ON COLUMN quality.worst_offenders.last_failed_run_id IS 'The last run in which it failed.';
COMMENT ON COLUMN quality.worst_offenders.last_observed IS 'What was found then.';
