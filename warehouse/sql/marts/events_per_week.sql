-- Grain: one row per week, event type, status and pair of states. Question: how do cooperation and conflict go week by week?
-- An event whose bounds lie inside a week is certain there; one whose bounds reach over several is possible in each
-- of them. Events that nothing dates, or only to more than a year, are left out.
CREATE TABLE marts.events_per_week AS
WITH bounded AS (
    SELECT
        *,
        date_trunc('week', date_earliest)::DATE AS first_week,
        date_trunc('week', date_latest)::DATE AS last_week
    FROM main.events
    WHERE date_latest - date_earliest <= 366
), spread AS (
    SELECT *, unnest(generate_series(first_week, last_week, INTERVAL 7 DAY))::DATE AS week
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
    round(avg(intensity), 2) AS mean_intensity
FROM spread
GROUP BY ALL;

COMMENT ON TABLE marts.events_per_week IS 'Events per week by type, status and pair of states: those that certainly and those that possibly lie in it.';
COMMENT ON COLUMN marts.events_per_week.week IS 'Monday of the week.';
COMMENT ON COLUMN marts.events_per_week.event_type IS 'PLOVER event type.';
COMMENT ON COLUMN marts.events_per_week.quad_class IS
    '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
COMMENT ON COLUMN marts.events_per_week.status IS 'actual, planned, hypothetical or negated.';
COMMENT ON COLUMN marts.events_per_week.actor_country IS 'State of the actor; null if none is known.';
COMMENT ON COLUMN marts.events_per_week.recipient_country IS 'State of the recipient; null if none is known.';
COMMENT ON COLUMN marts.events_per_week.certain_count IS 'Events whose bounds lie inside the week.';
COMMENT ON COLUMN marts.events_per_week.possible_count IS
    'Events whose bounds touch the week, the certain ones among them.';
COMMENT ON COLUMN marts.events_per_week.mention_count IS 'Reports of the possible events, sentence by sentence.';
COMMENT ON COLUMN marts.events_per_week.mean_intensity IS
    'Mean intensity of the possible events, -10 (hostile) to 10 (cooperative).';
