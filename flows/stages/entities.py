"""Resolve entities over the whole corpus, once the articles of the run are coded.

Whom a name means follows from the clues of all articles (``flows/stages/clues.py``). What hangs together with a
clue that comes or goes is decided anew, all else stays; ``mentions.entity_id`` and what stands on it is the
result. Only what differs from the result of the last run is staged. DuckDB counts; Python sees the distinct names
and offices that are decided anew, and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from flows.stages import entity_rows as sql
from flows.stages.changes import stage_changes
from flows.stages.clues import stage_clues, tell_changed, tell_reached
from flows.stages.overrides import overrides_in_force, stage_overrides
from flows.work import Work
from news.resolve import entities as corpus
from news.resolve.bodies import Acronym
from news.resolve.clues import override_keys
from news.resolve.entities import Resolution
from news.resolve.name_counts import NameCount
from news.resolve.roles import parties, read_role
from news.resolve.seats import Holding, Holdings, Seat
from news.resolve.surnames import Bearers, Surname, bearer_of
from schemas import (
    ARTICLES,
    CLUES,
    ENTITIES,
    EVENT_MENTIONS,
    MENTIONS,
    ROLES,
    Entity,
    Role,
    Table,
    content_id,
)
from warehouse.snapshot import Snapshot

BATCH = 2_000
"""Stored articles that are rewritten at once, so that memory does not grow with their number."""
READ = (ARTICLES, MENTIONS, ENTITIES, ROLES, EVENT_MENTIONS)
"""Tables that are read once the mentions are resolved."""


def resolve_entities(work: Work) -> None:
    """Resolve the mentions that will hold; stage the mentions, entities, roles and event mentions that this changes."""
    with work.timed("resolve_entities"):
        before = overrides_in_force(work)
        overrides = stage_overrides(work)
        stage_clues(work)
        pending = work.lake.version + 1
        with work.lake.open(work.staging, tables=[MENTIONS, CLUES]) as snapshot:
            snapshot.keep(CLUES)
            tell_changed(work, snapshot)
            tell_reached(snapshot, override_keys([*before, *overrides]))
            resolution = corpus.resolve_entities(_names(snapshot), _acronyms(snapshot), overrides)
            _tell_meanings(snapshot, resolution)
            elsewhere = f"SELECT article_id FROM ({sql.MOVED}) AS m WHERE {sql.ELSEWHERE} ORDER BY article_id"
            moved = snapshot.column(elsewhere, [MENTIONS.name, pending])
            _stage(work, snapshot, MENTIONS, sql.RESOLVED, moved)
        with work.lake.open(work.staging, tables=READ) as snapshot:
            snapshot.execute(sql.TOUCHED, [pending, sorted(resolution.profiles)])
            old = snapshot.rows(ENTITIES, "entity_id IN (FROM touched)", catalog="before")
            entities = _entities(snapshot, resolution, {e.entity_id: e for e in old})
            stage_changes(work.staging, ENTITIES, old, entities)
            _tell_facts(snapshot, old, entities)
            held = snapshot.rows(ROLES, "entity_id IN (FROM touched)", catalog="before")
            stage_changes(work.staging, ROLES, held, _roles(snapshot))
            snapshot.execute(sql.FOLLOWED_ARTICLES, [MENTIONS.name, EVENT_MENTIONS.name, pending])
            snapshot.execute(sql.PARTIES_MEANT)
            followed = _followed(snapshot, pending)
            _stage(work, snapshot, EVENT_MENTIONS, sql.following(), followed)
            (count,) = snapshot.column("SELECT count(*) FROM before.main.entities")
    work.count({"entities": count - len(old) + len(entities)})


def _names(snapshot: Snapshot) -> list[NameCount]:
    return [
        NameCount(kind, name, country, sector, _nouns(written or ()), articles)
        for kind, name, country, sector, written, articles in _answer(snapshot, sql.NAMES)
    ]


def _acronyms(snapshot: Snapshot) -> list[Acronym]:
    return [Acronym(*row) for row in _answer(snapshot, sql.ACRONYMS)]


def _nouns(written: Iterable[str]) -> frozenset[str]:
    """The nouns of offices as written, without those that are somebody else's."""
    return frozenset(role.noun for w in written if (role := read_role(w)) is not None)


def _tell_meanings(snapshot: Snapshot, resolution: Resolution) -> None:
    """Tell DuckDB what is meant, of what is decided anew: tables ``meant``, ``meant_in``, ``surnamed``, ``seated``."""
    meant = [
        (kind, name, country or "", entity_id, None if entity_id else "several")
        for (kind, name, country), entity_id in resolution.meant.items()
    ]
    meant += [(kind, name, country or "", None, "blocked") for kind, name, country in resolution.blocked]
    _register(snapshot, "meant", sql.MEANT, meant)
    by_hand = [(*key, entity_id) for key, entity_id in resolution.meant_in.items()]
    _register(snapshot, "meant_in", sql.MEANT_IN, by_hand)
    snapshot.execute(sql.SHIFTED)
    snapshot.execute(sql.SURNAMES)
    bearers = Bearers(bearer_of(p) for p in resolution.profiles.values() if p.entity_type == "PER")
    surnames = [
        (text, countries, written, earliest, latest, bearers.meant_by(
            Surname(text, tuple(countries), _nouns(written), earliest, latest)
        ))
        for text, countries, written, earliest, latest in _answer(snapshot, sql.DISTINCT_SURNAMES)
    ]  # fmt: skip
    _register(snapshot, "surname_meant", sql.SURNAME_MEANT, surnames)
    snapshot.execute(sql.SURNAMED)
    snapshot.execute(sql.SEAT_KEYS)
    snapshot.execute(sql.SEATS)
    holdings = Holdings(_holdings(snapshot, resolution))
    seats = [
        (*told, earliest, latest, holdings.holder(Seat(*told), earliest, latest))
        for *told, earliest, latest in _answer(snapshot, sql.DISTINCT_SEATS)
    ]
    _register(snapshot, "seat_meant", sql.SEAT_MEANT, seats)
    snapshot.execute(sql.SEATED)


def _holdings(snapshot: Snapshot, resolution: Resolution) -> list[Holding]:
    """Who is named as the holder of which of the offices in question, by the names of the articles themselves."""
    told = _answer(snapshot, sql.HOLDINGS)
    names = sorted({name for name, country, *_ in told if ("PER", name, country) not in resolution.meant})
    meant = {
        (name, country): entity_id
        for name, country, entity_id in snapshot.connection.execute(sql.STILL_MEANT, [names]).fetchall()
        if ("PER", name, country) not in resolution.blocked
    }
    meant |= {(name, c): e for (kind, name, c), e in resolution.meant.items() if kind == "PER" and e}
    return [
        Holding(meant[name, country], Seat(role, organisation, country), first_seen, last_seen, articles)
        for name, country, role, organisation, first_seen, last_seen, articles in told
        if (name, country) in meant
    ]


def _stage(work: Work, snapshot: Snapshot, table: Table[Any], select: str, moved: Sequence[str]) -> None:
    """Let the rows of a table follow what was decided: those of the stored articles ``moved``, and all of the run.

    Files of the run are replaced last: DuckDB must not read a file again once it has changed.
    """
    staging = work.staging
    parts = [*staging.parts(table)]
    stored = f"before.{table.qualified_name}"
    for number, at in enumerate(range(0, len(moved), BATCH)):
        among = f"(FROM {stored} WHERE article_id IN (SELECT unnest(?::VARCHAR[])))"
        columns = _columns(snapshot, select.format(source=among), [moved[at : at + BATCH]])
        staging.write_columns(table, columns, f"resolved-{number:05}")
    staging.take({table.name: moved}, f"{table.name}-resolved")
    for part in parts:
        snapshot.connection.register("arrived", staging.read_columns(table, part))
        staging.write_columns(table, _columns(snapshot, select.format(source="arrived")), part)
        snapshot.connection.unregister("arrived")


def _followed(snapshot: Snapshot, pending: int) -> list[str]:
    """The stored articles of which event mentions differ from what follows from their mentions."""
    compared = ", ".join(["article_id", *EVENT_MENTIONS.key, *sql.FOLLOWING])
    stored = "(FROM before.main.event_mentions SEMI JOIN followed USING (article_id))"
    follow = sql.following().format(source=stored)
    differing = f"SELECT {compared} FROM ({follow}) EXCEPT SELECT {compared} FROM {stored}"
    return snapshot.column(
        f"SELECT DISTINCT article_id FROM ({differing}) AS m WHERE {sql.ELSEWHERE} ORDER BY article_id",
        [EVENT_MENTIONS.name, pending],
    )


def _entities(snapshot: Snapshot, resolution: Resolution, stored: Mapping[str, Entity]) -> list[Entity]:
    """The touched entities that are mentioned, in order of ids."""
    found = []
    for entity_id, article_count, mention_count, texts in _answer(snapshot, sql.COUNTED):
        profile = resolution.profiles.get(entity_id) or stored[entity_id]
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


def _tell_facts(snapshot: Snapshot, old: Sequence[Entity], new: Sequence[Entity]) -> None:
    """Tell DuckDB the state of each entity from now on, and which have another one: tables ``facts``, ``turned``."""
    states = {e.entity_id: e.country_code for e in new}
    _register(snapshot, "new_facts", sql.FACTS, list(states.items()))
    snapshot.execute(sql.ALL_FACTS)
    turned = [(e.entity_id, None) for e in old if states.get(e.entity_id) != e.country_code]
    _register(snapshot, "turned", sql.FACTS, turned)


def _roles(snapshot: Snapshot) -> list[Role]:
    """The offices of the touched entities."""
    read = [
        (written, r.noun, r.organisation, r.country_code, r.is_former, r.is_of_party)
        for written in snapshot.column(sql.WRITTEN_ROLES)
        if (r := read_role(written)) is not None
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
