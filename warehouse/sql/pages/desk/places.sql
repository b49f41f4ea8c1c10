-- Grain: one row per place with coordinates where something happened. Question: where?
SELECT
    place_id,
    any_value(place_name) AS name,
    any_value(latitude) AS latitude,
    any_value(longitude) AS longitude,
    count(*) AS event_count,
    list(event_id ORDER BY rank)[:4] AS event_ids
FROM temp.desk_events
WHERE latitude IS NOT NULL AND longitude IS NOT NULL
GROUP BY place_id
ORDER BY event_count DESC, name, place_id
LIMIT 60;
