"""The README: written by hand, with the tables and the answers of its queries filled in."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from docs.data_dictionary import heading
from docs.markdown import link, table
from docs.sample_warehouse import make_sample_warehouse
from schemas import TABLES
from warehouse.query import query

WIDTH = 110
"""Characters of a line of an answer."""
EXAMPLE = re.compile(
    r"(?P<asked>```sql\n(?P<sql>[^`]+)```\n\n<!-- answer, written by docs/generate.py -->\n)"
    r".*?(?P<end><!-- end of answer -->)",
    re.DOTALL,
)
LIST = re.compile(
    r"(?P<begin><!-- tables, written by docs/generate.py -->\n).*?(?P<end><!-- end of tables -->)", re.DOTALL
)


def readme(written: str) -> str:
    """The README with the list of tables, and behind each of its queries the answer of the sample's warehouse."""
    written = LIST.sub(lambda found: f"{found['begin']}{_tables()}\n{found['end']}", written)
    with TemporaryDirectory() as home:
        warehouse = make_sample_warehouse(Path(home))
        return EXAMPLE.sub(lambda found: _answered(found, warehouse), written)


def _tables() -> str:
    rows = [
        (link(heading(t), heading(t), "docs/data_dictionary.md"), t.grain) for t in TABLES if t.is_published
    ]
    return table(["table", "what it holds"], rows)


def _answered(example: re.Match[str], warehouse: Path) -> str:
    answer = StringIO()
    with duckdb.connect(":memory:") as connection, redirect_stdout(answer):
        connection.from_arrow(query(warehouse, example["sql"])).show(max_width=WIDTH)
    return f"{example['asked']}```text\n{answer.getvalue().rstrip()}\n```\n{example['end']}"
