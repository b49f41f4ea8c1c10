"""Gold: the figures of this version on the project's gold set, from ``pages/gold.toml``.

The file is written by ``make docs`` from tests/gold/floor.toml, which is no part of an installation; a test fails
where they differ.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "gold.toml"
OF_TYPE = "detected "
"""How the figure of a single event type is called, in front of the type."""


@cache
def gold_figures() -> dict[str, float]:
    """Name -> figure between 0 and 1, in the order of the file."""
    figures: dict[str, float] = tomllib.loads(FILE.read_text(encoding="utf-8"))["floor"]
    return figures
