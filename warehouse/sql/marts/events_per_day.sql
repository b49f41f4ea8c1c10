-- Grain: one row per day, event type, status and pair of states. Question: what happened on which day, by type and dyad?
-- Only events whose bounds are one day; events_per_week and events_per_month count those with wider bounds as well.
CREATE VIEW marts.events_per_day AS
SELECT
    date_earliest AS day,
    event_type,
    quad_class,
    status,
    actor_country,
    recipient_country,
    count(*) AS event_count,
    sum(mention_count)::BIGINT AS mention_count,
    round(avg(intensity), 2) AS mean_intensity
FROM main.events
WHERE date_earliest = date_latest
GROUP BY ALL;

COMMENT ON VIEW marts.events_per_day IS 'Events that are known to the day, by type, status and pair of states.';
COMMENT ON COLUMN marts.events_per_day.day IS 'The day of the events.';
COMMENT ON COLUMN marts.events_per_day.event_type IS 'PLOVER event type.';
COMMENT ON COLUMN marts.events_per_day.quad_class IS
    '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
COMMENT ON COLUMN marts.events_per_day.status IS 'actual, planned, hypothetical or negated.';
COMMENT ON COLUMN marts.events_per_day.actor_country IS 'State of the actor; null if none is known.';
COMMENT ON COLUMN marts.events_per_day.recipient_country IS 'State of the recipient; null if none is known.';
COMMENT ON COLUMN marts.events_per_day.event_count IS 'Events of that day.';
COMMENT ON COLUMN marts.events_per_day.mention_count IS 'Reports of these events, sentence by sentence.';
COMMENT ON COLUMN marts.events_per_day.mean_intensity IS 'Mean intensity, -10 (hostile) to 10 (cooperative).';
