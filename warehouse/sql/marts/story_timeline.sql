-- Grain: one row per event between two named parties. Question: how did a story between two go on, event after event?
-- A story is a chain of events between the same two, whoever acts, that follow each other within 30 days.
CREATE TABLE marts.story_timeline AS
WITH paired AS (
    SELECT *, least(actor_id, recipient_id) AS one_id, greatest(actor_id, recipient_id) AS other_id
    FROM these_events
    WHERE actor_id <> recipient_id AND date_earliest IS NOT NULL
), chained AS (
    SELECT
        *,
        row_number() OVER in_order AS place,
        coalesce(date_earliest - max(date_latest) OVER earlier, 31) > 30 AS begins
    FROM paired
    WINDOW in_order AS (PARTITION BY one_id, other_id ORDER BY date_earliest, date_latest, event_id),
        earlier AS (
            PARTITION BY one_id, other_id ORDER BY date_earliest, date_latest, event_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        )
), numbered AS (
    SELECT
        *,
        max(CASE WHEN begins THEN place END) OVER so_far AS first_place,
        last_value(CASE WHEN begins THEN event_id END IGNORE NULLS) OVER so_far AS story_id
    FROM chained
    WINDOW so_far AS (
        PARTITION BY one_id, other_id ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )
)
SELECT
    story_id,
    place - first_place + 1 AS step,
    event_id,
    date_earliest,
    date_latest,
    event_type,
    event_mode,
    status,
    actor_name,
    recipient_name,
    place_name,
    intensity,
    article_count
FROM numbered
ORDER BY story_id, step;

COMMENT ON TABLE marts.story_timeline IS 'Events between the same two parties, chained into stories.';
COMMENT ON COLUMN marts.story_timeline.story_id IS 'The story: the id of its first event.';
COMMENT ON COLUMN marts.story_timeline.step IS 'Number of the event in the story, from 1.';
COMMENT ON COLUMN marts.story_timeline.event_id IS 'The event.';
COMMENT ON COLUMN marts.story_timeline.date_earliest IS 'First day on which it can lie.';
COMMENT ON COLUMN marts.story_timeline.date_latest IS 'Last such day.';
COMMENT ON COLUMN marts.story_timeline.event_type IS 'PLOVER event type.';
COMMENT ON COLUMN marts.story_timeline.event_mode IS 'How it was done; null if nothing tells.';
COMMENT ON COLUMN marts.story_timeline.status IS 'actual, planned, hypothetical or negated.';
COMMENT ON COLUMN marts.story_timeline.actor_name IS 'Who acts.';
COMMENT ON COLUMN marts.story_timeline.recipient_name IS 'To whom it is done.';
COMMENT ON COLUMN marts.story_timeline.place_name IS 'Where; null if unknown.';
COMMENT ON COLUMN marts.story_timeline.intensity IS '-10 (hostile) to 10 (cooperative).';
COMMENT ON COLUMN marts.story_timeline.article_count IS 'Articles that report it.';
