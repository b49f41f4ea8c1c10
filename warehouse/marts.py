"""Marts that hold rows: made of all rows by a full build, and by an update of those that its commits touch.

Their files below warehouse/sql read ``these_articles``, ``these_mentions``, ``these_event_mentions`` and
``these_events``: views of the whole tables in a full build, of what is touched in an update; and ``numbered_articles``
and the like (warehouse/sql/numbers), made of these. Which rows of a mart an update replaces is said by the lists here;
all other marts with rows are made again from the whole tables.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

SQL = Path(__file__).parent / "sql"
BY_EVENT = (
    "event_arrivals",
    "event_claims",
    "event_consensus",
    "event_contradictions",
    "event_spread",
    "statements",
)
"""Replaced by event; one that reads another comes behind it."""
BY_STORY = ("story_timeline",)
"""Replaced by pair of parties: one event can join two stories."""
SUMS = {
    "entity_months": (
        ("entity_id", "month"),
        ("article_count", "mention_count", "actor_event_count", "recipient_event_count"),
    ),
    "entity_pairs": (("entity_id", "other_id"), ("article_count",)),
    "event_weeks": (
        ("week", "event_type", "quad_class", "status", "actor_country", "recipient_country"),
        ("certain_count", "possible_count", "mention_count", "intensity_sum"),
    ),
}
"""Sums over articles or events -> its keys and its counts: the difference that what is touched makes is added to
them, and a row of which nothing is left goes."""
NAMINGS = ("texts", "articles", "entities", "namings")
REPORTS = ("events", "reports")
"""Temporary tables for sums, and for marts by event, in the order in which they are made."""
NAMED = "article_id, entity_id"
REPORTED = (
    "event_mention_id, event_id, article_id, event_type, event_mode, status, actor_id, recipient_id, attributed_to_id,"
    " clause_start, clause_end, date_earliest, date_latest, dated_by, killed_low, killed_high, wounded_low,"
    " wounded_high, soldiers_low, soldiers_high"
)
"""What the files read of mentions, and of event mentions."""
KEPT = frozenset({*BY_EVENT, *BY_STORY, *SUMS})

_TAKEN = "SELECT owner FROM lake.main.lake_takes WHERE table_name IN ({})"
_PARTIES = """CASE WHEN actor_id <> recipient_id
    THEN least(actor_id, recipient_id) || ' ' || greatest(actor_id, recipient_id) END"""


def show_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the files read the whole tables."""
    for name in ("articles", "mentions", "event_mentions", "events"):
        connection.execute(f"CREATE TEMP VIEW these_{name} AS FROM main.{name}")
    _number(connection, *NAMINGS, *REPORTS)


def numbers() -> list[str]:
    """The texts of the files that make the temporary tables."""
    return [_text("numbers", name) for name in (*NAMINGS, *REPORTS)]


def note_touched(connection: duckdb.DuckDBPyConnection) -> None:
    """Note what commits touch, before their rows replace others; catalog ``lake`` shows these commits alone.

    A text is an article with its near-copies: with one of them all are touched, and with an article its events,
    and those that name an entity with another name than before.
    """
    articles = _TAKEN.format("'articles', 'mentions', 'event_mentions', 'time_expressions'")
    connection.execute(
        f"""
        CREATE TEMP TABLE touched_articles AS
        WITH taken AS (SELECT DISTINCT owner AS article_id FROM ({articles})),
        texts AS (
            FROM taken
            UNION SELECT duplicate_of FROM main.articles SEMI JOIN taken USING (article_id)
            UNION SELECT duplicate_of FROM lake.main.articles
        )
        SELECT article_id FROM texts WHERE article_id IS NOT NULL
        UNION SELECT article_id FROM main.articles WHERE duplicate_of IN (FROM texts)
        """
    )
    connection.execute(
        """
        CREATE TEMP TABLE renamed AS
        SELECT entity_id FROM main.entities AS before JOIN lake.main.entities AS after USING (entity_id)
        WHERE (before.name, before.country_code) IS DISTINCT FROM (after.name, after.country_code)
        """
    )
    connection.execute(
        f"""
        CREATE TEMP TABLE touched_events AS
        SELECT event_id FROM main.event_mentions SEMI JOIN touched_articles USING (article_id)
        UNION SELECT event_id FROM lake.main.event_mentions
        UNION {_TAKEN.format("'events'")}
        UNION SELECT event_id FROM main.event_mentions
            WHERE actor_id IN (FROM renamed) OR recipient_id IN (FROM renamed) OR attributed_to_id IN (FROM renamed)
        """
    )
    connection.execute(
        f"""
        CREATE TEMP TABLE touched_parties AS
        SELECT DISTINCT {_PARTIES} AS parties FROM main.events SEMI JOIN touched_events USING (event_id)
        UNION SELECT {_PARTIES} FROM lake.main.events
        """
    )
    connection.execute(
        f"""
        CREATE TEMP TABLE touched_stories AS
        SELECT event_id FROM main.events WHERE {_PARTIES} IN (FROM touched_parties)
        UNION FROM touched_events
        """
    )
    _gather(connection, "articles", "article_id IN (FROM touched_articles)")
    _gather(connection, "mentions", "article_id IN (FROM touched_articles)", NAMED)
    _gather(connection, "events", "event_id IN (FROM touched_events)")
    _number(connection, *NAMINGS)
    for name in SUMS:
        connection.execute(f"CREATE TEMP TABLE old_{name} AS {_rows_of(name)}")


def update_marts(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the marts of KEPT up to date, now that the rows are replaced."""
    _gather(connection, "mentions", "article_id IN (FROM touched_articles)", NAMED)
    _gather(connection, "event_mentions", "event_id IN (FROM touched_events)", REPORTED)
    _gather(connection, "events", "event_id IN (FROM touched_events)")
    told = "FROM touched_articles UNION SELECT article_id FROM these_event_mentions"
    copied = f"SELECT duplicate_of FROM main.articles WHERE article_id IN ({told})"
    _gather(connection, "articles", f"article_id IN ({told} UNION {copied})")
    _number(connection, *NAMINGS, *REPORTS)
    for name, (keys, counts) in SUMS.items():
        _add_difference(connection, name, keys, counts)
    for name in BY_EVENT:
        _replace(connection, name, "touched_events")
    _gather(connection, "events", f"{_PARTIES} IN (FROM touched_parties)")
    for name in BY_STORY:
        _replace(connection, name, "touched_stories")


def _gather(connection: duckdb.DuckDBPyConnection, name: str, condition: str, columns: str = "*") -> None:
    """Let the files read some rows of a table; these are found once for all files."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE these_{name} AS SELECT {columns} FROM main.{name} WHERE {condition}"
    )


def _number(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    for name in names:
        connection.execute(f"DROP TABLE IF EXISTS temp.numbered_{name}")
        connection.execute(_text("numbers", name))


def _replace(connection: duckdb.DuckDBPyConnection, name: str, events: str) -> None:
    connection.execute(f"DELETE FROM marts.{name} WHERE event_id IN (FROM {events})")
    connection.execute(f"INSERT INTO marts.{name} {_rows_of(name)}")


def _add_difference(
    connection: duckdb.DuckDBPyConnection, name: str, keys: tuple[str, ...], counts: tuple[str, ...]
) -> None:
    key = ", ".join(keys)
    sums = ", ".join(f"sum(sign * {count}) AS {count}" for count in counts)
    same = " AND ".join(f"m.{k} IS NOT DISTINCT FROM d.{k}" for k in keys)
    connection.execute(
        f"""
        CREATE TEMP TABLE difference AS
        SELECT {key}, {sums}
        FROM (SELECT *, -1 AS sign FROM old_{name} UNION ALL SELECT *, 1 FROM ({_rows_of(name)}))
        GROUP BY {key}
        HAVING {" OR ".join(f"sum(sign * {count}) <> 0" for count in counts)}
        """
    )
    added = ", ".join(f"{count} = m.{count} + d.{count}" for count in counts)
    connection.execute(
        f"CREATE TEMP TABLE fresh AS SELECT * FROM difference AS d WHERE NOT EXISTS"
        f" (SELECT 1 FROM marts.{name} AS m WHERE {same})"
    )
    connection.execute(f"UPDATE marts.{name} AS m SET {added} FROM difference AS d WHERE {same}")
    connection.execute(f"INSERT INTO marts.{name} BY NAME FROM fresh")
    gone = " AND ".join(f"{count} = 0" for count in counts)
    connection.execute(f"DELETE FROM marts.{name} WHERE {gone}")
    for table in ("difference", "fresh", f"old_{name}"):
        connection.execute(f"DROP TABLE temp.{table}")


def _rows_of(name: str) -> str:
    """The query that fills a mart."""
    made = _text("sums" if name in SUMS else "marts", name)
    return made.partition(" AS\n")[2].partition(";\n")[0]


def _text(folder: str, name: str) -> str:
    return (SQL / folder / f"{name}.sql").read_text(encoding="utf-8")
