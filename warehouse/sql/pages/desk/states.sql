-- Grain: one row per state that acts or is acted upon. Question: which states is the news about?
WITH parties AS (
    SELECT event_id, rank, unnest(list_distinct([actor_country, recipient_country])) AS code
    FROM temp.desk_events
)
SELECT code, count(*) AS event_count, list(event_id ORDER BY rank)[:4] AS event_ids
FROM parties
WHERE code IS NOT NULL
GROUP BY code
ORDER BY event_count DESC, code
LIMIT 80;
