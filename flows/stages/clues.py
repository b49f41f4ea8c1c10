"""Clues: keep what each article tells that bears on others, and find what hangs together with what a run changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from flows.work import Work
from news.resolve.clues import key_version, name_keys, seat_keys, surname_keys
from schemas import ARTICLES, CLUES, MENTIONS
from schemas.clues import NAME, SURNAME
from warehouse.snapshot import Snapshot

BATCH = 10_000
"""Articles whose clues are read at once, so that memory does not grow with their number."""

CHANGED = """
    CREATE TEMP TABLE changed AS
    SELECT owner AS article_id FROM corpus.main.lake_takes WHERE table_name = ? AND version = ?
"""
ALL_CHANGED = """
    INSERT INTO changed SELECT DISTINCT article_id FROM corpus.main.mentions
    WHERE article_id NOT IN (FROM changed)
"""
IS_SURNAME = """
    m.entity_type = 'PER' AND m.form = 'name' AND m.name IS NULL
    AND coalesce(m.unresolved, 'surname_only') = 'surname_only'
"""
"""Mentions of a last name that their article leaves open. Resolved by the corpus, they have no ``unresolved``."""
IS_OFFICE = """
    m.form = 'role' AND m.name IS NULL AND coalesce(m.unresolved, 'office_open') = 'office_open'
"""
"""Mentions of an office that their article leaves open. Resolved by the corpus, they have no ``unresolved``."""
IS_HELD_ELSEWHERE = """
    m.form = 'role' AND m.name IS NOT NULL AND NOT EXISTS (FROM m AS p WHERE p.article_id = m.article_id
        AND p.name = m.name AND p.entity_type = 'PER' AND p.form IN ('name', 'part'))
"""
"""Mentions of an office whose holder the knowledge files tell and not the article: other articles know better."""
TOLD = f"""
    WITH m AS (
        SELECT m.*, coalesce(a.inferred_earliest, a.published_earliest) AS earliest,
            coalesce(a.inferred_latest, a.published_latest) AS latest
        FROM {{0}}.main.mentions AS m LEFT JOIN corpus.main.article_facts AS a USING (article_id)
        WHERE m.article_id IN (SELECT unnest(?::VARCHAR[]))
    )
    SELECT article_id, 'name' AS clue, entity_type, name AS text, country_code, sector,
        list_sort(coalesce(list(DISTINCT role) FILTER (role IS NOT NULL AND form = 'name'), [])) AS roles,
        list_sort(coalesce(list(DISTINCT text) FILTER (entity_type = 'ORG' AND form = 'name'
            AND contains(name, ' ') AND NOT contains(text, ' ')), [])) AS shorts
    FROM m WHERE name IS NOT NULL GROUP BY article_id, entity_type, name, country_code, sector
    UNION ALL BY NAME
    SELECT article_id, 'surname' AS clue, 'PER' AS entity_type, text,
        list_sort(coalesce(list(DISTINCT country_code) FILTER (country_code IS NOT NULL), [])) AS countries,
        list_sort(coalesce(list(DISTINCT role) FILTER (role IS NOT NULL), [])) AS roles,
        any_value(earliest) AS earliest, any_value(latest) AS latest
    FROM m WHERE {IS_SURNAME} GROUP BY article_id, text
    UNION ALL BY NAME
    SELECT DISTINCT article_id, 'holder' AS clue, entity_type, role AS text, name, organisation, country_code,
        earliest, latest
    FROM m WHERE entity_type = 'PER' AND form = 'name' AND name IS NOT NULL AND role IS NOT NULL
    UNION ALL BY NAME
    SELECT DISTINCT article_id, 'office' AS clue, entity_type, role AS text, name, organisation, country_code,
        earliest, latest
    FROM m WHERE ({IS_OFFICE} OR {IS_HELD_ELSEWHERE})
        AND role IS NOT NULL AND coalesce(organisation, country_code) IS NOT NULL
    ORDER BY article_id, clue, entity_type, text
"""
"""What some articles tell, without keys; the mentions of what a run takes over are its own (``staged``)."""
OF_CHANGED = """
    (FROM corpus.main.clues UNION ALL FROM before.main.clues) SEMI JOIN changed USING (article_id)
"""
"""The clues of the changed articles, those that come and those that go."""
LINKS = """
    CREATE TEMP TABLE links AS
    SELECT row_number() OVER () AS number, unnest(keys) AS key
    FROM (SELECT DISTINCT keys FROM corpus.main.clues WHERE clue IN ('name', 'surname') AND len(keys) > 1)
"""
REACHED = """
    CREATE OR REPLACE TEMP TABLE reached AS
    WITH RECURSIVE reached(key) AS (
        SELECT key FROM seeds
        UNION
        SELECT other.key FROM reached JOIN links AS own USING (key) JOIN links AS other USING (number)
    )
    SELECT key FROM reached
"""
SEEDS = f"""
    CREATE TEMP TABLE seeds AS
    SELECT DISTINCT unnest(keys) AS key FROM {OF_CHANGED} WHERE clue IN ('name', 'surname')
    UNION SELECT unnest(?::BIGINT[])
"""
IS_REACHED = "keys[1] IN (FROM reached)"
"""All keys of a clue are reached, or none."""
OF_OFFICES = f"""
    INSERT INTO seeds SELECT DISTINCT unnest(keys) FROM corpus.main.clues
    WHERE clue = 'name' AND entity_type = 'PER' AND text IN (
        SELECT name FROM corpus.main.clues WHERE clue = 'office' AND name IS NOT NULL AND keys[1] IN (
            SELECT keys[1] FROM {OF_CHANGED} WHERE clue IN ('holder', 'office')
            UNION
            SELECT keys[1] FROM corpus.main.clues WHERE clue = 'holder' AND name IN (
                SELECT text FROM corpus.main.clues
                WHERE clue = 'name' AND entity_type = 'PER' AND {IS_REACHED})))
"""
"""The names that offices fall back on whose holders may change: those of the knowledge files."""


def stage_clues(work: Work) -> None:
    """Stage the clues of the articles whose mentions a run changes; of all, where other knowledge made the keys."""
    with work.lake.open(work.staging, tables=[ARTICLES, MENTIONS, CLUES]) as snapshot:
        told_by = "corpus" if tell_changed(work, snapshot) else "staged"
        changed = snapshot.column("SELECT article_id FROM changed ORDER BY article_id")
        for number, at in enumerate(range(0, len(changed), BATCH)):
            told = snapshot.connection.execute(
                TOLD.format(told_by), [changed[at : at + BATCH]]
            ).to_arrow_table()
            work.staging.write_columns(CLUES, _with_keys(told), f"{number:05}")
    work.staging.take({CLUES.name: changed}, CLUES.name)


def tell_changed(work: Work, snapshot: Snapshot) -> bool:
    """Make the table ``changed``: the articles whose clues come, go or are read anew; true where those are all."""
    snapshot.execute(CHANGED, [MENTIONS.name, work.lake.version + 1])
    versions = set(snapshot.column("SELECT DISTINCT key_version FROM before.main.clues"))
    are_all = versions != {key_version()}
    if are_all:
        snapshot.execute(ALL_CHANGED)
    return are_all


def tell_reached(snapshot: Snapshot, more: Iterable[int]) -> None:
    """Make the table ``reached``: the keys of all names and last names that hang together with the changed ones.

    ``more`` are keys from which to begin besides.
    """
    snapshot.execute(SEEDS, [sorted(more)])
    snapshot.execute(LINKS)
    snapshot.execute(REACHED)
    snapshot.execute(OF_OFFICES)
    snapshot.execute(REACHED)


def _with_keys(told: pa.Table) -> pa.Table:
    """The clues that have keys, as the table holds them."""
    asked = ("clue", "entity_type", "text", "organisation", "country_code", "shorts")
    keys = [_keys(*row) for row in zip(*(told[c].to_pylist() for c in asked), strict=True)]
    lists = {"countries": told["countries"], "roles": told["roles"], "shorts": told["shorts"]}
    for name, column in lists.items():
        empty = pa.array([[]], column.type)[0]
        told = told.set_column(told.schema.get_field_index(name), name, pa.compute.fill_null(column, empty))
    told = told.append_column("keys", pa.array(keys, pa.list_(pa.int64())))
    told = told.append_column("key_version", pa.array([key_version()] * len(keys)))
    return told.filter(pa.array([bool(k) for k in keys], pa.bool_()))


def _keys(
    clue: str,
    entity_type: str,
    text: str,
    organisation: str | None,
    country_code: str | None,
    shorts: Sequence[Any] | None,
) -> tuple[int, ...]:
    if clue == NAME:
        return name_keys(entity_type, text, country_code, tuple(shorts or ()))
    return surname_keys(text) if clue == SURNAME else seat_keys(text, organisation, country_code)
