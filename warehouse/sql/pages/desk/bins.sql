-- Grain: one row per day, week or month ($bin) of the period and quad class. Question: when did what kind of thing happen?
SELECT
    date_trunc($bin, date_earliest)::DATE AS start,
    quad_class,
    count(*) AS event_count,
    list(event_id ORDER BY rank)[:4] AS event_ids
FROM temp.desk_events
WHERE date_trunc($bin, date_earliest) = date_trunc($bin, date_latest)
GROUP BY ALL
ORDER BY start, quad_class;
