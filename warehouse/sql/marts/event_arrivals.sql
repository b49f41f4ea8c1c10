-- Grain: one row per event. Question: what is new since I last looked, and what did later articles add to?
CREATE TABLE marts.event_arrivals AS
WITH arrived AS (
    SELECT event_number, min(started_at) AS first_seen, max(started_at) AS last_seen
    FROM numbered_reports
    WHERE started_at IS NOT NULL
    GROUP BY ALL
)
SELECT
    e.event_id,
    arrived.first_seen,
    arrived.last_seen,
    e.event_type,
    e.status,
    e.actor_name,
    e.recipient_name,
    e.date_earliest,
    e.date_latest,
    e.article_count
FROM these_events AS e
JOIN numbered_events USING (event_id)
JOIN arrived USING (event_number)
ORDER BY e.event_id;

COMMENT ON TABLE marts.event_arrivals IS 'When the articles behind each event came in: the first one, and the last.';
COMMENT ON COLUMN marts.event_arrivals.event_id IS 'The event.';
COMMENT ON COLUMN marts.event_arrivals.first_seen IS 'Start of the run that read its first article (UTC).';
COMMENT ON COLUMN marts.event_arrivals.last_seen IS 'Start of the run that read its last article so far (UTC).';
COMMENT ON COLUMN marts.event_arrivals.event_type IS 'PLOVER event type.';
COMMENT ON COLUMN marts.event_arrivals.status IS 'actual, planned, hypothetical or negated.';
COMMENT ON COLUMN marts.event_arrivals.actor_name IS 'Who acts.';
COMMENT ON COLUMN marts.event_arrivals.recipient_name IS 'To whom it is done.';
COMMENT ON COLUMN marts.event_arrivals.date_earliest IS 'First day on which it can lie.';
COMMENT ON COLUMN marts.event_arrivals.date_latest IS 'Last such day.';
COMMENT ON COLUMN marts.event_arrivals.article_count IS 'Articles that report it.';
