"""Publish: build the DuckDB warehouse from the lake beside the old one and put it in its place in one step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from schemas import TABLES
from warehouse.ddl import comments, create_table
from warehouse.durable import replace
from warehouse.lake import Lake, LakeError
from warehouse.snapshot import attach_snapshot

SQL = Path(__file__).parent / "sql"
SQL_FOLDERS = ("macros", "views", "marts", "export")
SCHEMAS = ("quality", "marts", "export")


def publish(lake: Lake, warehouse: Path) -> int:
    """Build the warehouse of all rows that hold in the lake; return the lake's version that it shows.

    Readers that have the old file open keep it, undisturbed. LakeError where the lake cannot be read: then
    the old warehouse stays.
    """
    version = lake.version
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    beside = warehouse.with_name(f".{warehouse.name}.new")
    for leftover in (beside, _wal_of(beside)):
        leftover.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(beside)) as connection:
            _build(connection, lake, version)
        if _wal_of(beside).exists():
            raise LakeError(f"DuckDB left a write-ahead log beside {beside}; the warehouse stays as it was")
        replace(beside, warehouse)
    except duckdb.Error as error:
        raise LakeError(f"cannot build the warehouse from {lake.folder}: {error}") from error
    finally:
        beside.unlink(missing_ok=True)
    return version


def is_stale(lake: Lake, warehouse: Path) -> bool:
    """Whether the lake holds rows that the warehouse does not show, or the warehouse cannot tell."""
    try:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            found = connection.execute("SELECT lake_version FROM main.published").fetchone()
    except duckdb.Error:
        return True
    return found is None or found[0] < lake.data_version


def sql_objects() -> Iterator[tuple[str, str]]:
    """Name and text of every file below warehouse/sql, in the order in which they are created."""
    for folder in SQL_FOLDERS:
        for path in sorted((SQL / folder).glob("*.sql")):
            yield path.stem, path.read_text(encoding="utf-8")


def _build(connection: duckdb.DuckDBPyConnection, lake: Lake, version: int) -> None:
    attach_snapshot(connection, "lake", lake.folder, lake.commits())
    connection.execute("BEGIN")
    for schema in SCHEMAS:
        connection.execute(f"CREATE SCHEMA {schema}")
    for table in (t for t in TABLES if t.is_published):
        connection.execute(create_table(table))
        order = ", ".join(table.key)
        connection.execute(
            f"INSERT INTO {table.qualified_name} SELECT * FROM lake.{table.qualified_name} ORDER BY {order}"
        )
        for comment in comments(table):
            connection.execute(comment)
    for name, text in sql_objects():
        try:
            connection.execute(text)
        except duckdb.Error as error:
            raise LakeError(f"warehouse/sql/…/{name}.sql: {error}") from error
    connection.execute("CREATE TABLE main.published AS SELECT ?::BIGINT AS lake_version", [version])
    connection.execute(
        "COMMENT ON TABLE main.published IS 'The commit of the lake that this warehouse shows.'"
    )
    connection.execute("COMMIT")
    connection.execute("DETACH lake")
    connection.execute("CHECKPOINT")


def _wal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")
