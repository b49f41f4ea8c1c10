-- Grain: one row per event, contradicted aspect and claim. Question: where do the reports of an event exclude each
-- other, how many texts say what, and whose claims are these?
-- An aspect is contradicted where no value fits all claims: it happened and it did not, two numbers, two days.
CREATE TABLE marts.event_contradictions AS
WITH contradicted AS (
    SELECT event_id, aspect
    FROM marts.event_claims
    SEMI JOIN these_events USING (event_id)
    GROUP BY ALL
    HAVING max(low) > min(high)
)
SELECT
    e.event_id,
    e.event_type,
    e.actor_name,
    e.recipient_name,
    c.aspect,
    c.claim,
    count(DISTINCT c.text_id) AS text_count,
    coalesce(
        list_sort(list(DISTINCT c.attributed_to_name) FILTER (WHERE c.attributed_to_name IS NOT NULL)), []
    ) AS attributed_to,
    list_sort(list(DISTINCT c.event_mention_id)) AS event_mention_ids
FROM marts.event_claims AS c
SEMI JOIN contradicted USING (event_id, aspect)
JOIN these_events AS e USING (event_id)
GROUP BY ALL
ORDER BY e.event_id, c.aspect, c.claim;

COMMENT ON TABLE marts.event_contradictions IS
    'Claims that exclude each other, event by event: who says what, and in how many texts.';
COMMENT ON COLUMN marts.event_contradictions.event_id IS 'The event.';
COMMENT ON COLUMN marts.event_contradictions.event_type IS 'PLOVER event type.';
COMMENT ON COLUMN marts.event_contradictions.actor_name IS 'Who acts.';
COMMENT ON COLUMN marts.event_contradictions.recipient_name IS 'To whom it is done.';
COMMENT ON COLUMN marts.event_contradictions.aspect IS 'In what the claims exclude each other.';
COMMENT ON COLUMN marts.event_contradictions.claim IS 'One of the claims.';
COMMENT ON COLUMN marts.event_contradictions.text_count IS 'Texts that make it, near-copies counted once.';
COMMENT ON COLUMN marts.event_contradictions.attributed_to IS 'Whose claim it is, as far as texts say so.';
COMMENT ON COLUMN marts.event_contradictions.event_mention_ids IS 'The mentions that make it.';
