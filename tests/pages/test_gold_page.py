"""The figures that an installation shows are those that the gold set must not fall below."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pages.gold import gold_figures

FLOOR = Path(__file__).parent.parent / "gold" / "floor.toml"


def test_the_figures_are_those_of_the_floor() -> None:
    assert gold_figures() == tomllib.loads(FLOOR.read_text("utf-8"))["floor"]
