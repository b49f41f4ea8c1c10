-- Grain: one row. Question: how much do the events tell?
SELECT
    count(*) AS event_count,
    count(*) FILTER (WHERE actor_id IS NOT NULL OR actor_country IS NOT NULL) AS with_actor,
    count(*) FILTER (WHERE recipient_id IS NOT NULL OR recipient_country IS NOT NULL) AS with_recipient,
    count(*) FILTER (
        WHERE (actor_id IS NOT NULL OR actor_country IS NOT NULL)
            AND (recipient_id IS NOT NULL OR recipient_country IS NOT NULL)
    ) AS with_both,
    count(*) FILTER (WHERE date_precision = 'day') AS with_day,
    count(*) FILTER (WHERE date_precision IN ('day', 'month')) AS with_month,
    count(place_id) AS with_place,
    count(latitude) AS with_point
FROM main.events;
