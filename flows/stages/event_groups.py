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
from news.resolve.events.evidence import (
    ENOUGH,
    EVERYDAY,
    MOST_NEAR,
    RARE_TYPE,
    SAME_PARTY,
    UNKNOWN_DAYS,
    UNKNOWN_PARTY,
)
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
JOINED_PARTIES = """
    LEFT JOIN {0}.main.entities AS actor ON actor.entity_id = m.actor_id
    LEFT JOIN {0}.main.entities AS recipient ON recipient.entity_id = m.recipient_id
    LEFT JOIN bodies AS actor_body ON actor_body.name
        = if(actor.country_code IS NULL AND actor.entity_type = 'ORG', actor.name, NULL)
    LEFT JOIN bodies AS recipient_body ON recipient_body.name
        = if(recipient.country_code IS NULL AND recipient.entity_type = 'ORG', recipient.name, NULL)"""
CLAUSE = f"""if(m.clause_end - m.clause_start >= {LONG_CLAUSE},
              hash(m.trigger, m.trigger_start - m.clause_start, m.clause_end - m.clause_start), NULL)"""
OUTLINED = f"""
    SELECT m.event_mention_id, m.event_id, m.article_id, coalesce(a.duplicate_of, m.article_id) AS text_id,
           m.event_type, m.date_earliest IS NOT NULL AND m.date_latest IS NOT NULL AS has_days,
           CASE WHEN NOT has_days THEN DATE '0001-01-01'
               WHEN m.dated_by = 'publication' AND m.status = '{STATUSES[0]}'
                   THEN m.date_earliest - {TOLD_AFTER.days}
               ELSE m.date_earliest END AS date_earliest,
           if(has_days, m.date_latest, DATE '9999-12-31') AS date_latest,
           if(actor.entity_type = 'PER', m.actor_id, NULL) AS actor_person,
           if(recipient.entity_type = 'PER', m.recipient_id, NULL) AS recipient_person,
           if(state.name IS NULL, m.place_id, NULL) AS spot,
           {CLAUSE} AS clause,
           list_sort({PAIR}) AS parties, '{{1}}' AS side
    FROM (FROM {{0}}.main.event_mentions SEMI JOIN {{2}}) AS m
    LEFT JOIN {{0}}.main.article_facts AS a USING (article_id) {JOINED_PARTIES}
    LEFT JOIN {{0}}.main.entities AS place ON place.entity_id = m.place_id
    LEFT JOIN states AS state ON state.name = place.name AND state.entity_type = place.entity_type"""
"""Texts, parties, days and features of the mentions of some articles, in a catalog, for a side, of a table."""
BODIES = "CREATE TEMP TABLE bodies (name VARCHAR, one_side VARCHAR, other_side VARCHAR)"
"""Names of bodies that are named after others, and after whom (``news.resolve.events.parties.named_after``)."""
STATES = "CREATE TEMP TABLE states (entity_type VARCHAR, name VARCHAR)"
"""Places that are whole countries."""
CHANGED = """
    CREATE TEMP TABLE changed AS
    WITH taken AS (
        SELECT owner AS entity_id FROM corpus.main.lake_takes WHERE table_name = ?
    ), changed_entities AS (
        SELECT coalesce(b.entity_id, c.entity_id) AS entity_id
        FROM (FROM before.main.entities SEMI JOIN taken USING (entity_id)) AS b
        FULL JOIN (FROM corpus.main.entities SEMI JOIN taken USING (entity_id)) AS c USING (entity_id)
        WHERE (b.name, b.entity_type, b.country_code, b.sector)
            IS DISTINCT FROM (c.name, c.entity_type, c.country_code, c.sector)
    )
    SELECT owner AS article_id FROM corpus.main.lake_takes WHERE table_name IN (?, ?)
    UNION
    SELECT article_id FROM before.main.event_mentions WHERE actor_id IN (FROM changed_entities)
        OR recipient_id IN (FROM changed_entities) OR place_id IN (FROM changed_entities)"""
"""The articles of which the rows, the copies or a party changed; the rows of a run's own articles are new."""
OF_TEXTS = """
    CREATE TEMP TABLE {0} AS
    WITH stored AS (
        SELECT article_id, coalesce(duplicate_of, article_id) AS text_id FROM {1}.main.article_facts
    ), texts AS (
        SELECT DISTINCT coalesce(text_id, article_id) AS text_id, * EXCLUDE (article_id, text_id)
        FROM {2} LEFT JOIN stored USING (article_id)
    )
    SELECT article_id, * EXCLUDE (article_id, text_id) FROM texts JOIN stored USING (text_id)
    UNION FROM {2} UNION FROM texts"""
"""The articles that tell the same texts as those of a table, copies and copied, in a catalog."""
TOUCHED_ARTICLES = """
    CREATE TEMP TABLE touched_articles AS FROM touched_before UNION FROM touched_corpus"""
TOUCHED = f"""
    CREATE TEMP TABLE touched AS
    {OUTLINED.format("before", "before", "touched_articles USING (article_id)")}
    UNION ALL {OUTLINED.format("corpus", "corpus", "touched_articles USING (article_id)")}"""
"""The mentions, before and after the run, of all texts of which an article, its copies or a party changed."""
LIVE = f"""
    CREATE TEMP TABLE live AS
    WITH retold AS (
        SELECT event_type, {CLAUSE} AS clause FROM before.main.event_mentions AS m
        ANTI JOIN touched_articles USING (article_id)
        UNION ALL
        SELECT event_type, clause FROM touched GROUP BY ALL HAVING count(DISTINCT text_id) > 1
    )
    SELECT event_type, parties FROM keyed WHERE node NOT IN (FROM weak)
    UNION
    SELECT event_type, k.parties
    FROM keyed AS k JOIN outlines AS o USING (side, text_id, event_type)
    SEMI JOIN retold ON retold.event_type = k.event_type AND retold.clause = o.clause"""
"""The types and pairs of parties of the touched mentions for which enough can speak, or whose clause is told again.

The others can be the event of no other text.
"""
OF_DYADS = f"""
    CREATE TEMP TABLE of_dyads AS
    SELECT DISTINCT article_id, event_type FROM (
        SELECT m.article_id, m.event_type, list_sort({PAIR}) AS parties
        FROM before.main.event_mentions AS m {JOINED_PARTIES.format("before")}
        WHERE m.event_type IN (SELECT event_type FROM live)
    ) SEMI JOIN live USING (event_type, parties) ANTI JOIN touched_articles USING (article_id)"""
"""The articles that tell of the same type and pair of parties, and of which nothing changed; with the type."""
OUTLINES = f"""
    CREATE OR REPLACE TEMP TABLE outlines AS
    FROM touched UNION ALL {OUTLINED.format("before", "both", "beside_dyads USING (article_id, event_type)")}
    ANTI JOIN touched_articles USING (article_id)"""
"""The mentions of all these texts; without a day it can be any. One that stays as it is stands in it once."""
KEYED = f"""
    CREATE OR REPLACE TEMP TABLE keyed AS
    SELECT row_number() OVER () AS node, hash(o.event_type, o.parties) AS dyad, o.*,
        if(list_contains(?::VARCHAR[], event_type), 0, {RARE_TYPE})
            + list_sum(list_transform(parties, lambda p: if(p = '', {UNKNOWN_PARTY}, {SAME_PARTY}))) AS points,
        o.event_mention_id IN (SELECT event_mention_id FROM touched) AS is_touched
    FROM outlines AS o SEMI JOIN touched USING (event_type, parties)
"""
"""The mentions of the types and pairs of parties in question, with the points for these (``points_at_least``)."""
IS_WEEKDAY = "({0}.has_days AND ({0}.date_latest - {0}.date_earliest) % 7 = 0)"
"""Bounds that are whole weeks apart can tell a weekday (``news.resolve.events.days.days_of``)."""
FEATURES = f"""
    CREATE OR REPLACE TEMP TABLE features AS
    WITH beside AS (
        SELECT k.node, k.dyad, k.points, k.date_earliest, k.date_latest, k.has_days AND o.has_days AS has_days,
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
        date_earliest, date_latest, false AS is_clause, true AS is_shared
    FROM beside WHERE actor_person IS NOT NULL OR recipient_person IS NOT NULL
    UNION
    SELECT node, dyad, hash('place', spot), date_earliest, date_latest, false, true
    FROM beside WHERE spot IS NOT NULL
    UNION
    SELECT node, dyad, hash('clause', clause), date_earliest, date_latest, true, true
    FROM beside WHERE clause IS NOT NULL
    UNION
    SELECT node, dyad, hash('month'), date_earliest, date_latest, false, points + {MOST_NEAR} >= {ENOUGH} FROM keyed
    WHERE has_days AND NOT list_contains(?::VARCHAR[], event_type)
    UNION
    SELECT node, dyad, hash('week'), later, sooner, false, points + {MOST_NEAR} >= {ENOUGH} FROM beside
    WHERE has_days AND later <= sooner AND (
        sooner - later < {WEEK.days} OR is_weekday
        OR EXISTS (FROM spread AS s WHERE s.side = beside.side AND s.text_id = beside.text_id
            AND s.event_type = beside.event_type))
"""
"""The features of each mention, with the days on which it has them: what common days leave of those of its text.

Where nearness alone never is enough, who shares no more than days is no neighbour (``is_shared``).
"""
BUNDLES = """
    CREATE OR REPLACE TEMP TABLE bundles AS
    WITH opened AS (
        SELECT *, coalesce(date_earliest > max(date_latest) OVER (
            PARTITION BY dyad, feature ORDER BY date_earliest, date_latest
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS is_first
        FROM features WHERE {0}
    )
    SELECT node, hash(dyad, feature, sum(is_first::INTEGER) OVER (
        PARTITION BY dyad, feature ORDER BY date_earliest, date_latest ROWS UNBOUNDED PRECEDING)) AS bundle
    FROM opened
"""
"""The mentions of a dyad that share a feature and days, each of them with another; of some features."""
OF_CLAUSES = BUNDLES.format("is_clause")
OF_FIT = BUNDLES.format("is_shared AND node NOT IN (FROM unfit)")
WEAK = f"""
    CREATE OR REPLACE TEMP TABLE weak AS
    SELECT k.node FROM keyed AS k JOIN (
        SELECT side, text_id, event_type, bool_or(spot IS NOT NULL) AS has_spot,
            bool_or(actor_person IS NOT NULL OR recipient_person IS NOT NULL) AS has_person
        FROM outlines SEMI JOIN keyed USING (side, text_id, event_type) GROUP BY ALL
    ) AS t USING (side, text_id, event_type)
    LEFT JOIN (SELECT DISTINCT node FROM features WHERE feature = hash('week')) AS w ON w.node = k.node
    WHERE points + has_spot::INTEGER + has_person::INTEGER * len(list_filter(k.parties, lambda p: p <> ''))
        + CASE WHEN w.node IS NOT NULL THEN {MOST_NEAR} WHEN k.has_days THEN 0 ELSE -{UNKNOWN_DAYS} END < {ENOUGH}"""
"""The mentions for which enough could speak only by a common clause.

The points are upper bounds of ``news.resolve.events.evidence.weigh``.
"""
UNFIT = """
    CREATE TEMP TABLE unfit AS
    FROM weak EXCEPT
    SELECT node FROM bundles SEMI JOIN (
        SELECT bundle FROM bundles JOIN keyed USING (node) GROUP BY bundle HAVING count(DISTINCT text_id) > 1
    ) USING (bundle)"""
"""The weak mentions that share no clause with another text."""
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
        FROM outlines AS o SEMI JOIN affected USING (event_type, text_id) WHERE o.side <> 'before'
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


def affected_groups(snapshot: Snapshot) -> Iterator[Group]:
    """The affected groups, one event type after the other; ``snapshot`` shows the lake with a run and before it."""
    _name_bodies(snapshot)
    snapshot.execute(CHANGED, [ENTITIES.name, ARTICLES.name, EVENT_MENTIONS.name])
    for side in ("before", "corpus"):
        snapshot.execute(OF_TEXTS.format(f"touched_{side}", side, "changed"))
    snapshot.execute(TOUCHED_ARTICLES)
    snapshot.execute(TOUCHED)
    snapshot.execute("CREATE TEMP TABLE outlines AS FROM touched")
    _weigh(snapshot)
    snapshot.execute(LIVE)
    snapshot.execute(OF_DYADS)
    snapshot.execute(OF_TEXTS.format("beside_dyads", "before", "of_dyads"))
    snapshot.execute(OUTLINES)
    _weigh(snapshot)
    snapshot.execute(OF_CLAUSES)
    snapshot.execute(UNFIT)
    snapshot.execute(OF_FIT)
    snapshot.execute(AFFECTED)
    snapshot.execute(LOADED)
    for event_type in snapshot.column("SELECT DISTINCT event_type FROM affected ORDER BY ALL"):
        yield _group(snapshot, event_type)


def _weigh(snapshot: Snapshot) -> None:
    """Tell of the outlines what they share with others, and for which of them too little speaks."""
    snapshot.execute(KEYED, [sorted(EVERYDAY)])
    snapshot.execute(FEATURES, [sorted(EVERYDAY)])
    snapshot.execute(WEAK)


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
        f"SELECT article_id, duplicate_of, agencies FROM corpus.main.article_facts WHERE article_id IN ({GIVEN})",
        [sorted(articles)],
    ).fetchall()
    return Group(
        mentions,
        frozenset(_column(snapshot, "event_mention_id", event_type)),
        {e.entity_id: e for e in snapshot.rows(ENTITIES, f"entity_id IN ({GIVEN})", [sorted(named)])},
        {article_id: first for article_id, first, _ in told if first is not None},
        {article_id: tuple(agencies) for article_id, _, agencies in told if agencies},
        frozenset(_column(snapshot, "event_id", event_type, "AND side <> 'corpus'")),
    )


def _column(snapshot: Snapshot, name: str, event_type: str, condition: str = "") -> Collection[str]:
    return snapshot.column(
        f"SELECT DISTINCT {name} FROM affected WHERE event_type = ? {condition}", [event_type]
    )
