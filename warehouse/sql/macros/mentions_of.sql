-- Grain: one row per mention. Question: where do articles name somebody, in which words, and by which form?
-- words is a name, an alias or an entity_id.
CREATE MACRO main.mentions_of(words) AS TABLE
SELECT
    m.mention_id,
    m.entity_id,
    e.name AS entity_name,
    m.text,
    m.form,
    m.role,
    a.article_id,
    a.source_file,
    coalesce(a.inferred_earliest, a.published_earliest) AS published_earliest,
    coalesce(a.inferred_latest, a.published_latest) AS published_latest,
    substr(a.body, greatest(m.text_start - 60, 0) + 1, m.text_end - greatest(m.text_start - 60, 0) + 60) AS context
FROM main.entities_named(words) AS e
JOIN main.mentions AS m USING (entity_id)
JOIN main.articles AS a USING (article_id)
ORDER BY published_earliest, a.article_id, m.text_start;

COMMENT ON MACRO TABLE main.mentions_of IS
    'Mentions of an entity with sixty characters on either side, e.g. FROM mentions_of(''Lawrow'').';
