-- Grain: one row per month of publication and agency. Question: how much news is there, and from whom?
-- An article with several agencies counts under each; one without any counts under NULL.
CREATE VIEW marts.articles_per_month AS
SELECT
    date_trunc('month', a.published_earliest)::DATE AS month,
    agency.name AS agency,
    count(*) AS article_count,
    count(a.duplicate_of) AS duplicate_count
FROM main.articles AS a
LEFT JOIN (SELECT article_id, unnest(agencies) AS name FROM main.articles) AS agency USING (article_id)
GROUP BY ALL;

COMMENT ON VIEW marts.articles_per_month IS 'Articles per month of publication and agency.';
