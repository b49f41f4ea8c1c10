-- Grain: one row per day of the last 53 weeks on which an article whose header tells the day was published.
-- Question: on which days is there news?
SELECT published_earliest AS day, count(*) AS article_count
FROM main.articles
WHERE published_precision = 'day'
    AND published_earliest > (
        SELECT max(published_earliest) FROM main.articles WHERE published_precision = 'day'
    ) - INTERVAL 371 DAY
GROUP BY ALL
ORDER BY day;
