"""The index: the rows that hold of the tables that runs ask, in one DuckDB file, so that none need read all commits.

It holds nothing that the commits do not: articles without their texts, the other tables as they are. Where it is
missing, damaged, behind or made by other code, the commits are read in its place, which gives the same rows. Only the
lake's one writer looks at it, and the process that checks its staged rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from schemas import (
    ARTICLES,
    CLUES,
    ENTITIES,
    EVENT_MENTIONS,
    EVENTS,
    MENTIONS,
    NEAR_COPIES,
    REJECTS,
    ROLES,
    SHORT_LINES,
    SIGNATURES,
    SOURCE_FILES,
    Table,
)
from warehouse.connection import connect
from warehouse.ddl import SQL_TYPES, STORAGE, literal, quoted
from warehouse.durable import remove, step
from warehouse.snapshot import FACTS, Commit, attach_snapshot, fact_columns

TABLES: tuple[Table[Any], ...] = (
    ARTICLES, CLUES, ENTITIES, EVENT_MENTIONS, EVENTS, MENTIONS, NEAR_COPIES, REJECTS, ROLES, SHORT_LINES, SIGNATURES,
    SOURCE_FILES,
)  # fmt: skip
INDEXED = frozenset(table.name for table in TABLES)
"""Names of the tables that the index shows."""
LEAST_ROWS = 500_000
"""Rows in the commits' files, some 10,000 articles, below which reading them costs less than keeping an index."""
CATALOG = "held"
"""Under this name the file is attached."""


def write_index(folder: Path, commits: Sequence[Commit]) -> bool:
    """Bring the index of a lake's folder up to its last commit; false where it has none.

    A small lake gets none. One that cannot be written, as on a full disk, is removed: it only saves time.
    """
    path = _path(folder)
    rows = sum(f.row_count for c in commits for name in INDEXED for f in c.files.get(name, ()))
    if rows < LEAST_ROWS:
        _remove(path)
        return False
    with suppress(duckdb.Error):  # damaged: it is made anew
        if path.exists() and _follow(path, folder, commits):
            return True
    _remove(path)
    try:
        _fill(path, folder, commits)
    except duckdb.Error:
        _remove(path)
        return False
    return True


def attach_index(
    connection: duckdb.DuckDBPyConnection, folder: Path, commits: Sequence[Commit]
) -> Collection[str]:
    """Attach a lake's index as ``held``, if it shows what these commits hold; return the names of its tables."""
    path = _path(folder)
    if not path.exists():
        return ()
    try:
        connection.execute(f"ATTACH {literal(str(path))} AS {CATALOG} (READ_ONLY)")
    except duckdb.Error:  # damaged, or somebody writes it
        return ()
    if _behind(_shown(connection, CATALOG), commits) == []:
        return INDEXED
    connection.execute(f"DETACH {CATALOG}")
    return ()


def show_index(
    connection: duckdb.DuckDBPyConnection, catalog: str, tables: Iterable[Table[Any]], names: Collection[str]
) -> None:
    """Let views of a catalog show the attached index: of those tables that it has."""
    for table in tables:
        if table.name in names:
            connection.execute(
                f"CREATE OR REPLACE VIEW {catalog}.{_name(table)} AS FROM {CATALOG}.{_name(table)}"
            )


def _fill(path: Path, folder: Path, commits: Sequence[Commit]) -> None:
    with connect(path, config=STORAGE) as connection:
        for table in TABLES:
            columns = ", ".join(
                f"{quoted(name)} {SQL_TYPES[table.field(name).type]}" for name in _columns(table)
            )
            connection.execute(f"CREATE TABLE {_name(table)} ({columns})")
        connection.execute("CREATE TABLE main.shown (version BIGINT, run_id VARCHAR, layout VARCHAR)")
        _take_in(connection, folder, commits, commits[-1])


def _follow(path: Path, folder: Path, commits: Sequence[Commit]) -> bool:
    """Take in what came since; false where that cannot be told, and the index has to be made anew."""
    with connect(path) as connection:
        since = _behind(_shown(connection), commits)
        if since is not None:
            _take_in(connection, folder, since, commits[-1])
        return since is not None


def _take_in(
    connection: duckdb.DuckDBPyConnection, folder: Path, since: Sequence[Commit], last: Commit
) -> None:
    attach_snapshot(connection, "lake", folder, since, TABLES)
    connection.execute("BEGIN")
    for table in TABLES:
        if any(commit.touches([table.name]) for commit in since):
            columns = ", ".join(quoted(name) for name in _columns(table))
            connection.execute(
                f"DELETE FROM {_name(table)} WHERE {quoted(table.owner)} IN"
                f" (SELECT owner FROM lake.main.lake_takes WHERE table_name = {literal(table.name)})"
            )
            connection.execute(f"INSERT INTO {_name(table)} SELECT {columns} FROM lake.{_name(table)}")
    connection.execute("DELETE FROM main.shown")
    connection.execute("INSERT INTO main.shown VALUES (?, ?, ?)", [last.version, last.run_id, _layout()])
    step("index:filled")
    connection.execute("COMMIT")
    step("index:signed")
    connection.execute("DETACH lake")


def _shown(connection: duckdb.DuckDBPyConnection, catalog: str | None = None) -> tuple[int, str] | None:
    """Version and run of the commit that the index shows; None where other code made it."""
    try:
        name = "main.shown" if catalog is None else f"{catalog}.main.shown"
        row = connection.execute(f"SELECT version, run_id, layout FROM {name}").fetchone()
    except duckdb.Error:
        return None
    return (row[0], row[1]) if row and row[2] == _layout() else None


def _behind(shown: tuple[int, str] | None, commits: Sequence[Commit]) -> list[Commit] | None:
    """The commits that an index lacks; None where they cannot be told: it is not of this lake, or they are merged."""
    if shown is None or shown not in [pair for c in commits for pair in (*c.merged, (c.version, c.run_id))]:
        return None
    since = [commit for commit in commits if commit.version > shown[0]]
    if any(c.merged and (c.version if c.data_version is None else c.data_version) > shown[0] for c in since):
        return None
    return [commit for commit in since if not commit.merged and commit.touches(INDEXED)]


def _name(table: Table[Any]) -> str:
    return FACTS if table is ARTICLES else table.qualified_name


def _columns(table: Table[Any]) -> list[str]:
    return fact_columns() if table is ARTICLES else [f.name for f in table.fields]


@cache
def _layout() -> str:
    """A fingerprint of the tables and of what writes them."""
    told = [f"{_name(t)} {name} {t.field(name).type}" for t in TABLES for name in _columns(t)]
    return sha256("\0".join([*told, duckdb.__version__]).encode()).hexdigest()[:16]


def _path(folder: Path) -> Path:
    return folder / "index.duckdb"


def _remove(path: Path) -> None:
    for file in (path, path.with_name(f"{path.name}.wal")):
        remove(file)
