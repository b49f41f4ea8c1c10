"""Snapshot: which rows of a lake hold, given its commits, as DuckDB views over the Parquet files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from schemas import TABLES, Table
from warehouse.ddl import SQL_TYPES, literal, quoted

Row = TypeVar("Row")
TAKES = "takes"
"""Name under which a commit's files say whose rows it takes over."""

NOTHING_TAKEN = "SELECT '' AS table_name, '' AS owner, 0 AS version WHERE false"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A Parquet file of a commit; its path is relative to the lake."""

    path: str
    row_count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Commit:
    """One atomic change of the lake."""

    version: int
    run_id: str
    files: Mapping[str, Sequence[DataFile]] = field(default_factory=dict)
    """Table name (or ``takes``) -> files."""


@dataclass(frozen=True)
class Snapshot:
    """A DuckDB whose catalogs show the lake; see :meth:`warehouse.lake.Lake.open` for which."""

    connection: duckdb.DuckDBPyConnection

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Run a statement."""
        self.connection.execute(sql, parameters)

    def rows(
        self,
        table: Table[Row],
        where: str = "true",
        parameters: Sequence[Any] = (),
        *,
        catalog: str = "corpus",
    ) -> list[Row]:
        """The rows of a table that hold and for which a condition is true."""
        sql = f"SELECT * FROM {catalog}.{table.qualified_name} WHERE {where}"
        return table.from_arrow(self.connection.execute(sql, parameters).to_arrow_table())

    def column(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """The first column of a query's answer."""
        return [row[0] for row in self.connection.execute(sql, parameters).fetchall()]


def attach_snapshot(
    connection: duckdb.DuckDBPyConnection, catalog: str, folder: Path, commits: Sequence[Commit]
) -> None:
    """Attach a catalog with a view per table (``<catalog>.main.articles`` …) of the rows that hold.

    The rows of an owner that hold are those of the last of the commits that took the owner over.
    """
    _attach_files(connection, catalog, folder, commits)
    taken = _files(catalog, folder, commits, TAKES)
    connection.execute(
        f"CREATE TABLE {catalog}.main.lake_takes AS SELECT table_name, owner, max(version) AS version"
        f" FROM ({taken or NOTHING_TAKEN}) GROUP BY ALL"
    )
    for table in TABLES:
        rows = _rows_that_hold(catalog, folder, commits, table)
        connection.execute(f"CREATE VIEW {catalog}.{table.qualified_name} AS {rows}")


def attach_staged(connection: duckdb.DuckDBPyConnection, catalog: str, folder: Path, commit: Commit) -> None:
    """Attach a catalog with a view per table of all rows of one commit, whoever owns them."""
    _attach_files(connection, catalog, folder, [commit])
    for table in TABLES:
        columns = ", ".join(quoted(f.name) for f in table.fields)
        rows = _all_rows(catalog, folder, [commit], table)
        connection.execute(f"CREATE VIEW {catalog}.{table.qualified_name} AS SELECT {columns} FROM ({rows})")


def _attach_files(
    connection: duckdb.DuckDBPyConnection, catalog: str, folder: Path, commits: Sequence[Commit]
) -> None:
    connection.execute(f"ATTACH ':memory:' AS {catalog}")
    connection.execute(f"CREATE SCHEMA {catalog}.quality")
    connection.execute(f"CREATE TABLE {catalog}.main.lake_files (filename VARCHAR, version BIGINT)")
    versions = [
        (str(folder / file.path), commit.version)
        for commit in commits
        for files in commit.files.values()
        for file in files
    ]
    if versions:
        connection.executemany(f"INSERT INTO {catalog}.main.lake_files VALUES (?, ?)", versions)


def _rows_that_hold(catalog: str, folder: Path, commits: Sequence[Commit], table: Table[Any]) -> str:
    columns = ", ".join(f"r.{quoted(f.name)}" for f in table.fields)
    return (
        f"SELECT {columns} FROM ({_all_rows(catalog, folder, commits, table)}) AS r"
        f" JOIN {catalog}.main.lake_takes AS t ON t.table_name = {literal(table.name)}"
        f" AND t.owner = r.{quoted(table.owner)} AND t.version = r.version"
    )


def _all_rows(catalog: str, folder: Path, commits: Sequence[Commit], table: Table[Any]) -> str:
    """SQL for all rows of a table that were ever committed, with their commit's version.

    A column that is younger than a file is null in that file's rows.
    """
    nulls = ", ".join(f"NULL::{SQL_TYPES[f.type]} AS {quoted(f.name)}" for f in table.fields)
    columns = ", ".join(quoted(f.name) for f in table.fields)
    files = _files(catalog, folder, commits, table.name)
    union = f" UNION ALL BY NAME {files}" if files else ""
    return f"SELECT {columns}, version FROM (SELECT {nulls}, NULL::BIGINT AS version WHERE false{union})"


def _files(catalog: str, folder: Path, commits: Sequence[Commit], name: str) -> str | None:
    """SQL that reads all files that were ever committed under a name; null if there are none."""
    paths = [literal(str(folder / f.path)) for commit in commits for f in commit.files.get(name, ())]
    if not paths:
        return None
    return (
        f"SELECT * FROM read_parquet([{', '.join(paths)}], filename = true, union_by_name = true)"
        f" JOIN {catalog}.main.lake_files USING (filename)"
    )
