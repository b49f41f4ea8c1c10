-- Grain: one row per sector of schemas/codebook.py. Question: how do CAMEO and PLOVER call a sector of society?
-- sector: as in entities.sector. cameo: CAMEO 1.1b3 type code. plover: PLOVER sector; MED means media here and in CAMEO,
-- while PLOVER calls the media JRN and keeps MED for medicine.
-- Source: the code lists named, which are facts and under no licence; written down by this project.
-- To add one: a row beside the sector in schemas/codebook.py.
CREATE TABLE export.cameo_type_codes AS
SELECT * FROM (VALUES
    ('GOV', 'GOV', 'GOV'),
    ('MIL', 'MIL', 'MIL'),
    ('LEG', 'LEG', 'LEG'),
    ('JUD', 'JUD', 'JUD'),
    ('SPY', 'SPY', 'SPY'),
    ('PTY', 'PTY', 'PTY'),
    ('OPP', 'OPP', 'OPP'),
    ('REB', 'REB', 'REB'),
    ('IGO', 'IGO', 'IGO'),
    ('NGO', 'NGO', 'NGO'),
    ('MED', 'MED', 'JRN'),
    ('BUS', 'BUS', 'BUS'),
    ('CVL', 'CVL', 'CVL')
) AS codes (sector, cameo, plover);

COMMENT ON TABLE export.cameo_type_codes IS 'Sectors in the codes of CAMEO and PLOVER.';
