-- Grain: one row per event. Question: what do the reports of an event agree in, and how many of them?
-- Texts are articles with near-copies counted once. A number's text count says how many texts give any; the range
-- spans all that they give.
CREATE TABLE marts.event_consensus AS
WITH texts AS (
    SELECT DISTINCT event_number, text_number, status FROM numbered_reports
), statuses AS (
    SELECT event_number, status, count(*) AS text_count,
        list_position(['actual', 'planned', 'hypothetical', 'negated'], status) AS rank
    FROM texts
    GROUP BY ALL
), majority AS (
    SELECT event_number, arg_max(status, (text_count, -rank)) AS status, max(text_count) AS text_count
    FROM statuses
    GROUP BY event_number
), totals AS (
    SELECT event_number, count(*) AS text_count
    FROM (SELECT DISTINCT event_number, text_number FROM texts)
    GROUP BY event_number
), numbers AS (
    SELECT
        event_id,
        count(DISTINCT text_id) FILTER (WHERE aspect = 'killed') AS killed_text_count,
        count(DISTINCT text_id) FILTER (WHERE aspect = 'wounded') AS wounded_text_count,
        count(DISTINCT text_id) FILTER (WHERE aspect = 'soldiers') AS soldiers_text_count
    FROM marts.event_claims
    SEMI JOIN these_events USING (event_id)
    WHERE aspect IN ('killed', 'wounded', 'soldiers')
    GROUP BY event_id
)
SELECT
    e.event_id,
    e.event_type,
    e.event_mode,
    e.actor_name,
    e.recipient_name,
    e.status AS most_factual_status,
    majority.status AS majority_status,
    majority.text_count AS majority_text_count,
    e.date_earliest,
    e.date_latest,
    e.date_rule,
    e.place_name,
    e.killed_low,
    e.killed_high,
    coalesce(numbers.killed_text_count, 0) AS killed_text_count,
    e.wounded_low,
    e.wounded_high,
    coalesce(numbers.wounded_text_count, 0) AS wounded_text_count,
    e.soldiers_low,
    e.soldiers_high,
    coalesce(numbers.soldiers_text_count, 0) AS soldiers_text_count,
    totals.text_count,
    e.source_count
FROM these_events AS e
JOIN numbered_events USING (event_id)
JOIN majority USING (event_number)
JOIN totals USING (event_number)
LEFT JOIN numbers USING (event_id)
ORDER BY e.event_id;

COMMENT ON TABLE marts.event_consensus IS
    'Each event as its reports agree in it: status, days and numbers, and how many texts say so.';
COMMENT ON COLUMN marts.event_consensus.event_id IS 'The event.';
COMMENT ON COLUMN marts.event_consensus.event_type IS 'PLOVER event type.';
COMMENT ON COLUMN marts.event_consensus.event_mode IS 'How it was done; null if nothing tells.';
COMMENT ON COLUMN marts.event_consensus.actor_name IS 'Who acts.';
COMMENT ON COLUMN marts.event_consensus.recipient_name IS 'To whom it is done.';
COMMENT ON COLUMN marts.event_consensus.most_factual_status IS 'The most factual status that any text gives it.';
COMMENT ON COLUMN marts.event_consensus.majority_status IS 'The status that most texts give it.';
COMMENT ON COLUMN marts.event_consensus.majority_text_count IS 'Texts that give it that status.';
COMMENT ON COLUMN marts.event_consensus.date_earliest IS 'First day on which it can lie.';
COMMENT ON COLUMN marts.event_consensus.date_latest IS 'Last such day.';
COMMENT ON COLUMN marts.event_consensus.date_rule IS 'How these bounds follow from the mentions.';
COMMENT ON COLUMN marts.event_consensus.place_name IS 'Where; null if unknown.';
COMMENT ON COLUMN marts.event_consensus.killed_low IS 'Least number of killed that a text gives.';
COMMENT ON COLUMN marts.event_consensus.killed_high IS 'Greatest such number.';
COMMENT ON COLUMN marts.event_consensus.killed_text_count IS 'Texts that give one.';
COMMENT ON COLUMN marts.event_consensus.wounded_low IS 'Least number of wounded that a text gives.';
COMMENT ON COLUMN marts.event_consensus.wounded_high IS 'Greatest such number.';
COMMENT ON COLUMN marts.event_consensus.wounded_text_count IS 'Texts that give one.';
COMMENT ON COLUMN marts.event_consensus.soldiers_low IS 'Least number of soldiers that a text gives.';
COMMENT ON COLUMN marts.event_consensus.soldiers_high IS 'Greatest such number.';
COMMENT ON COLUMN marts.event_consensus.soldiers_text_count IS 'Texts that give one.';
COMMENT ON COLUMN marts.event_consensus.text_count IS 'Texts that report it, near-copies counted once.';
COMMENT ON COLUMN marts.event_consensus.source_count IS 'Independent sources.';
