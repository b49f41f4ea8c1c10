-- Grain: one row per organisation that CAMEO knows. Question: which CAMEO code does a known organisation have?
-- name: as in entities.name (news/knowledge/organisations.tsv). code: CAMEO 1.1b3, list of known groups; the organs of
-- the European Union and of the United Nations have the code of the whole, the African Union that of its predecessor.
-- Source: the code list named, which is facts and under no licence; written down by this project.
-- To add one: a row with the name by which entities has the organisation.
CREATE TABLE export.cameo_group_codes AS
SELECT * FROM (VALUES
    ('NATO', 'NAT'),
    ('Europäische Union', 'EEC'),
    ('EU-Kommission', 'EEC'),
    ('Europaparlament', 'EEC'),
    ('Vereinte Nationen', 'UNO'),
    ('UN-Sicherheitsrat', 'UNO'),
    ('OSZE', 'SCE'),
    ('G7', 'GOS'),
    ('Internationale Atomenergiebehörde', 'IAE'),
    ('Internationaler Strafgerichtshof', 'ICC'),
    ('Internationaler Währungsfonds', 'IMF'),
    ('Weltbank', 'WBK'),
    ('Weltgesundheitsorganisation', 'WHO'),
    ('Welternährungsprogramm', 'WFP'),
    ('Afrikanische Union', 'OAU'),
    ('Arabische Liga', 'ARL'),
    ('ECOWAS', 'WAS'),
    ('ASEAN', 'ASN'),
    ('Europarat', 'COE'),
    ('OPEC', 'OPC'),
    ('Internationales Komitee vom Roten Kreuz', 'IRC'),
    ('Amnesty International', 'AMN'),
    ('Human Rights Watch', 'HRW'),
    ('Greenpeace', 'GRP')
) AS codes (name, code);

COMMENT ON TABLE export.cameo_group_codes IS 'CAMEO codes of known organisations, which GDELT gives actors.';
