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
COMMENT ON COLUMN marts.dyads.actor_country IS 'State of the actor, ISO 3166 alpha-3.';
COMMENT ON COLUMN marts.dyads.recipient_country IS 'State of the recipient, ISO 3166 alpha-3.';
COMMENT ON COLUMN marts.dyads.event_type IS 'PLOVER event type.';
COMMENT ON COLUMN marts.dyads.event_count IS 'Events, without denied ones.';
COMMENT ON COLUMN marts.dyads.mention_count IS 'Reports of these events, sentence by sentence.';
COMMENT ON COLUMN marts.dyads.mean_intensity IS 'Mean intensity, -10 (hostile) to 10 (cooperative).';
COMMENT ON COLUMN marts.dyads.first_date IS 'First day on which one of them can lie.';
COMMENT ON COLUMN marts.dyads.last_date IS 'Last day on which one of them can lie.';
