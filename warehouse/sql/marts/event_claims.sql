-- Grain: one row per event mention and aspect (status, days, duration, killed, wounded, soldiers) that it tells.
-- Question: who claims what of an event? Claims of one aspect contradict each other where their ranges share nothing.
-- low and high are numbers, days since 1970, minutes, or 0 for what happened and 1 for what is denied.
CREATE TABLE marts.event_claims AS
WITH told AS (
    SELECT
        m.event_id, m.event_mention_id, m.article_id, coalesce(a.duplicate_of, a.article_id) AS text_id,
        e.name AS attributed_to_name, m.status, m.date_earliest, m.date_latest, m.dated_by, m.clause_start, m.clause_end,
        m.killed_low, m.killed_high, m.wounded_low, m.wounded_high, m.soldiers_low, m.soldiers_high
    FROM these_event_mentions AS m
    JOIN these_articles AS a USING (article_id)
    LEFT JOIN main.entities AS e ON e.entity_id = m.attributed_to_id
), counted AS (
    SELECT
        told.*,
        unnest([
            {'aspect': 'killed', 'low': killed_low, 'high': killed_high},
            {'aspect': 'wounded', 'low': wounded_low, 'high': wounded_high},
            {'aspect': 'soldiers', 'low': soldiers_low, 'high': soldiers_high}
        ]) AS number
    FROM told
    WHERE coalesce(killed_low, killed_high, wounded_low, wounded_high, soldiers_low, soldiers_high) IS NOT NULL
), lasted AS (
    SELECT
        told.*,
        t.text AS duration,
        60 * coalesce(try_cast(regexp_extract(t.value, '^PT([0-9.]+)H', 1) AS DOUBLE), 0)
        + coalesce(try_cast(regexp_extract(t.value, '^PT(?:[0-9.]+H)?([0-9.]+)M', 1) AS DOUBLE), 0) AS minutes
    FROM told
    JOIN main.time_expressions AS t
        ON t.article_id = told.article_id AND t.text_start >= told.clause_start AND t.text_end <= told.clause_end
    WHERE t.timex_type = 'DURATION'
), claims AS (
    SELECT event_id, event_mention_id, article_id, text_id, attributed_to_name,
        'status' AS aspect, status AS claim, (status = 'negated')::DOUBLE AS low, (status = 'negated')::DOUBLE AS high
    FROM told
    WHERE status IN ('actual', 'negated')
    UNION ALL
    SELECT event_id, event_mention_id, article_id, text_id, attributed_to_name,
        'days', CASE WHEN date_earliest = date_latest THEN '' || date_earliest
            ELSE date_earliest || ' to ' || date_latest END,
        date_diff('day', DATE '1970-01-01', date_earliest), date_diff('day', DATE '1970-01-01', date_latest)
    FROM told
    WHERE date_earliest IS NOT NULL AND date_latest IS NOT NULL AND dated_by = 'text'
    UNION ALL
    SELECT event_id, event_mention_id, article_id, text_id, attributed_to_name, number.aspect,
        CASE
            WHEN number.low = number.high THEN '' || number.low
            WHEN number.high IS NULL THEN 'at least ' || number.low
            WHEN number.low IS NULL THEN 'at most ' || number.high
            ELSE number.low || ' to ' || number.high
        END,
        coalesce(number.low, 0), coalesce(number.high, 'infinity'::DOUBLE)
    FROM counted
    WHERE coalesce(number.low, number.high) IS NOT NULL
    UNION ALL
    SELECT event_id, event_mention_id, article_id, text_id, attributed_to_name, 'duration', duration, minutes, minutes
    FROM lasted
    WHERE minutes > 0
)
SELECT * FROM claims ORDER BY event_id;

COMMENT ON TABLE marts.event_claims IS 'What each event mention claims, aspect by aspect, with its range.';
COMMENT ON COLUMN marts.event_claims.event_id IS 'The event.';
COMMENT ON COLUMN marts.event_claims.event_mention_id IS 'The mention that claims it.';
COMMENT ON COLUMN marts.event_claims.article_id IS 'Its article.';
COMMENT ON COLUMN marts.event_claims.text_id IS 'The article, or the one of which it is a near-copy.';
COMMENT ON COLUMN marts.event_claims.attributed_to_name IS 'Whose claim it is; null if nobody is named.';
COMMENT ON COLUMN marts.event_claims.aspect IS 'status, days, duration, killed, wounded or soldiers.';
COMMENT ON COLUMN marts.event_claims.claim IS 'What is claimed, in words.';
COMMENT ON COLUMN marts.event_claims.low IS 'Least value of the claim.';
COMMENT ON COLUMN marts.event_claims.high IS 'Greatest value of the claim.';
