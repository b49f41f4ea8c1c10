-- Grain: one row per expectation whose state changed at least twice in its last 20 runs. Question: which alarms are noise?
CREATE VIEW quality.flapping AS
WITH judged AS (
    SELECT table_name, column_name, expectation, severity, run_id, state,
        lag(state) OVER expectation_runs AS state_before
    FROM quality.checks
    WHERE state <> 'no_data'
    WINDOW expectation_runs AS (PARTITION BY table_name, column_name, expectation ORDER BY run_id)
    QUALIFY row_number() OVER (PARTITION BY table_name, column_name, expectation ORDER BY run_id DESC) <= 20
)
SELECT table_name, column_name, expectation, any_value(severity) AS severity, count(*) AS run_count,
    count(*) FILTER (WHERE state <> state_before) AS change_count,
    count(*) FILTER (WHERE state = 'fail') AS failed_count, arg_max(state, run_id) AS last_state
FROM judged
GROUP BY ALL
HAVING change_count >= 2
ORDER BY change_count DESC, table_name, column_name, expectation;

COMMENT ON VIEW quality.flapping IS 'Expectations that go to and fro between met and broken: their threshold, or their feed, deserves a look.';
COMMENT ON COLUMN quality.flapping.table_name IS 'The table that was checked.';
COMMENT ON COLUMN quality.flapping.column_name IS 'The column; null for rules on whole rows or tables.';
COMMENT ON COLUMN quality.flapping.expectation IS 'What was expected.';
COMMENT ON COLUMN quality.flapping.severity IS 'critical holds the run back; warning and info go to the report.';
COMMENT ON COLUMN quality.flapping.run_count IS 'Runs that were looked at: the last 20 with something to judge.';
COMMENT ON COLUMN quality.flapping.change_count IS 'How often the state changed from one of these runs to the next.';
COMMENT ON COLUMN quality.flapping.failed_count IS 'Runs of these in which it failed.';
COMMENT ON COLUMN quality.flapping.last_state IS 'State in the last of them.';
