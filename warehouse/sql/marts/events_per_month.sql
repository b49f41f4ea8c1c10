-- Grain: one row per month, event type, status and pair of states. Question: how do cooperation and conflict go month by month?
-- An event whose bounds lie inside a month is certain there; one whose bounds reach over several is possible in each
-- of them. Events that nothing dates, or only to more than a year, are left out.
CREATE VIEW marts.events_per_month AS
WITH bounded AS (
    SELECT
        *,
        date_trunc('month', date_earliest)::DATE AS first_month,
        date_trunc('month', date_latest)::DATE AS last_month
    FROM main.events
    WHERE date_latest - date_earliest <= 366
), spread AS (
    SELECT
        *,
        unnest(
            CASE
                WHEN first_month = last_month THEN [first_month]
                ELSE generate_series(first_month, last_month, INTERVAL 1 MONTH)::DATE[]
            END
        ) AS month
    FROM bounded
)
SELECT
    month,
    event_type,
    quad_class,
    status,
    actor_country,
    recipient_country,
    count(*) FILTER (WHERE first_month = last_month) AS certain_count,
    count(*) AS possible_count,
    sum(mention_count)::BIGINT AS mention_count,
    round(avg(intensity), 2) AS mean_intensity
FROM spread
GROUP BY ALL;

COMMENT ON VIEW marts.events_per_month IS 'Events per month by type, status and pair of states: those that certainly and those that possibly lie in it.';
COMMENT ON COLUMN marts.events_per_month.month IS 'First day of the month.';
COMMENT ON COLUMN marts.events_per_month.event_type IS 'PLOVER event type.';
COMMENT ON COLUMN marts.events_per_month.quad_class IS
    '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
COMMENT ON COLUMN marts.events_per_month.status IS 'actual, planned, hypothetical or negated.';
COMMENT ON COLUMN marts.events_per_month.actor_country IS 'State of the actor; null if none is known.';
COMMENT ON COLUMN marts.events_per_month.recipient_country IS 'State of the recipient; null if none is known.';
COMMENT ON COLUMN marts.events_per_month.certain_count IS 'Events whose bounds lie inside the month.';
COMMENT ON COLUMN marts.events_per_month.possible_count IS
    'Events whose bounds touch the month, the certain ones among them.';
COMMENT ON COLUMN marts.events_per_month.mention_count IS 'Reports of the possible events, sentence by sentence.';
COMMENT ON COLUMN marts.events_per_month.mean_intensity IS
    'Mean intensity of the possible events, -10 (hostile) to 10 (cooperative).';
