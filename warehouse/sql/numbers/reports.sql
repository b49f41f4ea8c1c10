-- Grain: one row per event mention. Question: which text reports which event, how, and since when do we know?
CREATE TEMP TABLE numbered_reports AS
SELECT e.event_number, a.text_number, m.status, a.started_at
FROM these_event_mentions AS m
JOIN numbered_articles AS a USING (article_id)
JOIN numbered_events AS e USING (event_id);
