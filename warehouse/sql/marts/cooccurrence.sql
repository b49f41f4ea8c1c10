-- Grain: one row per pair of entities that one article names. Question: who is spoken of together, and how often?
-- Of each article the twenty entities with most mentions count, so that a list of a hundred names makes no five
-- thousand pairs; a copy of another article counts with the article that it copies.
CREATE VIEW marts.cooccurrence AS
SELECT
    p.entity_id,
    one.name,
    one.entity_type,
    p.other_id,
    other.name AS other_name,
    other.entity_type AS other_type,
    p.article_count,
    round(p.article_count / least(one.article_count, other.article_count), 3) AS overlap_score
FROM marts.entity_pairs AS p
JOIN main.entities AS one ON one.entity_id = p.entity_id
JOIN main.entities AS other ON other.entity_id = p.other_id;

COMMENT ON VIEW marts.cooccurrence IS
'Pairs of entities in one article; overlap_score is the share of the rarer one''s articles that name both.';
COMMENT ON COLUMN marts.cooccurrence.entity_id IS 'One of the two, the first by id.';
COMMENT ON COLUMN marts.cooccurrence.name IS 'Its name.';
COMMENT ON COLUMN marts.cooccurrence.entity_type IS 'PER, ORG, LOC or MISC.';
COMMENT ON COLUMN marts.cooccurrence.other_id IS 'The other.';
COMMENT ON COLUMN marts.cooccurrence.other_name IS 'Its name.';
COMMENT ON COLUMN marts.cooccurrence.other_type IS 'PER, ORG, LOC or MISC.';
COMMENT ON COLUMN marts.cooccurrence.article_count IS 'Texts that name both.';
COMMENT ON COLUMN marts.cooccurrence.overlap_score IS 'Share of the rarer ones articles that name both, 0 to 1.';
