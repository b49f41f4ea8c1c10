-- Grain: one row per event that the page shows. Question: what happened?
SELECT
    event_id, event_type, event_mode, quad_class, actor, recipient, status, date_earliest, date_latest, place_name,
    article_count, source_count, mention_count, score
FROM temp.desk_events
WHERE list_contains($ids, event_id)
ORDER BY date_earliest, date_latest, rank;
