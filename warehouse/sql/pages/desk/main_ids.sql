-- Grain: one row per main event. Question: what are the events that matter most?
SELECT event_id FROM temp.desk_events WHERE rank <= 24 ORDER BY rank;
