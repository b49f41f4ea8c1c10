"""Entity rows: what the resolution of entities asks DuckDB, and how mentions follow from what it decides."""

from __future__ import annotations

import pyarrow as pa

from flows.stages.clues import IS_OFFICE, IS_REACHED, IS_SURNAME, OF_CHANGED

NAMES = f"""
    SELECT entity_type, text, country_code, sector, list_sort(list_distinct(flatten(list(roles)))) AS roles,
        count(*) AS articles
    FROM corpus.main.clues WHERE clue = 'name' AND {IS_REACHED} GROUP BY ALL
"""
ACRONYMS = f"""
    SELECT short, text AS long, count(DISTINCT article_id) AS articles
    FROM (SELECT unnest(shorts) AS short, text, article_id FROM corpus.main.clues
        WHERE clue = 'name' AND {IS_REACHED})
    GROUP BY ALL
"""
SURNAMES = f"""
    CREATE TEMP TABLE surnames AS
    SELECT article_id, text, countries, roles, earliest, latest
    FROM corpus.main.clues WHERE clue = 'surname' AND {IS_REACHED}
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
IS_SAME_SEAT = """
    o.article_id = m.article_id AND o.role = if(m.form = 'role', m.role, NULL) AND o.name IS NOT DISTINCT FROM m.name
    AND o.organisation IS NOT DISTINCT FROM m.organisation AND o.country_code IS NOT DISTINCT FROM m.country_code
"""
"""All of it compares both sides, for an outer join with any other condition compares each row with each."""
MEANING = """
    LEFT JOIN meant AS n ON n.entity_type = m.entity_type AND n.name = m.name
        AND n.country_code = coalesce(m.country_code, '')
    LEFT JOIN meant_in AS i ON i.entity_type = m.entity_type AND i.name = m.name AND i.article_id = m.article_id
"""
ELSEWHERE = """
    m.article_id NOT IN (SELECT owner FROM corpus.main.lake_takes WHERE table_name = ? AND version = ?)
"""
"""Rows of stored articles, of which the run itself does not replace the rows of a table."""
SHIFTED = f"""
    CREATE TEMP TABLE shifted AS
    SELECT DISTINCT m.article_id, m.entity_type, m.name, m.country_code
    FROM before.main.mentions AS m {MEANING}
    ANTI JOIN (SELECT *, text AS role FROM corpus.main.clues WHERE clue = 'office' AND name IS NOT NULL) AS o
        ON {IS_SAME_SEAT}
    WHERE n.name IS NOT NULL AND (coalesce(i.entity_id, n.entity_id), if(i.entity_id IS NULL, n.unresolved, NULL))
        IS DISTINCT FROM (m.entity_id, m.unresolved)
"""
"""The names that do not mean any more what they meant, with their articles; without those of offices."""
SEAT_KEYS = f"""
    CREATE TEMP TABLE seat_keys AS
    SELECT keys[1] AS key FROM {OF_CHANGED} WHERE clue IN ('holder', 'office')
    UNION
    SELECT keys[1] AS key FROM corpus.main.clues AS c WHERE clue = 'holder' AND (
        EXISTS (FROM shifted AS s WHERE s.entity_type = 'PER' AND s.name = c.name
            AND s.country_code IS NOT DISTINCT FROM c.country_code)
        OR name IN (SELECT name FROM meant_in WHERE entity_type = 'PER'))
    UNION
    SELECT keys[1] AS key FROM corpus.main.clues
    WHERE clue = 'office' AND name IN (SELECT name FROM meant WHERE entity_type = 'PER')
"""
"""The offices of which a holder or a mention comes or goes."""
HOLDINGS = """
    SELECT name, country_code, text AS role, organisation, min(earliest) AS first_seen, max(latest) AS last_seen,
        count(*) AS articles
    FROM corpus.main.clues WHERE clue = 'holder' AND keys[1] IN (FROM seat_keys)
    GROUP BY ALL HAVING first_seen IS NOT NULL AND last_seen IS NOT NULL
"""
STILL_MEANT = """
    SELECT DISTINCT name, country_code, entity_id FROM before.main.mentions
    WHERE entity_type = 'PER' AND form = 'name' AND entity_id IS NOT NULL AND name IN (SELECT unnest(?::VARCHAR[]))
"""
"""Whom names mean that hang together with nothing that changes."""
SEATS = """
    CREATE TEMP TABLE seats AS
    SELECT article_id, text AS role, name, organisation, country_code, earliest, latest
    FROM corpus.main.clues WHERE clue = 'office' AND keys[1] IN (FROM seat_keys)
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
    SELECT s.article_id, s.role, s.name, s.organisation, s.country_code, h.entity_id
    FROM seats AS s JOIN seat_meant AS h
    ON s.role = h.role AND s.organisation IS NOT DISTINCT FROM h.organisation
    AND s.country_code IS NOT DISTINCT FROM h.country_code
    AND s.earliest IS NOT DISTINCT FROM h.earliest AND s.latest IS NOT DISTINCT FROM h.latest
"""
BY_NAME = "m.name IS NOT NULL AND (n.name IS NOT NULL OR o.entity_id IS NOT NULL)"
OF_NAME = "coalesce(i.entity_id, o.entity_id, n.entity_id)"
WHY_OPEN = "if(coalesce(i.entity_id, o.entity_id) IS NULL, n.unresolved, NULL)"
RESOLVED = f"""
    SELECT m.* REPLACE (
        CASE WHEN {BY_NAME} THEN {OF_NAME}
            WHEN s.text IS NOT NULL AND {IS_SURNAME} THEN s.entity_id
            WHEN {IS_OFFICE} AND (o.role IS NOT NULL OR c.article_id IS NOT NULL) THEN o.entity_id
            ELSE m.entity_id END AS entity_id,
        CASE WHEN {BY_NAME} THEN {WHY_OPEN}
            WHEN s.text IS NOT NULL AND {IS_SURNAME} THEN if(s.entity_id IS NULL, 'surname_only', NULL)
            WHEN {IS_OFFICE} AND (o.role IS NOT NULL OR c.article_id IS NOT NULL)
                THEN if(o.entity_id IS NULL, 'office_open', NULL)
            ELSE m.unresolved END AS unresolved
    )
    FROM {{source}} AS m {MEANING}
    LEFT JOIN surnamed AS s ON s.article_id = m.article_id AND s.text = m.text
    LEFT JOIN seated AS o ON {IS_SAME_SEAT}
    LEFT JOIN changed AS c ON c.article_id = m.article_id
"""
"""Mentions with the entity that they mean; what hangs together with no change keeps what it meant."""
MOVED = f"""
    SELECT article_id FROM shifted
    UNION
    SELECT m.article_id FROM (FROM before.main.mentions SEMI JOIN seated USING (article_id)) AS m {MEANING}
    JOIN seated AS o ON {IS_SAME_SEAT}
    WHERE {BY_NAME} AND ({OF_NAME}, {WHY_OPEN}) IS DISTINCT FROM (m.entity_id, m.unresolved)
    UNION
    SELECT m.article_id FROM before.main.mentions AS m
    JOIN surnamed AS s ON s.article_id = m.article_id AND s.text = m.text
    WHERE {IS_SURNAME} AND s.entity_id IS DISTINCT FROM m.entity_id
    UNION
    SELECT m.article_id FROM (
        FROM before.main.mentions SEMI JOIN (SELECT article_id FROM seated UNION FROM changed) USING (article_id)
    ) AS m
    LEFT JOIN seated AS o ON {IS_SAME_SEAT}
    LEFT JOIN changed AS c ON c.article_id = m.article_id
    WHERE {IS_OFFICE} AND (o.role IS NOT NULL OR c.article_id IS NOT NULL) AND o.entity_id IS DISTINCT FROM m.entity_id
"""
"""The stored articles of which a mention does not mean any more what it meant."""

FACTS = pa.schema([("entity_id", pa.string()), ("country_code", pa.string())])
TOUCHED = """
    CREATE TEMP TABLE touched AS
    WITH rewritten AS (
        SELECT owner AS article_id FROM corpus.main.lake_takes WHERE table_name = 'mentions' AND version = ?
    )
    SELECT entity_id FROM corpus.main.mentions SEMI JOIN rewritten USING (article_id) WHERE entity_id IS NOT NULL
    UNION
    SELECT entity_id FROM before.main.mentions SEMI JOIN rewritten USING (article_id) WHERE entity_id IS NOT NULL
    UNION
    SELECT unnest(?::VARCHAR[])
"""
"""The entities of which a mention comes or goes, and others that are decided anew."""
COUNTED = """
    SELECT entity_id, count(DISTINCT article_id) AS article_count, count(*) AS mention_count,
        list_sort(coalesce(list(DISTINCT text) FILTER (form = 'name'), [])) AS texts
    FROM corpus.main.mentions SEMI JOIN touched USING (entity_id) GROUP BY entity_id ORDER BY entity_id
"""
WRITTEN_ROLES = """
    SELECT DISTINCT role FROM corpus.main.mentions SEMI JOIN touched USING (entity_id)
    WHERE entity_type = 'PER' AND form = 'name' AND role IS NOT NULL ORDER BY role
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
    SEMI JOIN touched AS t USING (entity_id)
    JOIN read_roles AS r ON r.written = m.role
    JOIN facts AS f USING (entity_id)
    LEFT JOIN parties AS p ON p.name = m.organisation
    JOIN corpus.main.article_facts AS a USING (article_id)
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

ALL_FACTS = """
    CREATE TEMP TABLE facts AS
    SELECT entity_id, country_code FROM before.main.entities ANTI JOIN touched USING (entity_id)
    UNION ALL FROM new_facts
"""
FOLLOWED_ARTICLES = """
    CREATE TEMP TABLE followed AS
    SELECT owner AS article_id FROM corpus.main.lake_takes WHERE table_name IN (?, ?) AND version = ?
    UNION
    SELECT article_id FROM before.main.event_mentions
    WHERE actor_id IN (SELECT entity_id FROM turned) OR recipient_id IN (SELECT entity_id FROM turned)
"""
"""The articles of which a party's mention or state can have changed."""
PARTIES_MEANT = f"""
    CREATE TEMP TABLE parties_meant AS
    SELECT m.mention_id, m.entity_id, coalesce(f.country_code, m.country_code) AS country_code
    FROM (FROM corpus.main.mentions SEMI JOIN followed USING (article_id)) AS m LEFT JOIN facts AS f USING (entity_id)
    WHERE m.mention_id IN (
        SELECT unnest([{", ".join(FOLLOWED)}]) FROM corpus.main.event_mentions SEMI JOIN followed USING (article_id))
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
