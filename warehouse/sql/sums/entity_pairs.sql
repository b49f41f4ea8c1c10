-- Grain: one row per pair of entities that one text names. Question: how many texts name both?
-- What marts.cooccurrence needs of all mentions. Of each text the twenty entities with most mentions count, so that a
-- list of a hundred names makes no five thousand pairs; a copy of another article counts with the article that it
-- copies.
CREATE TABLE marts.entity_pairs AS
WITH named AS (
    SELECT text_number, entity_number, sum(mention_count) AS mention_count FROM numbered_namings GROUP BY ALL
), crowded AS (
    SELECT text_number FROM named GROUP BY ALL HAVING count(*) > 20
), chosen AS (
    SELECT text_number, entity_number FROM named ANTI JOIN crowded USING (text_number)
    UNION ALL
    SELECT text_number, entity_number
    FROM named SEMI JOIN crowded USING (text_number)
    QUALIFY row_number() OVER (PARTITION BY text_number ORDER BY mention_count DESC, entity_number) <= 20
), counted AS (
    SELECT one.entity_number AS one_number, other.entity_number AS other_number, count(*) AS article_count
    FROM chosen AS one
    JOIN chosen AS other ON other.text_number = one.text_number AND other.entity_number > one.entity_number
    GROUP BY ALL
)
SELECT one.entity_id, other.entity_id AS other_id, c.article_count
FROM counted AS c
JOIN numbered_entities AS one ON one.entity_number = c.one_number
JOIN numbered_entities AS other ON other.entity_number = c.other_number
ORDER BY c.article_count DESC, c.one_number;

COMMENT ON TABLE marts.entity_pairs IS 'Pairs of entities and the texts that name both.';
COMMENT ON COLUMN marts.entity_pairs.entity_id IS 'The one entity.';
COMMENT ON COLUMN marts.entity_pairs.other_id IS 'The other one; its id is the greater.';
COMMENT ON COLUMN marts.entity_pairs.article_count IS 'Texts that name both.';
