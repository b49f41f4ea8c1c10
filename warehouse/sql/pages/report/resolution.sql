-- Grain: one row per entity type. Question: how many mentions are known to mean an entity?
SELECT entity_type, count(*) AS mention_count, count(entity_id) AS resolved_count
FROM main.mentions
GROUP BY ALL
ORDER BY entity_type;
