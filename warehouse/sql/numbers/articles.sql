-- Grain: one row per article. Question: which number stands for it and for its text, and when was it out and read?
CREATE TEMP TABLE numbered_articles AS
SELECT
    a.article_id,
    row_number() OVER ()::INTEGER AS article_number,
    t.text_number,
    date_trunc('month', coalesce(a.inferred_earliest, a.published_earliest))::DATE AS month,
    r.started_at
FROM these_articles AS a
JOIN numbered_texts AS t ON t.text_id = coalesce(a.duplicate_of, a.article_id)
LEFT JOIN main.runs AS r USING (run_id);
