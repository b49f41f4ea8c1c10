-- Grain: one row per month of the last 15 years with articles, and one for articles without a month.
-- Question: of which months is there news?
WITH published AS (
    SELECT
        CASE WHEN published_precision IN ('day', 'month') THEN date_trunc('month', published_earliest)::DATE END AS month,
        count(*) AS article_count,
        count(duplicate_of) AS duplicate_count
    FROM main.articles
    GROUP BY ALL
), happened AS (
    SELECT date_trunc('month', date_earliest)::DATE AS month, count(*) AS event_count
    FROM main.events
    WHERE date_trunc('month', date_earliest) = date_trunc('month', date_latest)
    GROUP BY ALL
)
SELECT p.month, p.article_count, p.duplicate_count, coalesce(h.event_count, 0) AS event_count
FROM published AS p
LEFT JOIN happened AS h USING (month)
WHERE p.month IS NULL OR p.month > (SELECT max(month) FROM published) - INTERVAL 15 YEAR
ORDER BY p.month NULLS FIRST;
