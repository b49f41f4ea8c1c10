"""The same questions put to the warehouse, to SQLite with indexes, and to pandas from Parquet."""

# ruff: noqa: E501 - SQL reads better in long lines

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import pandas as pd

from benchmarks.large import open_limited
from benchmarks.measuring import Scale, Section, apart, seconds
from warehouse.ddl import literal

Frames = Callable[..., pd.DataFrame]
Ids = Mapping[str, str]
"""``event`` and ``article``: one id of each; ``thousand`` and ``ten_thousand``: so many ids of events, a list in JSON."""
COLUMNS = {
    "articles": ("article_id", "published_earliest", "duplicate_of"),
    "events": (
        "event_id", "event_type", "quad_class", "intensity", "actor_id", "actor_name", "actor_country", "recipient_id",
        "recipient_name", "recipient_country", "status", "date_earliest", "date_latest", "place_name", "article_count",
    ),
    "event_mentions": ("event_mention_id", "event_id", "article_id", "event_type", "actor_id", "attributed_to_id"),
    "mentions": ("mention_id", "article_id", "entity_id", "text"),
    "entities": ("entity_id", "name", "entity_type"),
}  # fmt: skip
INDEXES = (
    "articles(article_id)", "events(event_id)", "events(actor_country, recipient_country)", "events(actor_name)",
    "events(date_earliest)", "event_mentions(event_id)", "event_mentions(article_id)", "mentions(article_id)",
    "mentions(entity_id)", "entities(entity_id)", "entities(name)",
)  # fmt: skip


POINTS = 50
MANY = {"thousand": 1_000, "ten_thousand": 10_000}
SLOW_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in three languages; ``$event`` and its like stand for ids."""

    name: str
    duckdb: str
    sqlite: str
    pandas: Callable[[Frames, Ids], Any]
    is_point: bool = False
    """Asked of POINTS ids, one after the other."""


def section(scale: Scale, folder: Path) -> Section:
    """The table; the folder holds the warehouse of ``benchmarks.large``."""
    write_parquet(folder)
    fill_sqlite(folder)
    contenders = {"DuckDB": in_duckdb, "SQLite": in_sqlite, "pandas": in_pandas}
    found = {name: apart(work, folder, scale.repeats) for name, work in contenders.items()}
    ours, *others = (a.result for a in found.values())
    scans = [asked.name for asked in QUESTIONS if not asked.is_point]
    ratios = [median(other[name] / ours[name] for name in scans) for other in others]
    peaks = ", ".join(f"{name} {a.peak_megabytes:,.0f} MB" for name, a in found.items())
    return Section(
        "Questions beside SQLite and pandas",
        f"The rows of {scale.large_articles:,} articles in each, the same questions, milliseconds from the statement to"
        f" its rows in Python, medians of {scale.repeats} and for points of {POINTS} different ids (what takes more than"
        f" {SLOW_SECONDS:.0f} s is asked once); all files are in the system's cache. DuckDB with two threads and 4 GB on tables and marts, SQLite on the tables with"
        f" {len(INDEXES)} indexes and 2 GB of cache, pandas from Parquet with only the columns that it needs. On"
        f" questions that scan, the median ratio is {ratios[0]:.0f} to SQLite and {ratios[1]:.0f} to pandas."
        f" Peaks: {peaks}.",
        ("question", "DuckDB", "SQLite", "pandas", "SQLite / DuckDB", "pandas / DuckDB"),
        [
            (
                name,
                *(f"{a.result[name]:,.2f}" for a in found.values()),
                *(f"{other[name] / ours[name]:,.2f}" for other in others),
            )
            for name in (asked.name for asked in QUESTIONS)
        ],
        "DuckDB plans a statement for tenths of a millisecond, even one that finds nothing, and reads the columns of"
        " whole blocks of rows, where an index leads SQLite to some pages; where a question reads all rows, SQLite reads"
        " all their columns, and pandas unpacks and copies them first.",
    )


def in_duckdb(folder: Path, repeats: int) -> dict[str, float]:
    """Question -> median milliseconds."""
    with open_limited(folder / "warehouse.duckdb") as connection:
        return _timed(lambda asked, ids: rows_of(connection, asked.duckdb, ids), folder, repeats)


def in_sqlite(folder: Path, repeats: int) -> dict[str, float]:
    """Question -> median milliseconds."""
    connection = open_sqlite(folder)
    return _timed(lambda asked, ids: rows_of(connection, asked.sqlite, ids), folder, repeats)


def in_pandas(folder: Path, repeats: int) -> dict[str, float]:
    """Question -> median milliseconds."""
    frame = frames(folder)
    return _timed(lambda asked, ids: asked.pandas(frame, ids), folder, repeats)


def rows_of(connection: Any, sql: str, ids: Ids) -> list[tuple[Any, ...]]:
    """All rows of an answer; ids are handed over as parameters, as users should."""
    named = {name: ids[name] for name in re.findall(r"\$(\w+)", sql)}
    found: list[tuple[Any, ...]] = connection.execute(sql, named).fetchall()
    return found


def open_sqlite(folder: Path) -> sqlite3.Connection:
    """The rows as SQLite holds them."""
    connection = sqlite3.connect(folder / "rows.sqlite")
    connection.execute("PRAGMA cache_size = -2000000")
    return connection


def frames(folder: Path) -> Frames:
    """What reads columns of a table, and of it the rows with these values, from its Parquet file."""

    def frame(table: str, *columns: str, **where: Any) -> pd.DataFrame:
        filters = [(column, "==", value) for column, value in where.items()] or None
        return pd.read_parquet(folder / f"{table}.parquet", columns=list(columns), filters=filters)

    return frame


def _timed(ask: Callable[[Asked, Ids], object], folder: Path, repeats: int) -> dict[str, float]:
    """Question -> median milliseconds after a first time, which alone counts where it is SLOW already."""
    ids = some_ids(folder)
    taken: dict[str, float] = {}
    for asked in QUESTIONS:
        waiting = cycle(ids)
        work = partial(lambda asked, waiting: ask(asked, next(waiting)), asked, waiting)
        first = seconds(work, 1)
        again = len(ids) if asked.is_point else repeats
        taken[asked.name] = 1000 * (first if first > SLOW_SECONDS else seconds(work, again))
    return taken


def some_ids(folder: Path) -> list[Ids]:
    """POINTS event mentions from all parts of the warehouse: their events and articles, and other events to each."""
    with open_limited(folder / "warehouse.duckdb") as connection:
        points = connection.execute(
            "SELECT event_id, article_id FROM event_mentions WHERE event_id IS NOT NULL"
            f" ORDER BY hash(event_mention_id) LIMIT {POINTS}"
        ).fetchall()
        events = [
            row[0]
            for row in connection.execute("SELECT event_id FROM events ORDER BY hash(event_id)").fetchall()
        ]
    return [
        {"event": event, "article": article}
        | {name: json.dumps(events[n::POINTS][:size]) for name, size in MANY.items()}
        for n, (event, article) in enumerate(points)
    ]


def write_parquet(folder: Path) -> None:
    """Write the rows of the warehouse as pandas reads them."""
    with open_limited(folder / "warehouse.duckdb") as connection:
        for table, columns in COLUMNS.items():
            connection.execute(
                f"COPY (SELECT {', '.join(columns)} FROM {table}) TO"
                f" {literal(str(folder / f'{table}.parquet'))} (FORMAT parquet, COMPRESSION zstd)"
            )


def fill_sqlite(folder: Path) -> None:
    """Write the rows of the Parquet files into SQLite, with its indexes and statistics."""
    (folder / "rows.sqlite").unlink(missing_ok=True)
    connection = sqlite3.connect(folder / "rows.sqlite")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    with duckdb.connect() as source:
        for table, columns in COLUMNS.items():
            connection.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
            texts = ", ".join(
                f"{c}::VARCHAR" if c.startswith(("date_", "published_")) else c for c in columns
            )
            rows = source.execute(f"SELECT {texts} FROM {literal(str(folder / f'{table}.parquet'))}")
            marks = ", ".join("?" * len(columns))
            while batch := rows.fetchmany(100_000):
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", batch)
    for number, index in enumerate(INDEXES):
        connection.execute(f"CREATE INDEX index_{number} ON {index}")
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()


def _dyads(frame: Frames, _: Ids) -> Any:
    keys = ["actor_country", "recipient_country", "event_type"]
    rows = frame("events", *keys, "status", "intensity")
    return rows[rows.status != "negated"].groupby(keys).intensity.agg(["size", "mean"]).nlargest(10, "size")


def _balance(frame: Frames, _: Ids) -> Any:
    rows = frame("events", "actor_country", "recipient_country", "date_earliest", "quad_class", "status")
    is_pair = rows.actor_country.isin(["RUS", "UKR"]) & rows.recipient_country.isin(["RUS", "UKR"])
    rows = rows[
        is_pair & rows.status.isin(["actual", "planned"]) & (rows.actor_country != rows.recipient_country)
    ]
    return rows.groupby(pd.to_datetime(rows.date_earliest).dt.to_period("M")).quad_class.agg(
        [lambda q: (q <= 2).sum(), lambda q: (q >= 3).sum()]  # noqa: PLR2004 - the quad classes of cooperation
    )


def _parties(frame: Frames, _: Ids) -> Any:
    rows = frame("events", "actor_name", "recipient_name", "event_type", "status")
    rows = rows[rows.event_type.isin(["ACCUSE", "THREATEN", "SANCTION"]) & (rows.status == "actual")]
    return rows.groupby(["actor_name", "event_type", "recipient_name"]).size().nlargest(8)


def _timeline(frame: Frames, _: Ids) -> Any:
    entity = frame("entities", "entity_id", name="Russland").entity_id.iloc[0]
    mentions = frame("mentions", "article_id", "entity_id", entity_id=entity)
    articles = frame("articles", "article_id", "published_earliest")
    told = mentions.merge(articles, on="article_id")
    return told.groupby(pd.to_datetime(told.published_earliest).dt.to_period("M")).article_id.agg(
        ["nunique", "size"]
    )


def _actors(frame: Frames, _: Ids) -> Any:
    rows = frame("events", "actor_id", "actor_name", "intensity", "status")
    rows = rows[rows.status != "negated"]
    return rows.groupby(["actor_id", "actor_name"]).intensity.agg(["size", "mean"]).nlargest(10, "size")


def _beside(frame: Frames, _: Ids) -> Any:
    names = frame("entities", "entity_id", "name").set_index("entity_id").name
    copies = frame("articles", "article_id", "duplicate_of").set_index("article_id").duplicate_of
    rows = frame("mentions", "article_id", "entity_id").dropna().drop_duplicates()
    entity = names.index[names == "Russland"][0]
    rows = rows[rows.article_id.isin(rows.article_id[rows.entity_id == entity])]
    rows["text_id"] = rows.article_id.map(copies).fillna(rows.article_id)
    counts = rows[rows.entity_id != entity].groupby("entity_id").text_id.nunique().nlargest(10)
    return counts.rename(names)


def _spread(frame: Frames, _: Ids) -> Any:
    rows = frame("event_mentions", "event_id", "article_id")
    articles = frame("articles", "article_id", "duplicate_of")
    told = rows.merge(articles, on="article_id")
    told["text_id"] = told.duplicate_of.fillna(told.article_id)
    return told.groupby("event_id").text_id.nunique().nlargest(10)


def _speakers(frame: Frames, _: Ids) -> Any:
    rows = frame("event_mentions", "attributed_to_id").dropna()
    names = frame("entities", "entity_id", "name").set_index("entity_id").name
    return rows.attributed_to_id.map(names).value_counts().head(10)


def _names(frame: Frames, _: Ids) -> Any:
    rows = frame("mentions", "entity_id", "text")
    return rows[rows.entity_id.isna()].groupby("text").size().nlargest(10)


def _events(frame: Frames, ids: Ids, name: str) -> Any:
    rows = frame("events", *COLUMNS["events"])
    return rows[rows.event_id.isin(json.loads(ids[name]))]


QUESTIONS = (
    Asked(
        "dyads by type",
        "SELECT actor_country, recipient_country, event_type, event_count, mean_intensity FROM marts.dyads"
        " ORDER BY event_count DESC LIMIT 10",
        "SELECT actor_country, recipient_country, event_type, count(*) AS n, avg(intensity) FROM events"
        " WHERE actor_country IS NOT NULL AND recipient_country IS NOT NULL AND status <> 'negated'"
        " GROUP BY 1, 2, 3 ORDER BY n DESC LIMIT 10",
        _dyads,
    ),
    Asked(
        "balance of two states by month",
        "SELECT month, cooperation_count, conflict_count FROM marts.dyad_balance"
        " WHERE country_code = 'RUS' AND other_code = 'UKR' ORDER BY month",
        "SELECT substr(date_earliest, 1, 7) AS month, sum(quad_class <= 2), sum(quad_class >= 3) FROM events"
        " WHERE actor_country IN ('RUS', 'UKR') AND recipient_country IN ('RUS', 'UKR')"
        " AND actor_country <> recipient_country AND status IN ('actual', 'planned') GROUP BY 1 ORDER BY 1",
        _balance,
    ),
    Asked(
        "who accuses, threatens, punishes whom",
        "SELECT actor_name, event_type, recipient_name, sum(event_count) AS n FROM marts.interactions"
        " WHERE event_type IN ('ACCUSE', 'THREATEN', 'SANCTION') AND status = 'actual' GROUP BY ALL"
        " ORDER BY n DESC LIMIT 8",
        "SELECT actor_name, event_type, recipient_name, count(*) AS n FROM events"
        " WHERE event_type IN ('ACCUSE', 'THREATEN', 'SANCTION') AND status = 'actual' AND actor_id IS NOT NULL"
        " AND recipient_id IS NOT NULL GROUP BY 1, 2, 3 ORDER BY n DESC LIMIT 8",
        _parties,
    ),
    Asked(
        "one entity by month",
        "SELECT month, article_count, mention_count FROM marts.entity_timeline"
        " WHERE name = 'Russland' AND article_count > 0 ORDER BY month",
        "SELECT substr(a.published_earliest, 1, 7) AS month, count(DISTINCT article_id), count(*) FROM mentions"
        " JOIN articles AS a USING (article_id) WHERE entity_id = (SELECT entity_id FROM entities"
        " WHERE name = 'Russland') GROUP BY 1 ORDER BY 1",
        _timeline,
    ),
    Asked(
        "who acts most, and how friendly",
        "SELECT name, actor_event_count, mean_intensity FROM marts.actor_profile ORDER BY actor_event_count DESC LIMIT 10",
        "SELECT actor_name, count(*) AS n, avg(intensity) FROM events WHERE status <> 'negated'"
        " AND actor_id IS NOT NULL GROUP BY actor_id, actor_name ORDER BY n DESC LIMIT 10",
        _actors,
    ),
    Asked(
        "who is named beside one entity",
        "SELECT CASE name WHEN 'Russland' THEN other_name ELSE name END AS beside, article_count"
        " FROM marts.cooccurrence WHERE 'Russland' IN (name, other_name) ORDER BY article_count DESC LIMIT 10",
        "SELECT e.name, count(DISTINCT coalesce(a.duplicate_of, article_id)) AS n FROM mentions AS m"
        " JOIN mentions AS o USING (article_id) JOIN articles AS a USING (article_id)"
        " JOIN entities AS e ON e.entity_id = o.entity_id"
        " WHERE m.entity_id = (SELECT entity_id FROM entities WHERE name = 'Russland')"
        " AND o.entity_id <> m.entity_id GROUP BY o.entity_id ORDER BY n DESC LIMIT 10",
        _beside,
    ),
    Asked(
        "events in most texts",
        "SELECT event_id, text_count FROM marts.event_consensus ORDER BY text_count DESC LIMIT 10",
        "SELECT event_id, count(DISTINCT coalesce(duplicate_of, article_id)) AS n FROM event_mentions"
        " JOIN articles USING (article_id) GROUP BY 1 ORDER BY n DESC LIMIT 10",
        _spread,
    ),
    Asked(
        "who is quoted most",
        "SELECT speaker_name, count(*) AS n FROM marts.statements WHERE is_attributed GROUP BY ALL ORDER BY n DESC LIMIT 10",
        "SELECT e.name, count(*) AS n FROM event_mentions JOIN entities AS e ON e.entity_id = attributed_to_id"
        " GROUP BY 1 ORDER BY n DESC LIMIT 10",
        _speakers,
    ),
    Asked(
        "open names",
        "SELECT text, count(*) AS n FROM mentions WHERE entity_id IS NULL GROUP BY ALL ORDER BY n DESC LIMIT 10",
        "SELECT text, count(*) AS n FROM mentions WHERE entity_id IS NULL GROUP BY 1 ORDER BY n DESC LIMIT 10",
        _names,
    ),
    Asked(
        "point: no table at all",
        "SELECT 1",
        "SELECT 1",
        lambda *_: None,
        is_point=True,
    ),
    Asked(
        "point: an event that is not there",
        "SELECT event_id FROM events WHERE event_id = 'g' || $event",
        "SELECT event_id FROM events WHERE event_id = 'g' || $event",
        lambda frame, ids: frame("events", "event_id", event_id=f"g{ids['event']}"),
        is_point=True,
    ),
    Asked(
        "point: an event",
        f"SELECT {', '.join(COLUMNS['events'])} FROM events WHERE event_id = $event",
        "SELECT * FROM events WHERE event_id = $event",
        lambda frame, ids: frame("events", *COLUMNS["events"], event_id=ids["event"]),
        is_point=True,
    ),
    Asked(
        "point: an event's mentions",
        "SELECT event_mention_id, article_id FROM event_mentions WHERE event_id = $event",
        "SELECT event_mention_id, article_id FROM event_mentions WHERE event_id = $event",
        lambda frame, ids: frame("event_mentions", *COLUMNS["event_mentions"], event_id=ids["event"]),
        is_point=True,
    ),
    Asked(
        "point: an article's mentions",
        "SELECT mention_id, entity_id, text FROM mentions WHERE article_id = $article",
        "SELECT mention_id, entity_id, text FROM mentions WHERE article_id = $article",
        lambda frame, ids: frame("mentions", *COLUMNS["mentions"], article_id=ids["article"]),
        is_point=True,
    ),
    *(
        Asked(
            f"points: {size:,} events at once",
            f"SELECT {', '.join(COLUMNS['events'])} FROM events WHERE event_id IN (SELECT unnest(from_json(${name}, '[\"VARCHAR\"]')))",
            f"SELECT * FROM events WHERE event_id IN (SELECT value FROM json_each(${name}))",
            partial(_events, name=name),
            is_point=True,
        )
        for name, size in MANY.items()
    ),
)
