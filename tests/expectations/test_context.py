"""The project of a home folder holds suites, a checkpoint, results and pages, of a bounded number of runs."""

from __future__ import annotations

from pathlib import Path

from expectations.context import CHECKPOINT, KEPT_RUNS, Project
from expectations.data_docs import make_offline
from expectations.figures import Figure

MET = Figure("mentions", "text", "offsets", "critical", "So.", value=0.0, row_count=7)
TABLE = Figure("events", None, "counts", "warning", "So.", value=2.0, row_count=7, unexpected_count=2)


def run(folder: Path, run_id: str, figures: dict[str, list[Figure]] | None = None) -> Path:
    project = Project(folder, run_id)
    project.validate(figures or {"mentions": [MET], "events": [TABLE], "rejects": []})
    site = project.build_data_docs()
    assert site is not None
    make_offline(site)
    return site


def test_runs_leave_what_users_of_great_expectations_look_for(tmp_path: Path) -> None:
    for number in range(KEPT_RUNS + 2):
        site = run(tmp_path, f"r{number:02}")
    folder = tmp_path / "gx"
    names = ("great_expectations.yml", "expectations/mentions.json", f"checkpoints/{CHECKPOINT}.json")
    for path in names:
        assert (folder / path).is_file(), path
    kept = sorted(path.name for path in (folder / "uncommitted" / "validations" / "mentions").iterdir())
    assert kept == [f"r{number:02}" for number in range(2, KEPT_RUNS + 2)]
    pages = sorted(site.rglob("*.html"))
    assert len([page for page in pages if "validations" in page.parts]) == 2 * KEPT_RUNS
    assert {page.stem for page in pages if page.parent.name == "expectations"} == {"mentions", "events"}
    index = (site / "index.html").read_text()
    assert "r11" in index
    assert "r01" not in index
    for page in pages:
        text = page.read_text()
        assert 'src="http' not in text
        assert '<link rel="stylesheet" href="http' not in text
        assert "amazonaws" not in text


def test_suites_are_written_where_a_rule_has_changed_and_only_there(tmp_path: Path) -> None:
    def written() -> dict[str, int]:
        folder = tmp_path / "gx" / "expectations"
        return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.json")}

    run(tmp_path, "r1")
    first = written()
    run(tmp_path, "r2")
    assert written() == first
    other = Figure("events", None, "counts", "warning", "For another reason.", value=0.0)
    site = run(tmp_path, "r3", {"mentions": [MET], "events": [other]})
    assert {name for name, at in written().items() if at != first[name]} == {"events.json"}
    assert "For another reason." in (site / "expectations" / "events.html").read_text()
    project = Project(tmp_path, "r4")
    assert project.validate({"events": [other]}) == {"events: counts": True}, (
        "a table that is gone is not judged"
    )


def test_a_project_in_memory_has_no_pages() -> None:
    assert Project(None, "r1").build_data_docs() is None
