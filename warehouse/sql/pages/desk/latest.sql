-- Grain: one row. Question: up to which day is there news? The last month with three articles or more counts: a single
-- article whose header errs does not move it. If there is no such month, the last one with any.
WITH months AS (
    SELECT last_day(published_latest) AS latest, count(*) AS article_count
    FROM main.articles
    WHERE published_precision IN ('day', 'month')
    GROUP BY ALL
)
SELECT coalesce(max(latest) FILTER (WHERE article_count >= 3), max(latest)) AS latest
FROM months;
