"""Answers on the terminal: queries in any form."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from flows.forms import require_file, write_answer
from flows.settings import Settings
from warehouse.query import answers, open_warehouse


def answer(
    settings: Settings, sql: str, form: str, out: Path | None, parameters: Mapping[str, str] | None = None
) -> None:
    """Answer queries in a form on stdout or into a file, which takes the answer of the last of them.

    ``parameters`` are values for ``$name`` in the SQL. QueryError with DuckDB's words where it cannot be answered.
    """
    require_file(form, out)
    with open_warehouse(settings.warehouse_file, settings.search_file) as connection:
        for table in answers(connection, sql, parameters or {}):
            write_answer(table, form, out)
