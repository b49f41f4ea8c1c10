-- Grain: one row per form of a name that is open, type and reason. Question: which names could be decided by hand?
-- unresolved is null just where entity_id is not, and told apart sooner than one of so many ids.
CREATE VIEW main.open_names AS
SELECT
    m.text,
    m.entity_type,
    m.unresolved,
    count(*) AS mention_count,
    count(DISTINCT m.article_id) AS article_count,
    array_agg(DISTINCT m.country_code ORDER BY m.country_code) FILTER (m.country_code IS NOT NULL) AS country_codes,
    array_agg(DISTINCT m.role ORDER BY m.role) FILTER (m.role IS NOT NULL) AS roles
FROM main.mentions AS m
WHERE m.unresolved IS NOT NULL AND m.form = 'name'
GROUP BY ALL;

COMMENT ON VIEW main.open_names IS
'Names whose bearer is open, with why, and what articles tell of it; entity_overrides.tsv can decide them.';
COMMENT ON COLUMN main.open_names.text IS 'The name as written.';
COMMENT ON COLUMN main.open_names.entity_type IS 'PER, ORG, LOC or MISC.';
COMMENT ON COLUMN main.open_names.unresolved IS 'Why it is open.';
COMMENT ON COLUMN main.open_names.mention_count IS 'How often it stands so.';
COMMENT ON COLUMN main.open_names.article_count IS 'In how many articles.';
COMMENT ON COLUMN main.open_names.country_codes IS 'States for which articles say it stands.';
COMMENT ON COLUMN main.open_names.roles IS 'Offices that articles give it.';
