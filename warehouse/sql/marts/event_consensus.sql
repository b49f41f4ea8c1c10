-- Grain: one row per event. Question: what do the reports of an event agree in, and how many of them?
-- Texts are articles with near-copies counted once. A number's text count says how many texts give any; the range
-- spans all that they give.
CREATE VIEW marts.event_consensus AS
WITH texts AS (
    SELECT DISTINCT m.event_id, coalesce(a.duplicate_of, a.article_id) AS text_id, m.status
    FROM main.event_mentions AS m
    JOIN main.articles AS a USING (article_id)
), statuses AS (
    SELECT event_id, status, count(*) AS text_count,
        list_position(['actual', 'planned', 'hypothetical', 'negated'], status) AS rank
    FROM texts
    GROUP BY ALL
), majority AS (
    SELECT event_id, arg_max(status, (text_count, -rank)) AS status, max(text_count) AS text_count
    FROM statuses
    GROUP BY event_id
), totals AS (
    SELECT event_id, count(DISTINCT text_id) AS text_count FROM texts GROUP BY event_id
), numbers AS (
    SELECT
        event_id,
        count(DISTINCT text_id) FILTER (WHERE aspect = 'killed') AS killed_text_count,
        count(DISTINCT text_id) FILTER (WHERE aspect = 'wounded') AS wounded_text_count,
        count(DISTINCT text_id) FILTER (WHERE aspect = 'soldiers') AS soldiers_text_count
    FROM marts.event_claims
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
FROM main.events AS e
JOIN majority USING (event_id)
JOIN totals USING (event_id)
LEFT JOIN numbers USING (event_id);

COMMENT ON VIEW marts.event_consensus IS
    'Each event as its reports agree in it: status, days and numbers, and how many texts say so.';
