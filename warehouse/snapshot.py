"""Snapshot: which rows of a lake hold, given its commits, as DuckDB views over the Parquet files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from schemas import ARTICLES, TABLES, Table
from warehouse.ddl import SQL_TYPES, literal, quoted

Row = TypeVar("Row")
Root = Path | str
"""Below what the files of a lake lie: a folder, or a URL that ends in a slash."""
TAKES = "takes"
"""Name under which a commit's files say whose rows it takes over."""

FACTS = "main.article_facts"
"""View of the articles without their texts."""

LAKE_VERSION = "lake_version"
"""Column of a compaction's files: the commit that brought the row."""

TEXTS = frozenset({"published_header", "title", "body", "byline", "dateline"})
"""Columns of articles that view ``article_facts`` leaves out: nearly all bytes of a lake, which few questions need."""

NOTHING_TAKEN = "SELECT '' AS table_name, '' AS owner, 0 AS version WHERE false"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A Parquet file of a commit; its path is relative to the lake."""

    path: str
    row_count: int
    sha256: str
    byte_count: int | None = None
    """None in commits of a time that did not record it."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One atomic change of the lake."""

    version: int
    run_id: str
    files: Mapping[str, Sequence[DataFile]] = field(default_factory=dict)
    """Table name (or ``takes``) -> files."""
    taken: Mapping[str, int] | None = None
    """Table name -> number of owners taken over; None in commits of a time that did not record it."""
    merged: Sequence[tuple[int, str]] = ()
    """Of a compaction: version and run of each commit whose rows its files hold, in order."""
    data_version: int | None = None
    """Of a compaction: the last of them that changed more than the record of runs and checks."""

    def touches(self, names: Collection[str]) -> bool:
        """Whether rows of one of these tables may hold otherwise than before; the files alone cannot tell."""
        return self.taken is None or bool(self.taken.keys() & set(names))


@dataclass(frozen=True)
class Snapshot:
    """A DuckDB whose catalogs show the lake; see :meth:`warehouse.lake.Lake.open` for which."""

    connection: duckdb.DuckDBPyConnection
    indexed: Collection[str] = ()
    """Names of the tables that an index shows (``warehouse/index.py``)."""

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Run a statement."""
        self.connection.execute(sql, parameters)

    def keep(self, table: Table[Any]) -> None:
        """Read the rows of a table in ``corpus`` once, for queries that ask for them many times.

        What an index shows is read fast enough as it is.
        """
        if table.name not in self.indexed:
            name = f"corpus.{table.qualified_name}"
            self.execute(f"CREATE TABLE {name}_kept AS FROM {name}")
            self.execute(f"CREATE OR REPLACE VIEW {name} AS FROM {name}_kept")

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

    def owned(self, table: Table[Row], owners: Collection[str], *, catalog: str = "corpus") -> list[Row]:
        """The rows of some owners. They stand in the query, so that DuckDB leaves out what it need not unpack."""
        if not owners:
            return []
        return self.rows(table, among(table.owner, owners), catalog=catalog)

    def column(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """The first column of a query's answer."""
        return [row[0] for row in self.connection.execute(sql, parameters).fetchall()]


def located(root: Root, file: DataFile) -> str:
    """Path or URL of a file of a lake."""
    return str(root / file.path) if isinstance(root, Path) else f"{root}{file.path}"


def among(column: str, values: Collection[str]) -> str:
    """SQL for a column that has one of some values, which a scan of Parquet files heeds before it unpacks others."""
    return f"{quoted(column)} IN ({', '.join(map(literal, sorted(values)))})"


def attach_snapshot(
    connection: duckdb.DuckDBPyConnection,
    catalog: str,
    root: Root,
    commits: Sequence[Commit],
    tables: Sequence[Table[Any]] = TABLES,
    *,
    until: int | None = None,
) -> None:
    """Attach a catalog with a view per table (``<catalog>.main.articles`` …) of the rows that hold.

    The rows of an owner that hold are those of the last of the commits that took the owner over. With some of the
    commits or tables only, the catalog shows what those tell; with ``until``, what held as of that commit.
    ``<catalog>.main.lake_takes`` says of whom; ``<catalog>.main.article_facts`` are articles without their texts.
    """
    commits = [commit for commit in commits if commit.touches([table.name for table in tables])]
    attach_commits(connection, catalog, root, commits)
    taken = read_committed(catalog, root, commits, TAKES)
    names = ", ".join(literal(table.name) for table in tables) or "NULL"
    connection.execute(
        f"CREATE TABLE {catalog}.main.lake_takes AS SELECT table_name, owner, max(version) AS version"
        f" FROM ({taken or NOTHING_TAKEN}) WHERE table_name IN ({names})"
        f"{'' if until is None else f' AND version <= {until}'} GROUP BY ALL"
    )
    for table in tables:
        rows = _rows_that_hold(catalog, root, commits, table)
        connection.execute(f"CREATE VIEW {catalog}.{table.qualified_name} AS {rows}")
    if ARTICLES in tables:
        facts = ", ".join(fact_columns())
        connection.execute(f"CREATE VIEW {catalog}.{FACTS} AS SELECT {facts} FROM {catalog}.main.articles")


def attach_pending(
    connection: duckdb.DuckDBPyConnection,
    catalog: str,
    root: Root,
    commit: Commit,
    tables: Sequence[Table[Any]] = TABLES,
) -> None:
    """Attach a catalog of what holds once ``commit`` is made: the rows of ``before``, or the commit's in their place.

    Whoever leaves rows out of ``staged`` leaves them in here. ``<catalog>.main.lake_takes`` says of whom the commit
    replaces the rows.
    """
    attach_commits(connection, catalog, root, [commit])
    taken = read_committed(catalog, root, [commit], TAKES)
    connection.execute(
        f"CREATE TABLE {catalog}.main.lake_takes AS SELECT DISTINCT table_name, owner, version"
        f" FROM ({taken or NOTHING_TAKEN})"
    )
    for table in tables:
        own = read_all(catalog, root, [commit], table)
        shown = {table.qualified_name: [f.name for f in table.fields]}
        if table is ARTICLES:
            shown[FACTS] = fact_columns()
        for name, columns in shown.items():
            _show_pending(connection, catalog, table, name, columns, own)


def _show_pending(
    connection: duckdb.DuckDBPyConnection,
    catalog: str,
    table: Table[Any],
    name: str,
    columns: Sequence[str],
    own: str,
) -> None:
    taken = f"(SELECT owner FROM {catalog}.main.lake_takes WHERE table_name = {literal(table.name)}) AS t"
    rows = f"SELECT {', '.join(map(quoted, columns))} FROM"
    owned = f"{taken} ON t.owner = r.{quoted(table.owner)}"
    connection.execute(
        f"CREATE VIEW {catalog}.{name} AS {rows} before.{name} AS r ANTI JOIN {owned}"
        f" UNION ALL {rows} ({own}) AS r SEMI JOIN {owned}"
    )


def fact_columns() -> list[str]:
    """The columns of articles without their texts."""
    return [f.name for f in ARTICLES.fields if f.name not in TEXTS]


def attach_staged(
    connection: duckdb.DuckDBPyConnection,
    catalog: str,
    root: Root,
    commit: Commit,
    tables: Sequence[Table[Any]] = TABLES,
) -> None:
    """Attach a catalog with a view per table of all rows of one commit, whoever owns them."""
    attach_commits(connection, catalog, root, [commit])
    for table in tables:
        columns = ", ".join(quoted(f.name) for f in table.fields)
        rows = read_all(catalog, root, [commit], table)
        connection.execute(f"CREATE VIEW {catalog}.{table.qualified_name} AS SELECT {columns} FROM ({rows})")


def attach_commits(
    connection: duckdb.DuckDBPyConnection, catalog: str, root: Root, commits: Sequence[Commit]
) -> None:
    """Attach a catalog that knows which commit each file is of, for ``read_all`` and ``read_committed``."""
    connection.execute(f"ATTACH ':memory:' AS {catalog}")
    connection.execute(f"CREATE SCHEMA {catalog}.quality")
    connection.execute(f"CREATE TABLE {catalog}.main.lake_files (filename VARCHAR, version BIGINT)")
    files = [
        f"({literal(located(root, file))}, {commit.version})"
        for commit in commits
        for found in commit.files.values()
        for file in found
    ]
    if files:  # as literals: for a parameter, DuckDB would import pandas
        connection.execute(f"INSERT INTO {catalog}.main.lake_files VALUES {', '.join(files)}")


def _rows_that_hold(catalog: str, root: Root, commits: Sequence[Commit], table: Table[Any]) -> str:
    columns = ", ".join(f"r.{quoted(f.name)}" for f in table.fields)
    return (
        f"SELECT {columns} FROM ({read_all(catalog, root, commits, table)}) AS r"
        f" JOIN {catalog}.main.lake_takes AS t ON t.table_name = {literal(table.name)}"
        f" AND t.owner = r.{quoted(table.owner)} AND t.version = r.version"
    )


def read_all(catalog: str, root: Root, commits: Sequence[Commit], table: Table[Any]) -> str:
    """SQL for all rows of a table that were ever committed, with their commit's version.

    A column that is younger than a file is null in that file's rows.
    """
    nulls = ", ".join(f"NULL::{SQL_TYPES[f.type]} AS {quoted(f.name)}" for f in table.fields)
    columns = ", ".join(quoted(f.name) for f in table.fields)
    files = read_committed(catalog, root, commits, table.name)
    union = f" UNION ALL BY NAME {files}" if files else ""
    return f"SELECT {columns}, version FROM (SELECT {nulls}, NULL::BIGINT AS version WHERE false{union})"


def read_committed(catalog: str, root: Root, commits: Sequence[Commit], name: str) -> str | None:
    """SQL that reads all files that were ever committed under a name; null if there are none.

    The files of a compaction tell of each row which commit brought it; else it is the file's commit.
    """
    own, merged = (
        [
            literal(located(root, file))
            for commit in commits
            if bool(commit.merged) is is_merged
            for file in commit.files.get(name, ())
        ]
        for is_merged in (False, True)
    )
    read = "SELECT * {} FROM read_parquet([{}], union_by_name = true{})"
    selects = []
    if own:
        files = read.format("", ", ".join(own), ", filename = true")
        selects.append(f"{files} JOIN {catalog}.main.lake_files USING (filename)")
    if merged:
        selects.append(read.format(f"RENAME ({LAKE_VERSION} AS version)", ", ".join(merged), ""))
    return " UNION ALL BY NAME ".join(selects) or None
