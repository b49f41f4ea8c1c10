"""The README: written by hand, with the tables and the answers of its queries filled in."""

from __future__ import annotations

import re
from pathlib import Path

from docs.answers import answered
from docs.data_dictionary import heading
from docs.markdown import link, table
from schemas import TABLES

LIST = re.compile(
    r"(?P<begin><!-- tables, written by docs/generate.py -->\n).*?(?P<end><!-- end of tables -->)", re.DOTALL
)


def readme(written: str, warehouse: Path) -> str:
    """The README with the list of tables, and behind each of its queries the answer of a warehouse."""
    return answered(
        LIST.sub(lambda found: f"{found['begin']}{_tables()}\n{found['end']}", written), warehouse
    )


def _tables() -> str:
    rows = [
        (link(heading(t), heading(t), "docs/data_dictionary.md"), t.grain) for t in TABLES if t.is_published
    ]
    return table(["table", "what it holds"], rows)
