-- Grain: one row per mention of an entity. Question: in which words does an article name somebody?
CREATE VIEW main.mention_context AS
SELECT
    m.mention_id,
    m.article_id,
    a.source_file,
    e.name AS entity_name,
    m.text,
    m.role,
    substr(a.body, greatest(m.text_start - 60, 0) + 1, m.text_end - greatest(m.text_start - 60, 0) + 60) AS context
FROM main.mentions AS m
JOIN main.articles AS a USING (article_id)
LEFT JOIN main.entities AS e USING (entity_id);

COMMENT ON VIEW main.mention_context IS 'Each mention with sixty characters of its article on either side.';
COMMENT ON COLUMN main.mention_context.mention_id IS 'The mention.';
COMMENT ON COLUMN main.mention_context.article_id IS 'The article.';
COMMENT ON COLUMN main.mention_context.source_file IS 'Its file.';
COMMENT ON COLUMN main.mention_context.entity_name IS 'Name of the entity that is meant; null where it is open.';
COMMENT ON COLUMN main.mention_context.text IS 'The words as written.';
COMMENT ON COLUMN main.mention_context.role IS 'Office as written with the name.';
COMMENT ON COLUMN main.mention_context.context IS 'The mention with sixty characters on either side.';
