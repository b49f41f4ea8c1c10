-- Grain: one row per event. Question: which codes do CAMEO and POLECAT give what happened?
-- A mode that the code lists do not know counts as none.
CREATE VIEW export.event_codes AS
SELECT
    e.event_id,
    coalesce(exact.event_code, plain.event_code) AS event_code,
    coalesce(exact.goldstein, plain.goldstein)::DOUBLE AS goldstein,
    exact.polecat_mode,
    exact.contexts
FROM main.events AS e
JOIN export.cameo_event_codes AS plain ON plain.event_type = e.event_type AND plain.event_mode IS NULL
LEFT JOIN export.cameo_event_codes AS exact ON exact.event_type = e.event_type AND exact.event_mode = e.event_mode;

COMMENT ON VIEW export.event_codes IS 'Each event with its codes in CAMEO and POLECAT.';
