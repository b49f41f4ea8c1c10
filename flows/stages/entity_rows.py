"""Entity rows: what the resolution of entities asks DuckDB, and how mentions follow from what it decides."""

from __future__ import annotations

import pyarrow as pa

NAMES = """
    SELECT entity_type, name, country_code, sector,
        list_sort(list(DISTINCT role) FILTER (role IS NOT NULL AND form = 'name')) AS roles,
        count(DISTINCT article_id) AS articles
    FROM corpus.main.mentions WHERE name IS NOT NULL GROUP BY ALL
"""
ACRONYMS = """
    SELECT text AS short, name AS long, count(DISTINCT article_id) AS articles
    FROM corpus.main.mentions
    WHERE entity_type = 'ORG' AND form = 'name' AND contains(name, ' ') AND NOT contains(text, ' ')
    GROUP BY ALL
"""
WRITTEN_ROLES = (
    "SELECT DISTINCT role FROM corpus.main.mentions WHERE role IS NOT NULL AND form = 'name' ORDER BY role"
)
IS_SURNAME = """
    m.entity_type = 'PER' AND m.form = 'name' AND m.name IS NULL
    AND coalesce(m.unresolved, 'surname_only') = 'surname_only'
"""
"""Mentions of a last name that their article leaves open. Resolved by the corpus, they have no ``unresolved``."""
SURNAMES = f"""
    CREATE TEMP TABLE surnames AS
    SELECT article_id, text,
        list_sort(coalesce(list(DISTINCT country_code) FILTER (country_code IS NOT NULL), [])) AS countries,
        list_sort(coalesce(list(DISTINCT role) FILTER (role IS NOT NULL), [])) AS roles,
        any_value(coalesce(inferred_earliest, published_earliest)) AS earliest,
        any_value(coalesce(inferred_latest, published_latest)) AS latest
    FROM corpus.main.mentions AS m JOIN corpus.main.articles USING (article_id)
    WHERE {IS_SURNAME} GROUP BY article_id, text
"""
DISTINCT_SURNAMES = "SELECT DISTINCT text, countries, roles, earliest, latest FROM surnames ORDER BY ALL"

MEANT = pa.schema(
    [(c, pa.string()) for c in ("entity_type", "name", "country_code", "entity_id", "unresolved")]
)
MEANT_IN = pa.schema([(c, pa.string()) for c in ("entity_type", "name", "article_id", "entity_id")])
SURNAME_MEANT = pa.schema(
    [
        ("text", pa.string()),
        ("countries", pa.list_(pa.string())),
        ("roles", pa.list_(pa.string())),
        ("earliest", pa.date32()),
        ("latest", pa.date32()),
        ("entity_id", pa.string()),
    ]
)
SURNAMED = """
    CREATE TEMP TABLE surnamed AS
    SELECT s.article_id, s.text, m.entity_id FROM surnames AS s JOIN surname_meant AS m
    ON s.text = m.text AND s.countries = m.countries AND s.roles = m.roles
    AND s.earliest IS NOT DISTINCT FROM m.earliest AND s.latest IS NOT DISTINCT FROM m.latest
"""
HOLDINGS = """
    SELECT m.name, m.country_code, m.role, m.organisation,
        min(coalesce(a.inferred_earliest, a.published_earliest)) AS first_seen,
        max(coalesce(a.inferred_latest, a.published_latest)) AS last_seen,
        count(DISTINCT m.article_id) AS articles
    FROM corpus.main.mentions AS m JOIN corpus.main.articles AS a USING (article_id)
    WHERE m.entity_type = 'PER' AND m.form = 'name' AND m.name IS NOT NULL AND m.role IS NOT NULL
    GROUP BY ALL HAVING first_seen IS NOT NULL AND last_seen IS NOT NULL
"""
IS_OFFICE = """
    m.form = 'role' AND m.name IS NULL AND coalesce(m.unresolved, 'office_open') = 'office_open'
"""
"""Mentions of an office that their article leaves open. Resolved by the corpus, they have no ``unresolved``."""
SEATS = f"""
    CREATE TEMP TABLE seats AS
    SELECT m.mention_id, m.role, m.organisation, m.country_code,
        coalesce(a.inferred_earliest, a.published_earliest) AS earliest,
        coalesce(a.inferred_latest, a.published_latest) AS latest
    FROM corpus.main.mentions AS m JOIN corpus.main.articles AS a USING (article_id)
    WHERE {IS_OFFICE} AND m.role IS NOT NULL AND coalesce(m.organisation, m.country_code) IS NOT NULL
"""
DISTINCT_SEATS = "SELECT DISTINCT role, organisation, country_code, earliest, latest FROM seats ORDER BY ALL"
SEAT_MEANT = pa.schema(
    [
        ("role", pa.string()),
        ("organisation", pa.string()),
        ("country_code", pa.string()),
        ("earliest", pa.date32()),
        ("latest", pa.date32()),
        ("entity_id", pa.string()),
    ]
)
SEATED = """
    CREATE TEMP TABLE seated AS
    SELECT s.mention_id, h.entity_id FROM seats AS s JOIN seat_meant AS h
    ON s.role = h.role AND s.organisation IS NOT DISTINCT FROM h.organisation
    AND s.country_code IS NOT DISTINCT FROM h.country_code
    AND s.earliest IS NOT DISTINCT FROM h.earliest AND s.latest IS NOT DISTINCT FROM h.latest
"""
RESOLVED = f"""
    SELECT m.* REPLACE (
        CASE WHEN m.name IS NOT NULL THEN coalesce(i.entity_id, n.entity_id)
            WHEN {IS_SURNAME}
                THEN s.entity_id
            WHEN {IS_OFFICE} THEN o.entity_id
            ELSE m.entity_id END AS entity_id,
        CASE WHEN m.name IS NOT NULL THEN if(i.entity_id IS NULL, n.unresolved, NULL)
            WHEN {IS_SURNAME}
                THEN if(s.entity_id IS NULL, 'surname_only', NULL)
            WHEN {IS_OFFICE} THEN if(o.entity_id IS NULL, 'office_open', NULL)
            ELSE m.unresolved END AS unresolved
    )
    FROM {{source}} AS m
    LEFT JOIN meant AS n ON n.entity_type = m.entity_type AND n.name = m.name
        AND n.country_code = coalesce(m.country_code, '')
    LEFT JOIN meant_in AS i ON i.entity_type = m.entity_type AND i.name = m.name AND i.article_id = m.article_id
    LEFT JOIN surnamed AS s ON s.article_id = m.article_id AND s.text = m.text
    LEFT JOIN seated AS o ON o.mention_id = m.mention_id
"""
"""Mentions with the entity that they mean; ``{source}`` is any table of mentions."""

FACTS = pa.schema([("entity_id", pa.string()), ("country_code", pa.string())])
COUNTED = """
    SELECT entity_id, count(DISTINCT article_id) AS article_count, count(*) AS mention_count,
        list_sort(coalesce(list(DISTINCT text) FILTER (form = 'name'), [])) AS texts
    FROM corpus.main.mentions WHERE entity_id IS NOT NULL GROUP BY entity_id ORDER BY entity_id
"""
READ_ROLES = pa.schema(
    [
        ("written", pa.string()),
        ("noun", pa.string()),
        ("organisation", pa.string()),
        ("country_code", pa.string()),
        ("is_former", pa.bool_()),
        ("is_of_party", pa.bool_()),
    ]
)
PARTIES = pa.schema([("name", pa.string())])
HELD_ROLES = """
    SELECT m.entity_id, r.noun AS role, list_sort(list(DISTINCT r.written)) AS written,
        coalesce(if(r.is_of_party OR p.name IS NULL, m.organisation, NULL), r.organisation) AS organisation,
        coalesce(m.country_code, r.country_code, f.country_code) AS country_code,
        r.is_former,
        min(coalesce(a.inferred_earliest, a.published_earliest)) AS first_seen,
        max(coalesce(a.inferred_latest, a.published_latest)) AS last_seen,
        count(DISTINCT m.article_id) AS article_count, count(*) AS mention_count
    FROM corpus.main.mentions AS m
    JOIN read_roles AS r ON r.written = m.role
    JOIN facts AS f USING (entity_id)
    LEFT JOIN parties AS p ON p.name = m.organisation
    JOIN corpus.main.articles AS a USING (article_id)
    WHERE m.entity_type = 'PER' AND m.form = 'name'
    GROUP BY ALL ORDER BY ALL
"""
FOLLOWED = {
    "actor_mention_id": ("actor_id", "actor_country"),
    "recipient_mention_id": ("recipient_id", "recipient_country"),
    "place_mention_id": ("place_id", None),
    "attributed_to_mention_id": ("attributed_to_id", None),
}
"""Column of a mention -> columns of its entity and of the state for which it acts, in event mentions."""

PARTIES_MEANT = f"""
    CREATE TEMP TABLE parties_meant AS
    SELECT m.mention_id, m.entity_id, coalesce(f.country_code, m.country_code) AS country_code
    FROM corpus.main.mentions AS m LEFT JOIN facts AS f USING (entity_id)
    WHERE m.mention_id IN (SELECT unnest([{", ".join(FOLLOWED)}]) FROM corpus.main.event_mentions)
"""
"""Whom the mentions mean on which event mentions stand; read once, for the rows of a run are replaced part by part."""
FOLLOWING = tuple(column for columns in FOLLOWED.values() for column in columns if column)


def following() -> str:
    """Event mentions with what follows from the mentions on which they stand; ``{source}`` is any table of them."""
    replaced, joins = [], []
    for number, (mention, (entity, country)) in enumerate(FOLLOWED.items()):
        m = f"m{number}"
        replaced.append(f"if(e.{mention} IS NULL, e.{entity}, {m}.entity_id) AS {entity}")
        if country:
            replaced.append(f"if(e.{mention} IS NULL, e.{country}, {m}.country_code) AS {country}")
        joins.append(f"LEFT JOIN parties_meant AS {m} ON {m}.mention_id = e.{mention}")
    return f"SELECT e.* REPLACE ({', '.join(replaced)}) FROM {{source}} AS e {' '.join(joins)}"
