"""Resolve entities over the whole corpus, once the articles of the run are coded.

Everything is decided anew from what the articles themselves tell (``mentions.name``, ``text``, ``role`` …), which no
run changes; ``mentions.entity_id`` and what stands on it is the result. So only what differs from the result of
the last run is staged. DuckDB counts; Python sees distinct names only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from flows.stages import entity_rows as sql
from flows.stages.changes import stage_changes
from flows.stages.overrides import stage_overrides
from flows.work import Work
from news.resolve import entities as corpus
from news.resolve.bodies import Acronym
from news.resolve.entities import Resolution
from news.resolve.name_counts import NameCount
from news.resolve.roles import ReadRole, parties, read_role
from news.resolve.seats import Holding, Holdings, Seat
from news.resolve.surnames import Bearers, Surname, bearer_of
from schemas import ENTITIES, EVENT_MENTIONS, MENTIONS, ROLES, Entity, Role, Table, content_id
from warehouse.snapshot import Snapshot

BATCH = 500
"""Stored articles that are rewritten at once, so that memory does not grow with their number."""


def resolve_entities(work: Work) -> None:
    """Resolve the mentions that will hold; stage the mentions, entities, roles and event mentions that this changes."""
    with work.timed("resolve_entities"):
        overrides = stage_overrides(work)
        with work.lake.open(work.staging) as snapshot:
            roles = _read_roles(snapshot)
            names, acronyms = _names(snapshot, roles), _acronyms(snapshot)
            resolution = corpus.resolve_entities(names, acronyms, overrides)
            _tell_meanings(snapshot, resolution, roles)
            _stage(work, snapshot, MENTIONS, sql.RESOLVED, ("entity_id", "unresolved"))
        with work.lake.open(work.staging) as snapshot:
            entities = _entities(snapshot, resolution)
            stage_changes(work.staging, ENTITIES, snapshot.rows(ENTITIES, catalog="before"), entities)
            _register(snapshot, "facts", sql.FACTS, [(e.entity_id, e.country_code) for e in entities])
            held = _roles(snapshot, roles)
            stage_changes(work.staging, ROLES, snapshot.rows(ROLES, catalog="before"), held)
            snapshot.execute(sql.PARTIES_MEANT)
            _stage(work, snapshot, EVENT_MENTIONS, sql.following(), sql.FOLLOWING)
    work.count({"entities": len(entities)})


def _read_roles(snapshot: Snapshot) -> dict[str, ReadRole]:
    """Each office that is written beside a name, read; without those that are somebody else's."""
    written = snapshot.column(sql.WRITTEN_ROLES)
    return {w: role for w in written if (role := read_role(w)) is not None}


def _names(snapshot: Snapshot, roles: Mapping[str, ReadRole]) -> list[NameCount]:
    return [
        NameCount(kind, name, country, sector, _nouns(written or (), roles), articles)
        for kind, name, country, sector, written, articles in _answer(snapshot, sql.NAMES)
    ]


def _acronyms(snapshot: Snapshot) -> list[Acronym]:
    return [Acronym(*row) for row in _answer(snapshot, sql.ACRONYMS)]


def _nouns(written: Iterable[str], roles: Mapping[str, ReadRole]) -> frozenset[str]:
    return frozenset(roles[w].noun for w in written if w in roles)


def _tell_meanings(snapshot: Snapshot, resolution: Resolution, roles: Mapping[str, ReadRole]) -> None:
    """Tell DuckDB what each name means: tables ``meant``, ``meant_in``, ``surnamed``, ``seated``."""
    meant = [
        (kind, name, country or "", entity_id, None if entity_id else "several")
        for (kind, name, country), entity_id in resolution.meant.items()
    ]
    meant += [(kind, name, country or "", None, "blocked") for kind, name, country in resolution.blocked]
    _register(snapshot, "meant", sql.MEANT, meant)
    by_hand = [(*key, entity_id) for key, entity_id in resolution.meant_in.items()]
    _register(snapshot, "meant_in", sql.MEANT_IN, by_hand)
    snapshot.execute(sql.SURNAMES)
    bearers = Bearers(bearer_of(p) for p in resolution.profiles.values() if p.entity_type == "PER")
    surnames = [
        (text, countries, written, earliest, latest, bearers.meant_by(
            Surname(text, tuple(countries), _nouns(written, roles), earliest, latest)
        ))
        for text, countries, written, earliest, latest in _answer(snapshot, sql.DISTINCT_SURNAMES)
    ]  # fmt: skip
    _register(snapshot, "surname_meant", sql.SURNAME_MEANT, surnames)
    snapshot.execute(sql.SURNAMED)
    snapshot.execute(sql.SEATS)
    holdings = Holdings(_holdings(snapshot, resolution))
    seats = [
        (*told, earliest, latest, holder)
        for *told, earliest, latest in _answer(snapshot, sql.DISTINCT_SEATS)
        if (holder := holdings.holder(Seat(*told), earliest, latest))
    ]
    _register(snapshot, "seat_meant", sql.SEAT_MEANT, seats)
    snapshot.execute(sql.SEATED)


def _holdings(snapshot: Snapshot, resolution: Resolution) -> list[Holding]:
    """Who is named as the holder of which office, by the names of the articles themselves."""
    return [
        Holding(entity_id, Seat(role, organisation, country), first_seen, last_seen, articles)
        for name, country, role, organisation, first_seen, last_seen, articles in _answer(
            snapshot, sql.HOLDINGS
        )
        if (entity_id := resolution.meant.get(("PER", name, country)))
    ]


def _stage(work: Work, snapshot: Snapshot, table: Table[Any], select: str, decided: Sequence[str]) -> None:
    """Let the rows of a table follow what was decided: stored ones where they differ, and all of the run.

    Files of the run are replaced last: DuckDB must not read a file again once it has changed.
    """
    staging = work.staging
    parts = [*staging.parts(table)]
    stored = f"corpus.{table.qualified_name}"
    compared = ", ".join(["article_id", *table.key, *decided])
    now, before = (f"SELECT {compared} FROM {rows}" for rows in (f"({select.format(source=stored)})", stored))
    moved = snapshot.column(
        f"SELECT DISTINCT article_id FROM ({now} EXCEPT {before})"
        f" WHERE article_id NOT IN (SELECT article_id FROM staged.{table.qualified_name}) ORDER BY article_id"
    )
    for number, at in enumerate(range(0, len(moved), BATCH)):
        among = f"(FROM {stored} WHERE article_id IN (SELECT unnest(?::VARCHAR[])))"
        columns = _columns(snapshot, select.format(source=among), [moved[at : at + BATCH]])
        staging.write_columns(table, columns, f"resolved-{number:05}")
    staging.take({table.name: moved}, f"{table.name}-resolved")
    for part in parts:
        snapshot.connection.register("arrived", staging.read_columns(table, part))
        staging.write_columns(table, _columns(snapshot, select.format(source="arrived")), part)
        snapshot.connection.unregister("arrived")


def _entities(snapshot: Snapshot, resolution: Resolution) -> list[Entity]:
    """The entities that are mentioned, in order of ids."""
    found = []
    for entity_id, article_count, mention_count, texts in _answer(snapshot, sql.COUNTED):
        profile = resolution.profiles[entity_id]
        found.append(
            Entity(
                entity_id=entity_id,
                name=profile.name,
                entity_type=profile.entity_type,
                country_code=profile.country_code,
                sector=profile.sector,
                aliases=corpus.aliases(profile.name, texts),
                article_count=article_count,
                mention_count=mention_count,
            )
        )
    return found


def _roles(snapshot: Snapshot, roles: Mapping[str, ReadRole]) -> list[Role]:
    read = [
        (written, r.noun, r.organisation, r.country_code, r.is_former, r.is_of_party)
        for written, r in roles.items()
    ]
    _register(snapshot, "read_roles", sql.READ_ROLES, read)
    _register(snapshot, "parties", sql.PARTIES, [(name,) for name in parties()])
    found = []
    for entity_id, role, written, organisation, country, is_former, *seen in _answer(
        snapshot, sql.HELD_ROLES
    ):
        role_id = content_id("role", entity_id, role, organisation or "", country or "", is_former)
        found.append(Role(role_id, entity_id, role, tuple(written), organisation, country, is_former, *seen))
    return found


def _register(snapshot: Snapshot, name: str, schema: pa.Schema, rows: Sequence[tuple[Any, ...]]) -> None:
    """Make a temporary table of rows."""
    columns = [[row[i] for row in rows] for i in range(len(schema))]
    snapshot.connection.register("told", pa.table(columns, schema=schema))
    snapshot.execute(f"CREATE TEMP TABLE {name} AS FROM told")
    snapshot.connection.unregister("told")


def _answer(snapshot: Snapshot, query: str) -> list[tuple[Any, ...]]:
    return snapshot.connection.execute(query).fetchall()


def _columns(snapshot: Snapshot, query: str, parameters: Sequence[Any] = ()) -> pa.Table:
    return snapshot.connection.execute(query, parameters).to_arrow_table()
