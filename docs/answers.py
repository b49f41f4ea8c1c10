"""Answers in written pages: behind each query the answer that the sample's warehouse gives."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from warehouse.connection import connect
from warehouse.query import query

WIDTH = 110
"""Characters of a line of an answer."""
EXAMPLE = re.compile(
    r"(?P<asked>```sql\n(?P<sql>[^`]+)```\n\n<!-- answer, written by docs/generate.py -->\n)"
    r".*?(?P<end><!-- end of answer -->)",
    re.DOTALL,
)


def answered(written: str, warehouse: Path) -> str:
    """A page with the answer of a warehouse behind each of its queries."""
    return EXAMPLE.sub(lambda found: _answered(found, warehouse), written)


def _answered(example: re.Match[str], warehouse: Path) -> str:
    answer = StringIO()
    with connect() as connection, redirect_stdout(answer):
        connection.from_arrow(query(warehouse, example["sql"])).show(max_width=WIDTH)
    return f"{example['asked']}```text\n{answer.getvalue().rstrip()}\n```\n{example['end']}"
