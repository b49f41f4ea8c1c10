-- Grain: one row per event. Question: what does one state do to another?
-- Codes are ISO 3166 alpha-3; events of reciprocal types (CONSULT, AGREE, COOPERATE) count in both directions.
CREATE MACRO main.dyad(actor, recipient) AS TABLE
SELECT *
FROM main.events
WHERE (actor_country = upper(actor) AND recipient_country = upper(recipient))
    OR (event_type IN ('AGREE', 'CONSULT', 'COOPERATE')
        AND actor_country = upper(recipient) AND recipient_country = upper(actor));

COMMENT ON MACRO TABLE main.dyad IS 'Events from one state to another, e.g. FROM dyad(''RUS'', ''UKR'').';
