"""Query the published warehouse: read-only, with nothing of the machine in reach of the SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.connection import connect
from warehouse.search import attach_search

LOCKED = {
    "python_enable_replacements": "false",
    "enable_external_access": "false",
    "lock_configuration": "true",
}
"""What keeps a query inside the warehouse; the lock comes last."""


class QueryError(Exception):
    """A query cannot be answered; the message says what is wrong with it."""


def open_warehouse(warehouse: Path, index: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Open the published warehouse for reading, external access off and the configuration locked.

    Nor do names in the SQL reach variables of this program. With ``index``, ``search`` ranks by the full-text
    index if there is one. QueryError where there is no warehouse yet.
    """
    if not warehouse.exists():
        raise QueryError(
            f"there is no warehouse at {warehouse} yet; make one with: depesche run --source DIR"
        )
    try:
        connection = connect_to_one(warehouse)
        if index is not None:
            attach_search(connection, index)
        for name, value in LOCKED.items():
            connection.execute(f"SET {name} = {value}")
    except duckdb.Error as error:
        raise QueryError(f"cannot open {warehouse}: {error}; make it anew with: depesche rebuild") from error
    return connection


def connect_to_one(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Connect for reading, anew where a publish has replaced the file meanwhile.

    DuckDB 2.0 opens a file, reads where its parts lie, closes it, and opens it again by its path: where that is another
    file by then, it reads the parts in the wrong places. 1.5 reads both from one opening.
    """
    while True:
        before = _identity(warehouse)
        try:
            connection = connect(warehouse, read_only=True)
        except duckdb.Error:
            if _identity(warehouse) == before:
                raise
            continue
        if _identity(warehouse) == before:
            return connection
        connection.close()


def query(warehouse: Path, sql: str) -> pa.Table:
    """The answer to one SQL query; QueryError with DuckDB's words where it cannot be answered."""
    with open_warehouse(warehouse) as connection:
        (*_, last) = answers(connection, sql, {})
        return last


def answers(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, str]
) -> Iterator[pa.Table]:
    """The answers to SQL queries, one after the other; each takes those of the ``$name`` parameters that it names.

    QueryError with DuckDB's words where one cannot be answered, where there is none, or none names a parameter.
    """
    try:
        statements = connection.extract_statements(sql)
        if not statements:
            raise QueryError("there is no query; type one, or name a file that holds one")
        if unused := parameters.keys() - set().union(*(s.named_parameters for s in statements)):
            raise QueryError(f"no query names the parameter ${', $'.join(sorted(unused))}")
        for statement in statements:
            given = {name: parameters[name] for name in statement.named_parameters if name in parameters}
            yield connection.execute(statement, given or None).to_arrow_table()
    except duckdb.Error as error:
        raise QueryError(str(error)) from error


def _identity(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns
