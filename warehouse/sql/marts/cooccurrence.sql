-- Grain: one row per pair of entities that one article names. Question: who is spoken of together, and how often?
-- Of each article the twenty entities with most mentions count, so that a list of a hundred names makes no five
-- thousand pairs; a copy of another article counts with the article that it copies.
CREATE VIEW marts.cooccurrence AS
WITH named AS (
    SELECT coalesce(a.duplicate_of, a.article_id) AS article_id, m.entity_id, count(*) AS mention_count
    FROM main.mentions AS m
    JOIN main.articles AS a USING (article_id)
    WHERE m.entity_id IS NOT NULL
    GROUP BY coalesce(a.duplicate_of, a.article_id), m.entity_id
    QUALIFY row_number() OVER (
        PARTITION BY coalesce(a.duplicate_of, a.article_id) ORDER BY count(*) DESC, m.entity_id
    ) <= 20
),
pairs AS (
    SELECT one.entity_id, other.entity_id AS other_id, count(*) AS article_count
    FROM named AS one
    JOIN named AS other ON one.article_id = other.article_id AND one.entity_id < other.entity_id
    GROUP BY ALL
)
SELECT
    p.entity_id,
    one.name,
    one.entity_type,
    p.other_id,
    other.name AS other_name,
    other.entity_type AS other_type,
    p.article_count,
    round(p.article_count / least(one.article_count, other.article_count), 3) AS overlap_score
FROM pairs AS p
JOIN main.entities AS one ON one.entity_id = p.entity_id
JOIN main.entities AS other ON other.entity_id = p.other_id;

COMMENT ON VIEW marts.cooccurrence IS
'Pairs of entities in one article; overlap_score is the share of the rarer one''s articles that name both.';
