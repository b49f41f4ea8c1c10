"""SQL objects: what the warehouse holds beside the declared tables, as its SQL files and DuckDB tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from schemas import TABLES
from warehouse.lake import Lake
from warehouse.publish import SQL, SQL_FOLDERS, publish
from warehouse.query import open_warehouse

OPENING = re.compile(r"(?:--.*\n)+")
HEAD = re.compile(r"Grain: (?P<grain>.+?) Question: (?P<question>.+?\?)\s*(?P<note>.*)")
CREATED = re.compile(r"^CREATE (?:OR REPLACE )?(?P<kind>VIEW|TABLE|MACRO) (?P<name>[\w.]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SqlObject:
    """A view, a macro or a table of the warehouse that a file below warehouse/sql makes."""

    name: str
    """With its schema, e.g. marts.dyads."""
    kind: str
    """view, macro or table."""
    path: Path
    """The file, relative to warehouse/sql."""
    grain: str
    question: str
    note: str
    columns: tuple[tuple[str, str], ...]
    """Name and SQL type; of a macro, its parameters without types."""


@contextmanager
def empty_warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse without rows, open for reading."""
    with TemporaryDirectory() as folder:
        warehouse = Path(folder) / "warehouse.duckdb"
        publish(Lake(Path(folder) / "lake"), warehouse)
        with open_warehouse(warehouse) as connection:
            yield connection


def sql_objects(warehouse: duckdb.DuckDBPyConnection) -> list[SqlObject]:
    """All objects in the order in which the warehouse makes them; ValueError names a file without a head."""
    return [_read(path, warehouse) for path in _files()]


def undeclared_tables(warehouse: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Name and comment of each table that neither schemas/ nor a file below warehouse/sql declares."""
    declared = {t.qualified_name for t in TABLES} | {found.name for found in sql_objects(warehouse)}
    tables = warehouse.execute(
        "SELECT schema_name || '.' || table_name, coalesce(comment, '') FROM duckdb_tables() ORDER BY ALL"
    )
    return [(name, comment) for name, comment in tables.fetchall() if name not in declared]


def _files() -> Iterator[Path]:
    for folder in SQL_FOLDERS:
        yield from sorted((SQL / folder).glob("*.sql"))


def _read(path: Path, connection: duckdb.DuckDBPyConnection) -> SqlObject:
    text = path.read_text(encoding="utf-8")
    opening = OPENING.match(text)
    words = " ".join(opening.group().replace("--", " ").split()) if opening else ""
    head, created = HEAD.fullmatch(words), CREATED.search(text)
    if head is None or created is None:
        raise ValueError(f"{path}: the opening comment must say 'Grain: … Question: …?' above one CREATE")
    name = created["name"] if "." in created["name"] else f"main.{created['name']}"
    kind = created["kind"].lower()
    columns = _parameters(connection, name) if kind == "macro" else _columns(connection, name)
    return SqlObject(
        name, kind, path.relative_to(SQL), head["grain"], head["question"], head["note"], columns
    )


def _columns(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[tuple[str, str], ...]:
    found = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name || '.' || table_name = ?"
        " ORDER BY column_index",
        [name],
    )
    return tuple(found.fetchall())


def _parameters(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[tuple[str, str], ...]:
    found = connection.execute(
        "SELECT unnest(parameters), '' FROM duckdb_functions() WHERE schema_name || '.' || function_name = ?",
        [name],
    )
    return tuple(found.fetchall())
