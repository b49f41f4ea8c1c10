-- Grain: one row per article and entity that it names. Question: how often does it?
CREATE TEMP TABLE numbered_namings AS
SELECT
    a.article_number,
    e.entity_number,
    any_value(a.text_number) AS text_number,
    any_value(a.month) AS month,
    count(*)::INTEGER AS mention_count
FROM these_mentions AS m
JOIN numbered_articles AS a USING (article_id)
JOIN numbered_entities AS e USING (entity_id)
GROUP BY a.article_number, e.entity_number;
