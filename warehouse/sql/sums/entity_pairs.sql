-- Grain: one row per pair of entities that one text names. Question: how many texts name both?
-- What marts.cooccurrence needs of all mentions. Of each text the twenty entities with most mentions count, so that a
-- list of a hundred names makes no five thousand pairs; a copy of another article counts with the article that it
-- copies.
CREATE TABLE marts.entity_pairs AS
WITH named AS (
    SELECT coalesce(a.duplicate_of, a.article_id) AS article_id, m.entity_id, count(*) AS mention_count
    FROM these_mentions AS m
    JOIN these_articles AS a USING (article_id)
    WHERE m.entity_id IS NOT NULL
    GROUP BY ALL
), chosen AS (
    SELECT
        article_id,
        list_sort(
            list_transform(
                list_sort(list({'less': -mention_count, 'entity_id': entity_id}))[:20], lambda one: one.entity_id
            )
        ) AS entity_ids
    FROM named
    GROUP BY article_id
), numbered AS (
    SELECT entity_ids, unnest(entity_ids) AS entity_id, generate_subscripts(entity_ids, 1) AS number
    FROM chosen
), pairs AS (
    SELECT entity_id, unnest(entity_ids[number + 1:]) AS other_id FROM numbered
)
SELECT entity_id, other_id, count(*) AS article_count
FROM pairs
GROUP BY ALL
ORDER BY article_count DESC, entity_id, other_id;

COMMENT ON TABLE marts.entity_pairs IS 'Pairs of entities and the texts that name both.';
COMMENT ON COLUMN marts.entity_pairs.entity_id IS 'The one entity.';
COMMENT ON COLUMN marts.entity_pairs.other_id IS 'The other one; its id is the greater.';
COMMENT ON COLUMN marts.entity_pairs.article_count IS 'Texts that name both.';
