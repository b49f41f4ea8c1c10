-- Grain: one row per agency and month from its first to its last article. Question: where does the corpus have holes?
CREATE VIEW quality.coverage AS
WITH credited AS (
    SELECT unnest(CASE WHEN len(agencies) = 0 THEN ['none'] ELSE agencies END) AS agency,
        date_trunc('month', published_earliest)::DATE AS month, duplicate_of
    FROM main.articles
    WHERE published_precision IN ('day', 'month')
), spans AS (
    SELECT agency, unnest(generate_series(min(month), max(month), INTERVAL 1 MONTH))::DATE AS month
    FROM credited GROUP BY agency
), counted AS (
    SELECT agency, month, count(*) AS article_count, count(duplicate_of) AS duplicate_count
    FROM credited GROUP BY ALL
)
SELECT agency, month, coalesce(article_count, 0) AS article_count,
    coalesce(duplicate_count, 0) AS duplicate_count, median(coalesce(article_count, 0)) OVER around AS usual_count,
    article_count IS NULL AND usual_count >= 3 AS is_gap
FROM spans LEFT JOIN counted USING (agency, month)
WINDOW around AS (PARTITION BY agency ORDER BY month ROWS BETWEEN 6 PRECEDING AND 6 FOLLOWING)
ORDER BY agency, month;

COMMENT ON VIEW quality.coverage IS 'Articles per agency and month of publication; months without any are rows with 0.';
COMMENT ON COLUMN quality.coverage.agency IS 'Agency that the articles credit; none for those that credit nobody. An article of two agencies counts for both.';
COMMENT ON COLUMN quality.coverage.month IS 'First day of the month of publication; articles of which no month is known are left out.';
COMMENT ON COLUMN quality.coverage.article_count IS 'Articles.';
COMMENT ON COLUMN quality.coverage.duplicate_count IS 'Those of them that nearly copy another article.';
COMMENT ON COLUMN quality.coverage.usual_count IS 'Median of the months around, six before to six after.';
COMMENT ON COLUMN quality.coverage.is_gap IS 'True for a month without articles where three or more are usual.';
