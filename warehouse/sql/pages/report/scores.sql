-- Grain: one row per table and twentieth of the score. Question: how sure is what was read?
SELECT 'mentions' AS table_name, least(19, floor(20 * score))::INTEGER AS bin, count(*) AS row_count
FROM main.mentions GROUP BY ALL
UNION ALL
SELECT 'event_mentions', least(19, floor(20 * score))::INTEGER, count(*) FROM main.event_mentions GROUP BY ALL
UNION ALL
SELECT 'events', least(19, floor(20 * score))::INTEGER, count(*) FROM main.events GROUP BY ALL
ORDER BY ALL;
