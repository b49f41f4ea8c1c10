"""The same questions put to the warehouse, to SQLite with indexes, and to pandas from Parquet."""

# ruff: noqa: E501 - SQL reads better in long lines

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import pandas as pd

from benchmarks.large import open_limited
from benchmarks.measuring import Scale, Section, apart, seconds
from warehouse.ddl import literal

Frames = Callable[..., pd.DataFrame]
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


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in three languages; ``{event}`` and ``{article}`` stand for ids."""

    name: str
    duckdb: str
    sqlite: str
    pandas: Callable[[Frames, str, str], Any]
    is_point: bool = False


def section(scale: Scale, folder: Path) -> Section:
    """The table; the folder holds the warehouse of ``benchmarks.large``."""
    _write_parquet(folder)
    _fill_sqlite(folder)
    contenders = {"DuckDB": in_duckdb, "SQLite": in_sqlite, "pandas": in_pandas}
    found = {name: apart(work, folder, scale.repeats) for name, work in contenders.items()}
    ours, *others = (a.result for a in found.values())
    scans = [asked.name for asked in QUESTIONS if not asked.is_point]
    ratios = [median(other[name] / ours[name] for name in scans) for other in others]
    peaks = ", ".join(f"{name} {a.peak_megabytes:,.0f} MB" for name, a in found.items())
    return Section(
        "Questions beside SQLite and pandas",
        f"The same rows in each, the same questions, milliseconds, medians of {scale.repeats}; DuckDB with two threads"
        f" and 4 GB on the marts, SQLite on the tables with {len(INDEXES)} indexes, pandas from Parquet with only the"
        f" columns that it needs. On questions that scan, the median ratio is {ratios[0]:.0f} to SQLite and"
        f" {ratios[1]:.0f} to pandas. Peaks: {peaks}.",
        ("question", "DuckDB", "SQLite", "pandas", "SQLite / DuckDB", "pandas / DuckDB"),
        [
            (
                name,
                *(f"{a.result[name]:,.1f}" for a in found.values()),
                *(f"{other[name] / ours[name]:,.2f}" for other in others),
            )
            for name in (asked.name for asked in QUESTIONS)
        ],
        "DuckDB reads the columns of whole blocks of 122,880 rows, so that a look-up of a few rows costs it a"
        " millisecond or more, where an index leads SQLite to them in a few pages.",
    )


def in_duckdb(folder: Path, repeats: int) -> dict[str, float]:
    """Question -> median milliseconds."""
    event, article = _ids(folder)
    with open_limited(folder / "warehouse.duckdb") as connection:
        return {
            asked.name: 1000 * seconds(partial(_asked, connection, asked.duckdb, event, article), repeats)
            for asked in QUESTIONS
        }


def in_sqlite(folder: Path, repeats: int) -> dict[str, float]:
    """Question -> median milliseconds."""
    event, article = _ids(folder)
    connection = sqlite3.connect(folder / "rows.sqlite")
    connection.execute("PRAGMA cache_size = -2000000")
    return {
        asked.name: 1000 * seconds(partial(_asked, connection, asked.sqlite, event, article), repeats)
        for asked in QUESTIONS
    }


def in_pandas(folder: Path, repeats: int) -> dict[str, float]:
    """Question -> median milliseconds."""
    event, article = _ids(folder)

    def frame(table: str, *columns: str, **where: Any) -> pd.DataFrame:
        filters = [(column, "==", value) for column, value in where.items()] or None
        return pd.read_parquet(folder / f"{table}.parquet", columns=list(columns), filters=filters)

    return {
        asked.name: 1000 * seconds(lambda ask=asked.pandas: ask(frame, event, article), repeats)  # type: ignore[misc]
        for asked in QUESTIONS
    }


def _asked(connection: Any, sql: str, event: str, article: str) -> Any:
    return connection.execute(sql.replace("{event}", event).replace("{article}", article)).fetchall()


def _ids(folder: Path) -> tuple[str, str]:
    with open_limited(folder / "warehouse.duckdb") as connection:
        found = connection.execute(
            "SELECT event_id, article_id FROM event_mentions LIMIT 1 OFFSET 1000"
        ).fetchone()
        assert found
        return found[0], found[1]


def _write_parquet(folder: Path) -> None:
    with open_limited(folder / "warehouse.duckdb") as connection:
        for table, columns in COLUMNS.items():
            connection.execute(
                f"COPY (SELECT {', '.join(columns)} FROM {table}) TO"
                f" {literal(str(folder / f'{table}.parquet'))} (FORMAT parquet, COMPRESSION zstd)"
            )


def _fill_sqlite(folder: Path) -> None:
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


def _dyads(frame: Frames, *_: str) -> Any:
    keys = ["actor_country", "recipient_country", "event_type"]
    rows = frame("events", *keys, "status", "intensity")
    return rows[rows.status != "negated"].groupby(keys).intensity.agg(["size", "mean"]).nlargest(10, "size")


def _balance(frame: Frames, *_: str) -> Any:
    rows = frame("events", "actor_country", "recipient_country", "date_earliest", "quad_class", "status")
    is_pair = rows.actor_country.isin(["RUS", "UKR"]) & rows.recipient_country.isin(["RUS", "UKR"])
    rows = rows[
        is_pair & rows.status.isin(["actual", "planned"]) & (rows.actor_country != rows.recipient_country)
    ]
    return rows.groupby(pd.to_datetime(rows.date_earliest).dt.to_period("M")).quad_class.agg(
        [lambda q: (q <= 2).sum(), lambda q: (q >= 3).sum()]  # noqa: PLR2004 - the quad classes of cooperation
    )


def _parties(frame: Frames, *_: str) -> Any:
    rows = frame("events", "actor_name", "recipient_name", "event_type", "status")
    rows = rows[rows.event_type.isin(["ACCUSE", "THREATEN", "SANCTION"]) & (rows.status == "actual")]
    return rows.groupby(["actor_name", "event_type", "recipient_name"]).size().nlargest(8)


def _timeline(frame: Frames, *_: str) -> Any:
    entity = frame("entities", "entity_id", name="Russland").entity_id.iloc[0]
    mentions = frame("mentions", "article_id", "entity_id", entity_id=entity)
    articles = frame("articles", "article_id", "published_earliest")
    told = mentions.merge(articles, on="article_id")
    return told.groupby(pd.to_datetime(told.published_earliest).dt.to_period("M")).article_id.agg(
        ["nunique", "size"]
    )


def _actors(frame: Frames, *_: str) -> Any:
    rows = frame("events", "actor_id", "actor_name", "intensity", "status")
    rows = rows[rows.status != "negated"]
    return rows.groupby(["actor_id", "actor_name"]).intensity.agg(["size", "mean"]).nlargest(10, "size")


def _beside(frame: Frames, *_: str) -> Any:
    entity = frame("entities", "entity_id", name="Russland").entity_id.iloc[0]
    rows = frame("mentions", "article_id", "entity_id").dropna().drop_duplicates()
    rows = rows[rows.article_id.isin(rows.article_id[rows.entity_id == entity])]
    return rows.groupby("entity_id").size().nlargest(11)


def _spread(frame: Frames, *_: str) -> Any:
    rows = frame("event_mentions", "event_id", "article_id")
    articles = frame("articles", "article_id", "duplicate_of")
    told = rows.merge(articles, on="article_id")
    told["text_id"] = told.duplicate_of.fillna(told.article_id)
    return told.groupby("event_id").text_id.nunique().nlargest(10)


def _speakers(frame: Frames, *_: str) -> Any:
    rows = frame("event_mentions", "attributed_to_id").dropna()
    names = frame("entities", "entity_id", "name").set_index("entity_id").name
    return rows.attributed_to_id.map(names).value_counts().head(10)


def _names(frame: Frames, *_: str) -> Any:
    rows = frame("mentions", "entity_id", "text")
    return rows[rows.entity_id.isna()].groupby("text").size().nlargest(10)


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
        "SELECT month, article_count, mention_count FROM marts.entity_timeline WHERE name = 'Russland' ORDER BY month",
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
        "SELECT other_name, article_count FROM marts.cooccurrence WHERE name = 'Russland'"
        " ORDER BY article_count DESC LIMIT 10",
        "SELECT o.entity_id, count(DISTINCT o.article_id) AS n FROM mentions AS m JOIN mentions AS o USING (article_id)"
        " WHERE m.entity_id = (SELECT entity_id FROM entities WHERE name = 'Russland')"
        " AND o.entity_id <> m.entity_id GROUP BY 1 ORDER BY n DESC LIMIT 10",
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
        "point: an event",
        "SELECT * FROM events WHERE event_id = '{event}'",
        "SELECT * FROM events WHERE event_id = '{event}'",
        lambda frame, event, _: frame("events", *COLUMNS["events"], event_id=event),
        is_point=True,
    ),
    Asked(
        "point: an event's mentions",
        "SELECT event_mention_id, article_id FROM event_mentions WHERE event_id = '{event}'",
        "SELECT event_mention_id, article_id FROM event_mentions WHERE event_id = '{event}'",
        lambda frame, event, _: frame("event_mentions", *COLUMNS["event_mentions"], event_id=event),
        is_point=True,
    ),
    Asked(
        "point: an article's mentions",
        "SELECT mention_id, entity_id, text FROM mentions WHERE article_id = '{article}'",
        "SELECT mention_id, entity_id, text FROM mentions WHERE article_id = '{article}'",
        lambda frame, _, article: frame("mentions", *COLUMNS["mentions"], article_id=article),
        is_point=True,
    ),
)
