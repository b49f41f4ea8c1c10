"""Page rows: the answers that the pages are made of, each a query in warehouse/sql/pages/<page>/."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

FOLDER = Path(__file__).parent / "sql" / "pages"


def page_rows(
    connection: duckdb.DuckDBPyConnection, page: str, name: str, parameters: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """The rows of the query ``name`` of a page, as column -> value; parameters that it does not name are left out."""
    text = (FOLDER / page / f"{name}.sql").read_text(encoding="utf-8")
    named = {key: value for key, value in (parameters or {}).items() if f"${key}" in text}
    answer = connection.execute(text, named or None)
    columns = [column[0] for column in answer.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]
