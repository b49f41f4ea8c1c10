"""A large lake from a small one: its rows are replayed under other ids, days and names, in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from news.resolve.bodies import known_body
from news.resolve.keys import name_key
from news.resolve.known_persons import known_person
from schemas import (
    ARTICLES,
    BOILERPLATE,
    EVENT_MENTIONS,
    MENTIONS,
    RAW_TEXTS,
    SHORT_LINES,
    SIGNATURES,
    SOURCE_FILES,
    TIME_EXPRESSIONS,
    Table,
)
from warehouse.lake import Staging
from warehouse.snapshot import Snapshot

REPLAYED: tuple[Table[Any], ...] = (
    ARTICLES, BOILERPLATE, EVENT_MENTIONS, MENTIONS, RAW_TEXTS, SHORT_LINES, SIGNATURES, SOURCE_FILES, TIME_EXPRESSIONS
)  # fmt: skip
SHARED_BY = 4
"""So many replays in a row share their invented names."""
DAYS = 1461
"""Days over which the replays are spread."""
AT_ONCE = 20_000
"""Rows of articles per staged part."""

ID = "substr(md5({0} || r.number), 1, 16)"
DAY = f"{{0}} + (r.number * 7919 % {DAYS} - {DAYS // 2})::INTEGER"
NEW_NAME = "{0} || r.suffix"
CHANGES: Mapping[str, Mapping[str, str]] = {
    "articles": {
        "article_id": ID, "source_file": "r.number || '/' || {0}", "duplicate_of": "NULL::VARCHAR",
        "source_files": "[r.number || '/' || t.source_file]", "content_sha256": "sha256({0} || r.number)",
        "published_earliest": DAY, "published_latest": DAY, "inferred_earliest": DAY, "inferred_latest": DAY,
    },
    "boilerplate": {"article_id": ID},
    "event_mentions": {
        "event_mention_id": ID, "event_id": ID, "article_id": ID, "actor_mention_id": ID,
        "recipient_mention_id": ID, "attributed_to_mention_id": ID, "place_mention_id": ID,
        "date_earliest": DAY, "date_latest": DAY,
        "clause_start": "{0} - least({0}, r.number % 97)",
    },
    "mentions": {
        "mention_id": ID, "article_id": ID,
        "text": f"if(k.is_invented, {NEW_NAME}, {{0}})", "name": f"if(k.is_invented, {NEW_NAME}, {{0}})",
    },
    "raw_texts": {
        "article_id": ID, "source_file": "r.number || '/' || {0}", "content_sha256": "sha256({0} || r.number)"
    },
    "short_lines": {"article_id": ID, "source_file": "r.number || '/' || {0}"},
    "signatures": {
        "article_id": ID, "published_earliest": DAY,
        "band_keys": "list_transform({0}, lambda k: (hash(k, r.number) >> 1)::BIGINT)",
    },
    "source_files": {
        "article_id": ID, "source_file": "r.number || '/' || {0}", "content_sha256": "sha256({0} || r.number)"
    },
    "time_expressions": {"article_id": ID, "date_earliest": DAY, "date_latest": DAY},
}  # fmt: skip
"""Table -> column -> what a replay puts there, from its own value ``{0}``."""


def replay(snapshot: Snapshot, staging: Staging, articles: int) -> int:
    """Stage so many articles with all their rows (at least; whole replays of the snapshot's); return how many.

    Persons and bodies whom the knowledge files do not know get other names, every four replays the same ones;
    states and known persons keep theirs, so that some names are in most articles, as in news.
    """
    (stored,) = snapshot.column("SELECT count(*) FROM corpus.main.articles")
    replays = -(-articles // stored)
    per_part = max(1, AT_ONCE // stored)
    _tell_invented(snapshot)
    for first in range(0, replays, per_part):
        last = min(first + per_part, replays)
        snapshot.execute(
            "CREATE OR REPLACE TEMP TABLE replays AS"
            " SELECT number, translate(lpad((number // ?)::VARCHAR, 4, '0'), '0123456789', 'abdegilmno') AS suffix"
            " FROM range(?, ?) AS t(number)",
            [SHARED_BY, first, last],
        )
        for table in REPLAYED:
            columns = snapshot.connection.execute(_replayed(table)).to_arrow_table()
            staging.write_columns(table, columns, f"{first:06}")
            if table.owner == "article_id" or table is SOURCE_FILES:
                owners = snapshot.column(f"SELECT DISTINCT owner FROM ({_owners(table)})")
                staging.take({table.name: owners}, f"{table.name}-{first:06}")
    return replays * int(stored)


def _owners(table: Table[Any]) -> str:
    source, column = ("source_files", "source_file") if table is SOURCE_FILES else ("articles", "article_id")
    owner = CHANGES[source][column].format(f"t.{column}")
    return f"SELECT {owner} AS owner FROM corpus.main.{source} AS t, replays AS r"


def _replayed(table: Table[Any]) -> str:
    changes = CHANGES[table.name]
    columns = ", ".join(
        f"{changes[f.name].format('t.' + f.name) if f.name in changes else 't.' + f.name} AS {f.name}"
        for f in table.fields
    )
    known = (
        "LEFT JOIN known AS k ON k.entity_type = t.entity_type AND k.text = coalesce(t.name, t.text)"
        if table is MENTIONS
        else ""
    )
    return f"SELECT {columns} FROM corpus.{table.qualified_name} AS t CROSS JOIN replays AS r {known}"


def _tell_invented(snapshot: Snapshot) -> None:
    """A table ``known`` that says of each name whether a replay may change it."""
    rows = snapshot.connection.execute(
        "SELECT DISTINCT entity_type, coalesce(name, text), name IS NULL FROM corpus.main.mentions WHERE form = 'name'"
    ).fetchall()
    surnames = {
        key
        for kind, text, _ in rows
        if kind == "PER" and (person := known_person(text)) is not None
        for key in person.surnames
    }
    snapshot.execute("CREATE TEMP TABLE known (entity_type VARCHAR, text VARCHAR, is_invented BOOLEAN)")
    told = {(kind, text): not _is_known(kind, text, surnames) for kind, text, _ in rows}
    snapshot.connection.executemany(
        "INSERT INTO known VALUES (?, ?, ?)", [(*key, is_invented) for key, is_invented in told.items()]
    )


def _is_known(kind: str, text: str, surnames: set[str]) -> bool:
    if kind == "PER":
        return known_person(text) is not None or bool(
            {name_key(text), name_key(text.removesuffix("s"))} & surnames
        )
    return kind == "LOC" or known_body(text) is not None
