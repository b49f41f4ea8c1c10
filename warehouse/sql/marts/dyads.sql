-- Grain: one row per acting state, receiving state and event type.
-- Question: who does what to whom, how often, and how friendly is it?
CREATE VIEW marts.dyads AS
SELECT
    actor_country,
    recipient_country,
    event_type,
    count(*) AS event_count,
    sum(mention_count)::BIGINT AS mention_count,
    round(avg(intensity), 2) AS mean_intensity,
    min(date_earliest) AS first_date,
    max(date_latest) AS last_date
FROM main.events
WHERE actor_country IS NOT NULL AND recipient_country IS NOT NULL AND status <> 'negated'
GROUP BY ALL;

COMMENT ON VIEW marts.dyads IS 'Events between pairs of states by type, without what is denied.';
