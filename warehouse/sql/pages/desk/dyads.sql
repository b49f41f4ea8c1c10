-- Grain: one row per acting and receiving state among the twelve that take part in most. Question: who does what to whom?
WITH parties AS (
    SELECT unnest([actor_country, recipient_country]) AS code
    FROM temp.desk_events
    WHERE actor_country IS NOT NULL AND recipient_country IS NOT NULL AND actor_country <> recipient_country
), most AS (
    SELECT code FROM parties GROUP BY code ORDER BY count(*) DESC, code LIMIT 12
)
SELECT
    actor_country,
    recipient_country,
    count(*) AS event_count,
    avg(intensity) AS mean_intensity,
    list(event_id ORDER BY rank)[:4] AS event_ids
FROM temp.desk_events
WHERE actor_country IN (FROM most) AND recipient_country IN (FROM most) AND actor_country <> recipient_country
GROUP BY ALL
ORDER BY event_count DESC, actor_country, recipient_country;
