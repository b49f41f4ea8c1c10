"""Find the groups of event mentions that a run touches, in SQL, so that only they are loaded.

A group are the mentions of one type and one pair of parties that hang together: each shares a day with another, and
a feature without which ``news.resolve.events.cluster`` compares no two reports (a person, a place, a clause; days
that are known to the week, or to the month where the type is seldom). Two mentions of different groups are never one
event, but for those of one text. All is coarser here than there: whoever is one party there is one here, and a
mention has the features that any report of its text can have.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from news.knowledge.gazetteer import gazetteer
from news.resolve.events.cluster import LONG_CLAUSE
from news.resolve.events.days import TOLD_AFTER, WEEK
from news.resolve.events.evidence import ENOUGH, EVERYDAY, UNKNOWN_DAYS
from news.resolve.events.parties import named_after
from schemas import ARTICLES, ENTITIES, EVENT_MENTIONS, Entity, EventMention
from schemas.codebook import STATUSES
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
           m.event_type, m.date_earliest IS NOT NULL AND m.date_latest IS NOT NULL AS has_days,
           CASE WHEN NOT has_days THEN DATE '0001-01-01'
               WHEN m.dated_by = 'publication' AND m.status = '{STATUSES[0]}'
                   THEN m.date_earliest - {TOLD_AFTER.days}
               ELSE m.date_earliest END AS date_earliest,
           if(has_days, m.date_latest, DATE '9999-12-31') AS date_latest, m.actor_id, m.recipient_id, m.place_id,
           if(actor.entity_type = 'PER', m.actor_id, NULL) AS actor_person,
           if(recipient.entity_type = 'PER', m.recipient_id, NULL) AS recipient_person,
           if(state.name IS NULL, m.place_id, NULL) AS spot,
           if(m.clause_end - m.clause_start >= {LONG_CLAUSE},
              hash(m.trigger, m.trigger_start - m.clause_start, m.clause_end - m.clause_start), NULL) AS clause,
           list_sort({PAIR}) AS parties, '{{0}}' AS side
    FROM {{0}}.main.event_mentions AS m
    LEFT JOIN {{0}}.main.articles AS a USING (article_id)
    LEFT JOIN {{0}}.main.entities AS actor ON actor.entity_id = m.actor_id
    LEFT JOIN {{0}}.main.entities AS recipient ON recipient.entity_id = m.recipient_id
    LEFT JOIN {{0}}.main.entities AS place ON place.entity_id = m.place_id
    LEFT JOIN states AS state ON state.name = place.name AND state.entity_type = place.entity_type
    LEFT JOIN bodies AS actor_body ON actor_body.name = actor.name
        AND actor.country_code IS NULL AND actor.entity_type = 'ORG'
    LEFT JOIN bodies AS recipient_body ON recipient_body.name = recipient.name
        AND recipient.country_code IS NULL AND recipient.entity_type = 'ORG'"""
BODIES = "CREATE TEMP TABLE bodies (name VARCHAR, one_side VARCHAR, other_side VARCHAR)"
"""Names of bodies that are named after others, and after whom (``news.resolve.events.parties.named_after``)."""
STATES = "CREATE TEMP TABLE states (entity_type VARCHAR, name VARCHAR)"
"""Places that are whole countries."""
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
KEYED = """
    CREATE TEMP TABLE keyed AS
    SELECT row_number() OVER () AS node, hash(o.event_type, o.parties) AS dyad, o.*,
        o.event_mention_id IN (SELECT event_mention_id FROM touched) AS is_touched
    FROM outlines AS o SEMI JOIN touched USING (event_type, parties)
"""
IS_WEEKDAY = "({0}.has_days AND ({0}.date_latest - {0}.date_earliest) % 7 = 0)"
"""Bounds that are whole weeks apart can tell a weekday (``news.resolve.events.days.days_of``)."""
FEATURES = f"""
    CREATE TEMP TABLE features AS
    WITH beside AS (
        SELECT k.node, k.dyad, k.date_earliest, k.date_latest, k.has_days AND o.has_days AS has_days,
            greatest(k.date_earliest, o.date_earliest) AS later, least(k.date_latest, o.date_latest) AS sooner,
            {IS_WEEKDAY.format("k")} OR {IS_WEEKDAY.format("o")} AS is_weekday,
            o.actor_person, o.recipient_person, o.spot, o.clause, k.side, k.text_id, k.event_type
        FROM keyed AS k JOIN outlines AS o USING (side, text_id, event_type)
    ), spread AS (
        SELECT side, text_id, event_type FROM outlines SEMI JOIN keyed USING (side, text_id, event_type)
        WHERE has_days
        GROUP BY ALL HAVING count(DISTINCT (date_earliest, date_latest)) > 2
    )
    SELECT DISTINCT node, dyad, hash('person', unnest([actor_person, recipient_person])) AS feature,
        date_earliest, date_latest, false AS is_clause
    FROM beside WHERE actor_person IS NOT NULL OR recipient_person IS NOT NULL
    UNION
    SELECT node, dyad, hash('place', spot), date_earliest, date_latest, false FROM beside WHERE spot IS NOT NULL
    UNION
    SELECT node, dyad, hash('clause', clause), date_earliest, date_latest, true FROM beside WHERE clause IS NOT NULL
    UNION
    SELECT node, dyad, hash('month'), date_earliest, date_latest, false FROM keyed
    WHERE has_days AND NOT list_contains(?::VARCHAR[], event_type)
    UNION
    SELECT node, dyad, hash('week'), later, sooner, false FROM beside
    WHERE has_days AND later <= sooner AND (
        sooner - later < {WEEK.days} OR is_weekday
        OR EXISTS (FROM spread AS s WHERE s.side = beside.side AND s.text_id = beside.text_id
            AND s.event_type = beside.event_type))
"""
"""The features of each mention, with the days on which it has them: what common days leave of those of its text."""
BUNDLES = """
    CREATE TEMP TABLE bundles AS
    WITH opened AS (
        SELECT *, coalesce(date_earliest > max(date_latest) OVER (
            PARTITION BY dyad, feature ORDER BY date_earliest, date_latest
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS is_first
        FROM features
    )
    SELECT node, is_clause, hash(dyad, feature, sum(is_first::INTEGER) OVER (
        PARTITION BY dyad, feature ORDER BY date_earliest, date_latest ROWS UNBOUNDED PRECEDING)) AS bundle
    FROM opened
"""
"""The mentions of a dyad that share a feature and days, each of them with another."""
UNFIT = f"""
    DELETE FROM bundles WHERE node IN (
        SELECT k.node FROM keyed AS k JOIN (
            SELECT side, text_id, event_type, bool_or(spot IS NOT NULL) AS has_spot,
                bool_or(actor_person IS NOT NULL OR recipient_person IS NOT NULL) AS has_person
            FROM outlines SEMI JOIN keyed USING (side, text_id, event_type) GROUP BY ALL
        ) AS t USING (side, text_id, event_type)
        LEFT JOIN (SELECT DISTINCT node FROM features WHERE feature = hash('week')) AS w ON w.node = k.node
        WHERE CASE WHEN w.node IS NOT NULL THEN 2 WHEN k.has_days THEN 0 ELSE -{UNKNOWN_DAYS} END
            + has_spot::INTEGER + (NOT list_contains(?::VARCHAR[], k.event_type))::INTEGER
            + list_sum(list_transform(k.parties, lambda p: if(p = '', -1, 1 + has_person::INTEGER))) < {ENOUGH}
    ) AND node NOT IN (
        SELECT node FROM bundles SEMI JOIN (
            SELECT bundle FROM bundles JOIN keyed USING (node)
            WHERE is_clause GROUP BY bundle HAVING count(DISTINCT text_id) > 1
        ) USING (bundle)
    )"""
"""Leave out the mentions for which enough could speak only by a common clause, and that have none.

The points are upper bounds of ``news.resolve.events.evidence.weigh``.
"""
AFFECTED = """
    CREATE TEMP TABLE affected AS
    WITH RECURSIVE reached(bundle) AS (
        SELECT bundle FROM bundles SEMI JOIN (FROM keyed WHERE is_touched) USING (node)
        UNION
        SELECT other.bundle FROM reached JOIN bundles AS own USING (bundle) JOIN bundles AS other USING (node)
    )
    SELECT event_mention_id, event_type, text_id, event_id, side FROM keyed
    WHERE is_touched OR node IN (SELECT node FROM bundles SEMI JOIN reached USING (bundle))
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
    snapshot.execute(KEYED)
    snapshot.execute(FEATURES, [sorted(EVERYDAY)])
    snapshot.execute(BUNDLES)
    snapshot.execute(UNFIT, [sorted(EVERYDAY)])
    snapshot.execute(AFFECTED)
    snapshot.execute(LOADED)
    for event_type in snapshot.column("SELECT DISTINCT event_type FROM affected ORDER BY ALL"):
        yield _group(snapshot, event_type)


def _name_bodies(snapshot: Snapshot) -> None:
    bodies = """
        SELECT name FROM {}.main.entities WHERE entity_type = 'ORG' AND country_code IS NULL
        AND (contains(name, '-') OR name IN (SELECT unnest(?::VARCHAR[])))"""
    known = [
        name
        for (kind, name), body in gazetteer().by_name.items()
        if kind == "ORG" and body.country_code is None
    ]
    query = f"{bodies.format('corpus')} UNION {bodies.format('before')}"
    names = snapshot.column(query, [known, known])
    rows = [(name, *keys, None)[:3] for name in sorted(names) if (keys := named_after(name))]
    snapshot.execute(BODIES)
    if rows:
        snapshot.connection.executemany("INSERT INTO bodies VALUES (?, ?, ?)", rows)
    states = [key for key, place in gazetteer().by_name.items() if place.sector == "GOV"]
    snapshot.execute(STATES)
    snapshot.execute(
        "INSERT INTO states SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
        [[kind for kind, _ in states], [name for _, name in states]],
    )


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
