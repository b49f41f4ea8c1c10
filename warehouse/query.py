"""Query the published warehouse: read-only, with nothing of the machine in reach of the SQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa


class QueryError(Exception):
    """A query cannot be answered; the message says what is wrong with it."""


def open_warehouse(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Open the published warehouse for reading, external access off and the configuration locked.

    QueryError where there is none yet.
    """
    if not warehouse.exists():
        raise QueryError(
            f"there is no warehouse at {warehouse} yet; make one with: depesche run --source DIR"
        )
    config: dict[str, Any] = {"enable_external_access": "false", "lock_configuration": "true"}
    try:
        return duckdb.connect(str(warehouse), read_only=True, config=config)
    except duckdb.Error as error:
        raise QueryError(f"cannot open {warehouse}: {error}; make it anew with: depesche rebuild") from error


def query(warehouse: Path, sql: str) -> pa.Table:
    """The answer to one SQL query; QueryError with DuckDB's words where it cannot be answered."""
    with open_warehouse(warehouse) as connection:
        try:
            return connection.execute(sql).to_arrow_table()
        except duckdb.Error as error:
            raise QueryError(str(error)) from error
