"""Publish: bring the DuckDB warehouse beside the published one up to the lake, and put it in its place in one step.

A full build makes the file anew from all rows that hold. An update copies the published file and replaces the rows
of those owners that commits have taken over since; it gives the same rows. What an update deletes leaves holes in
the file, so that an update that grows it beyond GROWTH and SLACK, and each one after MOST_UPDATES, gives way to a full
build; so does one of very many articles, which would cost more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

import duckdb

from schemas import ARTICLES, TABLES, Table
from warehouse import history, marts
from warehouse.connection import connect
from warehouse.ddl import STORAGE, comments, create_table, literal, quoted
from warehouse.durable import copy, make_folder, remove, replace, step, syncing
from warehouse.lake import Lake, LakeError
from warehouse.marts import SQL
from warehouse.snapshot import TAKES, Commit, DataFile, Root, attach_snapshot

SQL_FOLDERS = ("views", "sums", "marts", "macros", "export")
SCHEMAS = ("quality", "marts", "export")
GROWTH = 1.5
"""How many times as large as the last full build an updated file may be …"""
SLACK = 16 << 20
"""… and how many bytes more, as an update writes some blocks for each table, however small."""
MOST_UPDATES = 200
"""Updates after which the file is built in full: each leaves small groups of rows, which make scans slower."""
MOST_CHANGED = 0.05
"""Share of the articles from which an update, which rewrites what it touches, costs more than a full build …"""
FEW = 1000
"""… unless the articles are as few as these."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a warehouse says of itself (table ``main.published``)."""

    lake_version: int
    lake_run_id: str
    """The run of that commit: another one means that the file shows another lake."""
    layout: str
    """Fingerprint of tables and SQL objects: another one means that other code built it."""
    updates: int
    full_bytes: int
    """Size of the last full build."""


class Readable(Protocol):
    """A lake that can be published: in a folder (``Lake``), or in a bucket (``warehouse.bucket_reader``)."""

    @property
    def root(self) -> Root:
        """Below what its files lie."""

    def commits(self) -> list[Commit]:
        """The commits in order, from the last compaction on."""

    def prepare(self, connection: duckdb.DuckDBPyConnection, files: Sequence[DataFile]) -> None:
        """Let a connection read some of its files; LakeError where it cannot."""


PUBLISHED_MEANINGS = {
    "lake_version": "Number of the commit.",
    "lake_run_id": "Run that made the commit.",
    "layout": "Fingerprint of the tables and SQL objects of the code that built this file.",
    "updates": "Updates since the last full build.",
    "full_bytes": "Size of the last full build, in bytes.",
}


def publish(
    lake: Readable, warehouse: Path, *, full: bool = False, config: Mapping[str, str] = MappingProxyType({})
) -> int:
    """Let the warehouse show all rows that hold in the lake; return the lake's version that it shows.

    With ``full`` it is built anew in any case; ``config`` holds settings of DuckDB (``memory_limit``, ``threads``).
    Readers that have the old file open keep it, undisturbed. LakeError where the lake cannot be read, StorageError
    where the disk refuses: then the old warehouse stays.
    """
    commits = lake.commits()
    make_folder(warehouse.parent)
    beside = warehouse.with_name(f".{warehouse.name}.new")
    leftovers = (beside, _wal_of(beside))
    for leftover in leftovers:
        remove(leftover)
    step("publish:begun")
    try:
        if full or not _update(lake, commits, warehouse, beside, config):
            remove(beside)
            _build(lake, commits, beside, config)
        step("publish:closed")
        if _wal_of(beside).exists():
            raise LakeError(f"DuckDB left a write-ahead log beside {beside}; the warehouse stays as it was")
        replace(beside, warehouse, "publish")
    except duckdb.Error as error:
        raise LakeError(f"cannot build the warehouse {beside} from {lake.root}: {error}") from error
    finally:
        for leftover in leftovers:
            remove(leftover)
    step("publish:done")
    return commits[-1].version if commits else 0


def is_stale(lake: Lake, warehouse: Path) -> bool:
    """Whether the lake holds rows that the warehouse does not show, or the warehouse cannot tell."""
    found = published(warehouse)
    return found is None or found.lake_version < lake.data_version or not _is_of(found, lake.commits())


def published(warehouse: Path) -> Published | None:
    """What a warehouse says of itself; None where it is not there, damaged, or made by other code."""
    try:
        with connect(warehouse, read_only=True) as connection:
            row = connection.execute("SELECT * FROM main.published").fetchone()
            return Published(*row) if row and row[2] == layout() else None
    except (duckdb.Error, TypeError, IndexError):
        return None


def sql_objects() -> Iterator[tuple[str, str]]:
    """Name and text of every file below warehouse/sql, in the order in which they are created."""
    for folder in SQL_FOLDERS:
        for path in sorted((SQL / folder).glob("*.sql")):
            yield path.stem, path.read_text(encoding="utf-8")


@cache
def layout() -> str:
    """A fingerprint of all that a full build makes of the same rows."""
    statements = [text for table in _tables() for text in (create_table(table), *comments(table))]
    orders = [_order(table) for table in _tables()]
    texts = [
        *statements,
        *orders,
        *history.statements(),
        *marts.numbers(),
        *(text for _, text in sql_objects()),
        duckdb.__version__,
    ]
    return sha256("\0".join(texts).encode()).hexdigest()[:16]


def _tables() -> list[Table[Any]]:
    return [table for table in TABLES if table.is_published]


def _is_of(found: Published, commits: Sequence[Commit]) -> bool:
    """Whether these commits are those of the lake that the warehouse shows."""
    runs = {commit.version: commit.run_id for commit in commits}
    runs |= {version: run_id for commit in commits for version, run_id in commit.merged}
    return runs.get(found.lake_version, "") == found.lake_run_id


def _update(
    lake: Readable, commits: Sequence[Commit], warehouse: Path, beside: Path, config: Mapping[str, str]
) -> bool:
    """Make the new file of the published one; False where a full build has to do it."""
    found = published(warehouse)
    if found is None or not _is_of(found, commits) or found.updates >= MOST_UPDATES:
        return False
    since = [c for c in commits if c.version > found.lake_version and not c.merged]
    if any(version > found.lake_version for c in commits for version, _ in c.merged):
        return False  # what came since is merged with what was there
    changed = sum((commit.taken or {}).get(ARTICLES.name, 0) for commit in since)
    if changed > FEW and changed > MOST_CHANGED * _article_count(warehouse):
        return False
    copy(warehouse, beside)
    step("publish:copied")
    with syncing(beside), connect(beside, config=config) as connection:
        _attach(connection, lake, since)
        connection.execute("BEGIN")
        history.note_present(connection)
        marts.note_touched(connection)
        for table in _tables():
            if any(commit.touches([table.name]) for commit in since):
                _replace_rows(connection, table)
        history.extend_history(connection, lake.root, commits, since)
        marts.update_marts(connection)
        _make_objects(connection, again=True)
        _sign(connection, commits, found.updates + 1, found.full_bytes)
        _end(connection)
    return beside.stat().st_size <= GROWTH * found.full_bytes + SLACK


def _article_count(warehouse: Path) -> int:
    with connect(warehouse, read_only=True) as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {ARTICLES.qualified_name}").fetchone() or (0,)
        return int(count)


def _replace_rows(connection: duckdb.DuckDBPyConnection, table: Table[Any]) -> None:
    connection.execute(
        f"DELETE FROM {table.qualified_name} WHERE {quoted(table.owner)} IN"
        f" (SELECT owner FROM lake.main.lake_takes WHERE table_name = {literal(table.name)})"
    )
    _insert(connection, table)


def _build(lake: Readable, commits: Sequence[Commit], beside: Path, config: Mapping[str, str]) -> None:
    with connect(beside, config={**config, **STORAGE}) as connection:
        _attach(connection, lake, commits)
        connection.execute("BEGIN")
        for schema in SCHEMAS:
            connection.execute(f"CREATE SCHEMA {schema}")
        for table in _tables():
            connection.execute(create_table(table))
            _insert(connection, table)
            for comment in comments(table):
                connection.execute(comment)
        marts.show_all(connection)
        _make_objects(connection)
        for statement in history.statements():
            connection.execute(statement)
        history.build_history(connection, lake.root, commits)
        connection.execute(
            "CREATE TABLE main.published (lake_version BIGINT, lake_run_id VARCHAR, layout VARCHAR, updates BIGINT,"
            " full_bytes BIGINT)"
        )
        connection.execute(
            "COMMENT ON TABLE main.published IS 'The commit of the lake that this warehouse shows.'"
        )
        for column, meaning in PUBLISHED_MEANINGS.items():
            connection.execute(f"COMMENT ON COLUMN main.published.{column} IS {literal(meaning)}")
        _end(connection)
        _sign(connection, commits, 0, beside.stat().st_size)
        connection.execute("CHECKPOINT")


def _attach(connection: duckdb.DuckDBPyConnection, lake: Readable, commits: Sequence[Commit]) -> None:
    """Attach the catalog ``lake`` of all that some commits tell of published tables."""
    names = [table.name for table in _tables()] + [TAKES]
    lake.prepare(connection, [file for c in commits for name in names for file in c.files.get(name, ())])
    attach_snapshot(connection, "lake", lake.root, commits, _tables())


def _insert(connection: duckdb.DuckDBPyConnection, table: Table[Any]) -> None:
    name = table.qualified_name
    connection.execute(f"INSERT INTO {name} SELECT * FROM lake.{name} ORDER BY {_order(table)}")


def _order(table: Table[Any]) -> str:
    return ", ".join(table.published_order or table.key)


def _make_objects(connection: duckdb.DuckDBPyConnection, *, again: bool = False) -> None:
    """Run the files below warehouse/sql; ``again`` makes only what holds rows: views and macros have not changed."""
    for name, text in sql_objects():
        made = next(line for line in text.splitlines() if line and not line.startswith("--"))
        if again and (name in marts.KEPT or not made.startswith("CREATE TABLE ")):
            continue
        try:
            if again:
                connection.execute(f"DROP TABLE {made.split()[2]}")
            connection.execute(text)
        except duckdb.Error as error:
            raise LakeError(f"warehouse/sql/…/{name}.sql: {error}") from error


def _sign(
    connection: duckdb.DuckDBPyConnection, commits: Sequence[Commit], updates: int, full_bytes: int
) -> None:
    """Write down what the file shows."""
    version, run_id = (commits[-1].version, commits[-1].run_id) if commits else (0, "")
    connection.execute("DELETE FROM main.published")
    found = Published(version, run_id, layout(), updates, full_bytes)
    row = ", ".join(literal(v) if isinstance(v, str) else str(v) for v in astuple(found))
    connection.execute(f"INSERT INTO main.published VALUES ({row})")


def _end(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("COMMIT")
    step("publish:filled")
    connection.execute("DETACH lake")
    connection.execute("CHECKPOINT")


def _wal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")
