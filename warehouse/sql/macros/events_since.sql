-- Grain: one row per event. Question: which events came in, or got new reports, since I last looked?
CREATE MACRO main.events_since(moment) AS TABLE
SELECT *, first_seen > moment::TIMESTAMP AS is_new
FROM marts.event_arrivals
WHERE last_seen > moment::TIMESTAMP
ORDER BY first_seen DESC, event_id;

COMMENT ON MACRO TABLE main.events_since IS
    'Events that are new or have new reports since a moment in UTC, e.g. FROM events_since(''2022-02-24 06:00'').';
