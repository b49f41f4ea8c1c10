"""Find the groups of event mentions that a run touches, in SQL, so that only they are loaded.

A group are the mentions of one type and one pair of parties whose days hang together: each shares a day with another.
Two mentions of different groups are never one event, but for those of one text. What is known of parties here is
coarser than in ``news.resolve.events``: whoever is one party there is one here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from news.resolve.events.parties import named_after
from schemas import ARTICLES, ENTITIES, EVENT_MENTIONS, Entity, EventMention
from warehouse.snapshot import Snapshot

GIVEN = "SELECT unnest(?::VARCHAR[])"
PARTY = """CASE WHEN {0}.entity_id IS NULL THEN coalesce(m.{0}_country, m.{0}_id, '')
                ELSE coalesce({0}.country_code, {0}_body.one_side, {0}.entity_id) END"""
ACTOR, RECIPIENT = PARTY.format("actor"), PARTY.format("recipient")
PAIR = f"""CASE WHEN actor_body.other_side IS NOT NULL THEN [actor_body.one_side, actor_body.other_side]
                WHEN recipient_body.other_side IS NOT NULL THEN [recipient_body.one_side, recipient_body.other_side]
                ELSE [{ACTOR}, {RECIPIENT}] END"""
SIDES = f"""
    SELECT m.event_mention_id, m.event_id, m.article_id, coalesce(a.duplicate_of, m.article_id) AS text_id,
           m.event_type, coalesce(m.date_earliest, DATE '0001-01-01') AS date_earliest,
           coalesce(m.date_latest, DATE '9999-12-31') AS date_latest, m.actor_id, m.recipient_id, m.place_id,
           list_sort({PAIR}) AS parties, '{{0}}' AS side
    FROM {{0}}.main.event_mentions AS m
    LEFT JOIN {{0}}.main.articles AS a USING (article_id)
    LEFT JOIN {{0}}.main.entities AS actor ON actor.entity_id = m.actor_id
    LEFT JOIN {{0}}.main.entities AS recipient ON recipient.entity_id = m.recipient_id
    LEFT JOIN bodies AS actor_body ON actor_body.name = actor.name
        AND actor.country_code IS NULL AND actor.entity_type = 'ORG'
    LEFT JOIN bodies AS recipient_body ON recipient_body.name = recipient.name
        AND recipient.country_code IS NULL AND recipient.entity_type = 'ORG'"""
BODIES = "CREATE TEMP TABLE bodies (name VARCHAR, one_side VARCHAR, other_side VARCHAR)"
"""Names of bodies that are named after others, and after whom (``news.resolve.events.parties.named_after``)."""
OUTLINES = f"CREATE TEMP TABLE outlines AS {SIDES.format('before')} UNION ALL {SIDES.format('corpus')}"
"""The mentions before and after the run: texts, parties and days; without a day it can be any.

A mention that stays as it is stands in it twice.
"""
TOUCHED = """
    CREATE TEMP TABLE touched AS
    WITH changed_articles AS (
        SELECT owner AS article_id FROM corpus.main.lake_takes
        WHERE version = ? AND table_name IN (?, ?)
    ), changed_entities AS (
        SELECT coalesce(b.entity_id, c.entity_id) AS entity_id
        FROM before.main.entities AS b FULL JOIN corpus.main.entities AS c USING (entity_id)
        WHERE (b.name, b.entity_type, b.country_code, b.sector)
            IS DISTINCT FROM (c.name, c.entity_type, c.country_code, c.sector)
    ), changed_texts AS (
        SELECT DISTINCT text_id FROM outlines
        WHERE article_id IN (FROM changed_articles)
            OR actor_id IN (FROM changed_entities) OR recipient_id IN (FROM changed_entities)
            OR place_id IN (FROM changed_entities)
    )
    SELECT * FROM outlines SEMI JOIN changed_texts USING (text_id)"""
"""The mentions of all texts of which an article, its copies or a party changed."""
AFFECTED = """
    CREATE TEMP TABLE affected AS
    WITH keyed AS (
        SELECT o.*, o.event_mention_id IN (SELECT event_mention_id FROM touched) AS is_touched
        FROM outlines AS o SEMI JOIN touched USING (event_type, parties)
    ), opened AS (
        SELECT *, coalesce(date_earliest > max(date_latest) OVER (
            PARTITION BY event_type, parties ORDER BY date_earliest, date_latest
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS is_first
        FROM keyed
    ), grouped AS (
        SELECT *, sum(is_first::INTEGER) OVER (
            PARTITION BY event_type, parties ORDER BY date_earliest, date_latest
            ROWS UNBOUNDED PRECEDING) AS number
        FROM opened
    ), joined AS (
        SELECT *, bool_or(is_touched) OVER (PARTITION BY event_type, parties, number) AS is_affected
        FROM grouped
    )
    SELECT event_mention_id, event_type, text_id, event_id, side FROM joined WHERE is_affected
    UNION
    SELECT event_mention_id, event_type, text_id, event_id, side FROM touched"""


LOADED = """
    CREATE TEMP TABLE loaded AS
    WITH wanted AS (
        SELECT DISTINCT o.article_id, o.event_type
        FROM outlines AS o SEMI JOIN affected USING (event_type, text_id) WHERE o.side = 'corpus'
    )
    SELECT m.* FROM corpus.main.event_mentions AS m SEMI JOIN wanted USING (article_id, event_type)"""
"""The mentions of the affected groups, and the others of the same type in their texts."""


@dataclass(frozen=True, slots=True)
class Group:
    """All that is needed to join the affected mentions of one type."""

    mentions: list[EventMention]
    """Those of all groups that are affected, and the others of the same type in their texts."""
    complete: frozenset[str]
    """Ids of the mentions whose groups are here as a whole."""
    entities: dict[str, Entity]
    first_of: dict[str, str]
    agencies: dict[str, tuple[str, ...]]
    event_ids: frozenset[str]
    """Events that the affected mentions reported before the run."""


def affected_groups(snapshot: Snapshot, version: int) -> Iterator[Group]:
    """The affected groups, one event type after the other.

    ``version`` is that of the pending commit; ``snapshot`` shows the lake with it and ``before`` it.
    """
    _name_bodies(snapshot)
    snapshot.execute(OUTLINES)
    snapshot.execute(TOUCHED, [version, ARTICLES.name, EVENT_MENTIONS.name])
    snapshot.execute(AFFECTED)
    snapshot.execute(LOADED)
    for event_type in snapshot.column("SELECT DISTINCT event_type FROM affected ORDER BY ALL"):
        yield _group(snapshot, event_type)


def _name_bodies(snapshot: Snapshot) -> None:
    bodies = "SELECT name FROM {}.main.entities WHERE entity_type = 'ORG' AND country_code IS NULL"
    names = snapshot.column(f"{bodies.format('corpus')} UNION {bodies.format('before')}")
    rows = [(name, *keys, None)[:3] for name in sorted(names) if (keys := named_after(name))]
    snapshot.execute(BODIES)
    if rows:
        snapshot.connection.executemany("INSERT INTO bodies VALUES (?, ?, ?)", rows)


def _group(snapshot: Snapshot, event_type: str) -> Group:
    found = snapshot.connection.execute("SELECT * FROM loaded WHERE event_type = ?", [event_type])
    mentions = EVENT_MENTIONS.from_arrow(found.to_arrow_table())
    named = {i for m in mentions for i in (m.actor_id, m.recipient_id, m.place_id) if i}
    articles = {m.article_id for m in mentions}
    told = snapshot.connection.execute(
        f"SELECT article_id, duplicate_of, agencies FROM corpus.main.articles WHERE article_id IN ({GIVEN})",
        [sorted(articles)],
    ).fetchall()
    return Group(
        mentions,
        frozenset(_column(snapshot, "event_mention_id", event_type)),
        {e.entity_id: e for e in snapshot.rows(ENTITIES, f"entity_id IN ({GIVEN})", [sorted(named)])},
        {article_id: first for article_id, first, _ in told if first is not None},
        {article_id: tuple(agencies) for article_id, _, agencies in told if agencies},
        frozenset(_column(snapshot, "event_id", event_type, "AND side = 'before'")),
    )


def _column(snapshot: Snapshot, name: str, event_type: str, condition: str = "") -> Collection[str]:
    return snapshot.column(
        f"SELECT DISTINCT {name} FROM affected WHERE event_type = ? {condition}", [event_type]
    )
