-- Grain: one row per actor, recipient, event type and status. Question: who meets, threatens, accuses whom, and when?
-- Actors and recipients are entities: persons, bodies, states.
CREATE VIEW marts.interactions AS
SELECT
    actor_id,
    actor_name,
    actor_country,
    recipient_id,
    recipient_name,
    recipient_country,
    event_type,
    status,
    count(*) AS event_count,
    sum(article_count)::BIGINT AS report_count,
    round(avg(intensity), 2) AS mean_intensity,
    min(date_earliest) AS first_date,
    max(date_latest) AS last_date
FROM main.events
WHERE actor_id IS NOT NULL AND recipient_id IS NOT NULL
GROUP BY ALL;

COMMENT ON VIEW marts.interactions IS 'Who did what to whom, entity by entity, with how often and from when to when.';
COMMENT ON COLUMN marts.interactions.actor_id IS 'Entity that acts.';
COMMENT ON COLUMN marts.interactions.actor_name IS 'Its name.';
COMMENT ON COLUMN marts.interactions.actor_country IS 'State for which it acts.';
COMMENT ON COLUMN marts.interactions.recipient_id IS 'Entity to which it is done.';
COMMENT ON COLUMN marts.interactions.recipient_name IS 'Its name.';
COMMENT ON COLUMN marts.interactions.recipient_country IS 'Its state.';
COMMENT ON COLUMN marts.interactions.event_type IS 'PLOVER event type.';
COMMENT ON COLUMN marts.interactions.status IS 'actual, planned, hypothetical or negated.';
COMMENT ON COLUMN marts.interactions.event_count IS 'Events.';
COMMENT ON COLUMN marts.interactions.report_count IS 'Articles that report them, summed over the events.';
COMMENT ON COLUMN marts.interactions.mean_intensity IS 'Mean intensity, -10 (hostile) to 10 (cooperative).';
COMMENT ON COLUMN marts.interactions.first_date IS 'First day on which one of them can lie.';
COMMENT ON COLUMN marts.interactions.last_date IS 'Last day on which one of them can lie.';
