-- Grain: one row per entity that is named, acts or is acted on. Question: which number stands for it?
-- Numbers are in the order of ids.
CREATE TEMP TABLE numbered_entities AS
SELECT entity_id, row_number() OVER (ORDER BY entity_id)::INTEGER AS entity_number
FROM (
    SELECT entity_id FROM these_mentions
    UNION SELECT actor_id FROM these_events
    UNION SELECT recipient_id FROM these_events
)
WHERE entity_id IS NOT NULL;
