"""The rows that a lake or a warehouse holds, to compare two of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from flows.settings import Settings
from schemas import TABLES
from warehouse.lake import Lake

BY_RUN = {"run_id"}
"""Columns that say which run made a row; they differ between one run and many."""


def rows(home: Path) -> dict[str, list[dict[str, Any]]]:
    """All rows of the record that hold, without what tells the run."""
    found = {}
    with Lake(Settings(home=home).lake_folder).open() as snapshot:
        for table in TABLES:
            if table.name in {"runs", "checks"}:
                continue
            records = snapshot.connection.execute(
                f"SELECT * FROM corpus.{table.qualified_name}"
            ).to_arrow_table()
            plain = [{k: v for k, v in r.items() if k not in BY_RUN} for r in records.to_pylist()]
            found[table.name] = sorted(plain, key=lambda r: str([r[k] for k in table.key]))
    return found


def published(settings: Settings) -> dict[str, list[Any]]:
    """All rows of the published tables, with the history."""
    with duckdb.connect(str(settings.warehouse_file), read_only=True) as connection:
        names = connection.execute(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE table_name <> 'published' ORDER BY ALL"
        ).fetchall()
        return {n: connection.execute(f"FROM {n} ORDER BY ALL").fetchall() for (n,) in names}
