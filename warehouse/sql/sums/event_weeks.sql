-- Grain: one row per week, event type, status and pair of states. Question: how many events can lie in a week?
-- What marts.events_per_week needs of all events. Intensities are summed as decimals, which no order of rows changes.
CREATE TABLE marts.event_weeks AS
WITH bounded AS (
    SELECT
        *,
        date_trunc('week', date_earliest)::DATE AS first_week,
        date_trunc('week', date_latest)::DATE AS last_week
    FROM these_events
    WHERE date_latest - date_earliest <= 366
), spread AS (
    SELECT * REPLACE (intensity::DECIMAL(9, 3) AS intensity),
        unnest(generate_series(first_week, last_week, INTERVAL 7 DAY))::DATE AS week
    FROM bounded
)
SELECT
    week,
    event_type,
    quad_class,
    status,
    actor_country,
    recipient_country,
    count(*) FILTER (WHERE first_week = last_week) AS certain_count,
    count(*) AS possible_count,
    sum(mention_count)::BIGINT AS mention_count,
    sum(intensity)::DECIMAL(18, 3) AS intensity_sum
FROM spread
GROUP BY ALL;

COMMENT ON TABLE marts.event_weeks IS 'Events per week by type, status and pair of states, as sums.';
COMMENT ON COLUMN marts.event_weeks.week IS 'Monday of the week.';
COMMENT ON COLUMN marts.event_weeks.event_type IS 'PLOVER event type.';
COMMENT ON COLUMN marts.event_weeks.quad_class IS
    '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
COMMENT ON COLUMN marts.event_weeks.status IS 'actual, planned, hypothetical or negated.';
COMMENT ON COLUMN marts.event_weeks.actor_country IS 'State of the actor; null if none is known.';
COMMENT ON COLUMN marts.event_weeks.recipient_country IS 'State of the recipient; null if none is known.';
COMMENT ON COLUMN marts.event_weeks.certain_count IS 'Events whose bounds lie inside the week.';
COMMENT ON COLUMN marts.event_weeks.possible_count IS
    'Events whose bounds touch the week, the certain ones among them.';
COMMENT ON COLUMN marts.event_weeks.mention_count IS 'Reports of the possible events, sentence by sentence.';
COMMENT ON COLUMN marts.event_weeks.intensity_sum IS 'Sum of the intensities of the possible events.';
