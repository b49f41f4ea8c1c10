-- Grain: one row per event that is reported. Question: which number stands for it, in the order of ids?
CREATE TEMP TABLE numbered_events AS
SELECT event_id, row_number() OVER (ORDER BY event_id)::INTEGER AS event_number
FROM (SELECT DISTINCT event_id FROM these_event_mentions WHERE event_id IS NOT NULL);
