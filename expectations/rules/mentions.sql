-- rule: mention_text_at_offsets
-- column: text
-- severity: critical
-- why: Provenance to the character: the offsets must give back the name as written.
SELECT m.mention_id
FROM staged.main.mentions AS m
JOIN staged.main.articles AS a USING (article_id)
WHERE substr(a.body, m.text_start + 1, m.text_end - m.text_start) IS DISTINCT FROM m.text;

-- rule: unresolved_says_why
-- column: unresolved
-- after: resolution
-- severity: critical
-- why: A mention leads to an entity, or the row says why not; never both, never neither.
SELECT mention_id, entity_id, unresolved
FROM staged.main.mentions
WHERE (entity_id IS NULL) = (unresolved IS NULL);

-- rule: share_unresolved
-- column: entity_id
-- severity: warning
-- at most: 0.25
-- of at least: 200
-- why: Some names stay open in any text; when a quarter does, knowledge is missing for this kind of news.
SELECT count(*) FILTER (WHERE entity_id IS NULL) AS part, count(*) AS whole
FROM staged.main.mentions
WHERE form = 'name';

-- rule: mix_of_entity_types
-- column: entity_type
-- severity: warning
-- drift by: entity_type
-- why: Persons, bodies and places keep their shares of all names; a type that thins out is no longer recognised.
SELECT r.entity_type AS value, a.published_earliest AS day, a.published_precision AS resolution
FROM corpus.main.mentions AS r
JOIN corpus.main.articles AS a USING (article_id)
WHERE a.published_precision IN ('day', 'month')
-- The first of each article: one as long as a book would be the mix of its month.
QUALIFY row_number() OVER (PARTITION BY r.article_id ORDER BY r.text_start, r.mention_id) <= 20;
