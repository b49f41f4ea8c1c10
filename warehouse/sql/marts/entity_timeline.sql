-- Grain: one row per entity and month. Question: when do articles speak of somebody, and when do they report acts?
-- An article counts in the month of its earliest day (that of its header, else the one inferred from its text), an
-- event in the month of its own earliest day; articles and events that nothing dates are left out.
CREATE TABLE marts.entity_timeline AS
WITH told AS (
    SELECT entity_id, month, article_count, mention_count, 0 AS actor_count, 0 AS recipient_count
    FROM marts.entity_months
    UNION ALL
    SELECT actor_id, date_trunc('month', date_earliest)::DATE, 0, 0, count(*), 0
    FROM main.events
    WHERE actor_id IS NOT NULL
    GROUP BY ALL
    UNION ALL
    SELECT recipient_id, date_trunc('month', date_earliest)::DATE, 0, 0, 0, count(*)
    FROM main.events
    WHERE recipient_id IS NOT NULL
    GROUP BY ALL
)
SELECT
    t.entity_id,
    e.name,
    e.entity_type,
    e.country_code,
    t.month,
    sum(t.article_count)::BIGINT AS article_count,
    sum(t.mention_count)::BIGINT AS mention_count,
    sum(t.actor_count)::BIGINT AS actor_event_count,
    sum(t.recipient_count)::BIGINT AS recipient_event_count
FROM told AS t
JOIN main.entities AS e USING (entity_id)
WHERE t.month IS NOT NULL
GROUP BY ALL;

COMMENT ON TABLE marts.entity_timeline IS 'Articles, mentions and events per entity and month.';
COMMENT ON COLUMN marts.entity_timeline.entity_id IS 'The entity.';
COMMENT ON COLUMN marts.entity_timeline.name IS 'Its name.';
COMMENT ON COLUMN marts.entity_timeline.entity_type IS 'PER, ORG, LOC or MISC.';
COMMENT ON COLUMN marts.entity_timeline.country_code IS 'Its state; null if unknown.';
COMMENT ON COLUMN marts.entity_timeline.month IS 'First day of the month.';
COMMENT ON COLUMN marts.entity_timeline.article_count IS 'Articles of the month that name it.';
COMMENT ON COLUMN marts.entity_timeline.mention_count IS 'Mentions in them.';
COMMENT ON COLUMN marts.entity_timeline.actor_event_count IS 'Events of the month in which it acts.';
COMMENT ON COLUMN marts.entity_timeline.recipient_event_count IS 'Events of the month that are done to it.';
