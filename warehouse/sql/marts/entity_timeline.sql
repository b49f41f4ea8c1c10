-- Grain: one row per entity and month. Question: when do articles speak of somebody, and when do they report acts?
-- An article counts in the month of its earliest day (that of its header, else the one inferred from its text), an
-- event in the month of its own earliest day; articles and events that nothing dates are left out.
CREATE VIEW marts.entity_timeline AS
SELECT
    m.entity_id,
    e.name,
    e.entity_type,
    e.country_code,
    m.month,
    m.article_count,
    m.mention_count,
    m.actor_event_count,
    m.recipient_event_count
FROM marts.entity_months AS m
JOIN main.entities AS e USING (entity_id);

COMMENT ON VIEW marts.entity_timeline IS 'Articles, mentions and events per entity and month.';
COMMENT ON COLUMN marts.entity_timeline.entity_id IS 'The entity.';
COMMENT ON COLUMN marts.entity_timeline.name IS 'Its name.';
COMMENT ON COLUMN marts.entity_timeline.entity_type IS 'PER, ORG, LOC or MISC.';
COMMENT ON COLUMN marts.entity_timeline.country_code IS 'Its state; null if unknown.';
COMMENT ON COLUMN marts.entity_timeline.month IS 'First day of the month.';
COMMENT ON COLUMN marts.entity_timeline.article_count IS 'Articles of the month that name it.';
COMMENT ON COLUMN marts.entity_timeline.mention_count IS 'Mentions in them.';
COMMENT ON COLUMN marts.entity_timeline.actor_event_count IS 'Events of the month in which it acts.';
COMMENT ON COLUMN marts.entity_timeline.recipient_event_count IS 'Events of the month that are done to it.';
