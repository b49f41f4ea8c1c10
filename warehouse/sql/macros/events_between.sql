-- Grain: one row per event. Question: what happened between two parties, whoever acted?
-- A party is a name or alias of an entity, its id, or the code of a state (then all who act for it).
CREATE MACRO main.events_between(one, other) AS TABLE
WITH first AS (
    SELECT entity_id FROM main.entities_named(one)
), second AS (
    SELECT entity_id FROM main.entities_named(other)
)
SELECT *
FROM main.events
WHERE ((actor_id IN (FROM first) OR actor_country = upper(one))
        AND (recipient_id IN (FROM second) OR recipient_country = upper(other)))
    OR ((actor_id IN (FROM second) OR actor_country = upper(other))
        AND (recipient_id IN (FROM first) OR recipient_country = upper(one)));

COMMENT ON MACRO TABLE main.events_between IS
    'Events between two parties in either direction: names, ids or codes of states, e.g. FROM events_between(''Lawrow'', ''USA'').';
