-- table: articles
-- column: published_precision
-- severity: critical
-- why: A publication interval runs forward and is as long as its precision says; unknown has no bounds.
SELECT article_id, published_earliest, published_latest, published_precision
FROM staged.main.articles
WHERE CASE published_precision
    WHEN 'unknown' THEN published_earliest IS NOT NULL OR published_latest IS NOT NULL
    WHEN 'day' THEN published_earliest IS DISTINCT FROM published_latest OR published_latest IS NULL
    WHEN 'month' THEN published_latest IS DISTINCT FROM last_day(published_earliest)
    ELSE published_latest IS DISTINCT FROM (published_earliest + INTERVAL 1 YEAR - INTERVAL 1 DAY)::DATE
END
