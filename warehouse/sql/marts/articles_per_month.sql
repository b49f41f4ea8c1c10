-- Grain: one row per month of publication and agency. Question: how much news is there, and from whom?
-- An article with several agencies counts under each; one without any counts under NULL.
CREATE VIEW marts.articles_per_month AS
WITH credited AS (
    SELECT
        date_trunc('month', published_earliest)::DATE AS month,
        unnest(CASE WHEN len(agencies) > 0 THEN agencies ELSE [NULL] END) AS agency,
        duplicate_of
    FROM main.articles
)
SELECT month, agency, count(*) AS article_count, count(duplicate_of) AS duplicate_count
FROM credited
GROUP BY ALL;

COMMENT ON VIEW marts.articles_per_month IS 'Articles per month of publication and agency.';
COMMENT ON COLUMN marts.articles_per_month.month IS
    'First day of the month of publication; null if the header tells none.';
COMMENT ON COLUMN marts.articles_per_month.agency IS 'News agency that is credited; null for articles without one.';
COMMENT ON COLUMN marts.articles_per_month.article_count IS 'Articles.';
COMMENT ON COLUMN marts.articles_per_month.duplicate_count IS 'Near-copies among them.';
