"""The index lists what Great Expectations' own index lists."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from expectations.context import Project
from expectations.figures import Figure

SHOWN = re.compile(r"href=\"((?:validations|expectations)/[^\"?]+)|fa-(check-circle|times)|(r\d-run)")


def shown(page: Path) -> list[Any]:
    return SHOWN.findall(page.read_text())


def test_it_is_the_index_of_great_expectations(tmp_path: Path) -> None:
    for run_id, count in (("r1-run", 0.0), ("r2-run", 3.0)):
        project = Project(tmp_path, run_id)
        project.validate({"events": [Figure("events", None, "a", "critical", "A.", value=count)]})
        site = project.build_data_docs()
    assert site is not None
    quick = shown(site / "index.html")
    assert {"r1-run", "r2-run"} <= {name for _, _, name in quick}
    assert "IndexOfRuns" not in (tmp_path / "gx" / "great_expectations.yml").read_text()
    project.context.build_data_docs()
    assert shown(site / "index.html") == quick
