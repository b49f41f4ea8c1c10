-- Grain: one row per entity. Question: which codes do CAMEO, PLOVER and Correlates of War give an actor?
-- A state has no type of its own; whom CAMEO does not know as a group has no group code.
CREATE VIEW export.entity_codes AS
SELECT
    e.entity_id,
    e.name,
    upper(CASE WHEN state.iso3 IS NULL THEN e.name ELSE state.name END) AS gdelt_name,
    state.iso3 IS NOT NULL AS is_state,
    e.sector,
    CASE WHEN state.iso3 IS NULL THEN type.cameo END AS cameo_type,
    type.plover AS plover_sector,
    known.code AS cameo_group,
    CASE WHEN e.sector IN ('IGO', 'NGO') AND e.country_code IS NULL THEN e.sector ELSE e.country_code END AS plover_code
FROM main.entities AS e
LEFT JOIN export.country_codes AS state ON state.entity_name = e.name AND e.entity_type = 'LOC'
LEFT JOIN export.cameo_type_codes AS type ON type.sector = e.sector
LEFT JOIN export.cameo_group_codes AS known ON known.name = e.name AND e.entity_type = 'ORG';

COMMENT ON VIEW export.entity_codes IS 'Each entity with its codes in CAMEO and PLOVER.';
