"""The project of a home folder holds suites, checkpoints, results and pages, of a bounded number of runs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from expectations.context import KEPT_RUNS, Project
from expectations.custom import of_rule
from expectations.data_docs import make_offline


def run(folder: Path, run_id: str) -> Path:
    project = Project(folder, run_id)
    project.validate(
        "mentions", pd.DataFrame({"offsets": [0.0]}), [of_rule("offsets", "So.", "critical")], ()
    )
    site = project.build_data_docs()
    assert site is not None
    make_offline(site)
    return site


def test_runs_leave_what_users_of_great_expectations_look_for(tmp_path: Path) -> None:
    for number in range(KEPT_RUNS + 2):
        site = run(tmp_path, f"r{number:02}")
    folder = tmp_path / "gx"
    for path in ("great_expectations.yml", "expectations/mentions.json", "checkpoints/mentions.json"):
        assert (folder / path).is_file(), path
    kept = sorted(path.name for path in (folder / "uncommitted" / "validations" / "mentions").iterdir())
    assert kept == [f"r{number:02}" for number in range(2, KEPT_RUNS + 2)]
    pages = sorted(site.rglob("*.html"))
    assert len([page for page in pages if "validations" in page.parts]) == KEPT_RUNS
    index = (site / "index.html").read_text()
    assert "r11" in index
    assert "r01" not in index
    for page in pages:
        text = page.read_text()
        assert 'src="http' not in text
        assert '<link rel="stylesheet" href="http' not in text
        assert "amazonaws" not in text


def test_a_project_in_memory_has_no_pages() -> None:
    assert Project(None, "r1").build_data_docs() is None
