"""What the pipeline codes in the gold set does not get worse; ``make gold`` prints the figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from gold_run import Figures, measure, read_floor, write_floor


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory, show: Callable[[str], None]) -> Figures:
    found = measure(tmp_path_factory.mktemp("gold"))
    show(found.table())
    return found


def test_no_figure_falls_below_the_floor(figures: Figures, regenerate: bool) -> None:
    if regenerate:
        write_floor(figures)
    found = figures.measures()
    floor = read_floor()
    assert found.keys() == floor.keys(), "set the floor anew: make gold ARGS=--regenerate"
    fallen = {name: f"{found[name]:.3f} < {floor[name]:.3f}" for name in floor if found[name] < floor[name]}
    assert fallen == {}, "tests/gold/README.md says what to do"


def test_all_documents_were_read(figures: Figures) -> None:
    detected, _ = figures.types["all"]
    assert detected.gold > 250
    assert detected.said > 0
    assert figures.shares["entities"].recall > 0
