-- Grain: one row per entity. Question: which entities does a name mean, in any spelling that articles use?
-- words is a name, an alias or an entity_id; case makes no difference.
CREATE MACRO main.entities_named(words) AS TABLE
SELECT *
FROM main.entities
WHERE lower(name) = lower(words)
    OR list_contains(list_transform(aliases, lambda alias: lower(alias)), lower(words))
    OR entity_id = words;

COMMENT ON MACRO TABLE main.entities_named IS 'Entities that a name, an alias or an id means.';
