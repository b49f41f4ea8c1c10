"""The project of a home folder holds suites, a checkpoint, results and pages, of a bounded number of runs."""

from __future__ import annotations

import os
import random
import signal
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from expectations.context import CHECKPOINT, KEPT_RUNS, Project, load_great_expectations
from expectations.figures import FRESHNESS, Figure

KILLS = 8

MET = Figure("mentions", "text", "offsets", "critical", "So.", value=0.0, row_count=7)
TABLE = Figure("events", None, "counts", "warning", "So.", value=2.0, row_count=7, unexpected_count=2)


def run(folder: Path, run_id: str, figures: dict[str, list[Figure]] | None = None) -> Path:
    project = Project(folder, run_id)
    project.validate(figures or {"mentions": [MET], "events": [TABLE], "rejects": []})
    site = project.build_data_docs()
    assert site is not None
    return site


def judged(folder: Path, run_id: str, figures: dict[str, list[Figure]]) -> dict[str, bool]:
    project = Project(folder, run_id)
    project.prepare(figures)
    return project.validate(figures)


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


def test_stored_suites_are_read_whole_by_a_process_that_has_judged_nothing_yet(tmp_path: Path) -> None:
    rules = {"mentions": [MET], "events": [TABLE]}
    run(tmp_path, "r1", rules)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(judged, tmp_path, "r2", rules).result() == {MET.rule: True, TABLE.rule: False}


def test_a_project_in_memory_has_no_pages() -> None:
    assert Project(None, "r1").build_data_docs() is None


def test_learned_bounds_leave_a_suite_as_it_is_and_judge_by_those_of_the_run(tmp_path: Path) -> None:
    late = {"articles": [replace(FRESHNESS, value=5.0, at_most=4.0, observed="5 days")]}
    usual = {"articles": [replace(FRESHNESS, value=5.0, at_most=6.0, observed="5 days")]}
    project = Project(tmp_path, "r1")
    project.prepare({"articles": [FRESHNESS]})
    suite = tmp_path / "gx" / "expectations" / "articles.json"
    written = suite.stat().st_mtime_ns
    assert project.validate(late) == {FRESHNESS.rule: False}
    assert project.validate(usual) == {FRESHNESS.rule: True}
    assert project.validate({"articles": [FRESHNESS]}) == {FRESHNESS.rule: True}, "no data"
    assert suite.stat().st_mtime_ns == written
    (result,) = (tmp_path / "gx" / "uncommitted" / "validations" / "articles").glob("*/*/*.json")
    assert "no data" in result.read_text(), "of a run that was checked again the last results are kept"


@pytest.mark.parametrize("name", ["checkpoints/run.json", "expectations/events.json"])
def test_what_somebody_broke_is_made_again(tmp_path: Path, name: str) -> None:
    run(tmp_path, "r1")
    (tmp_path / "gx" / name).write_text("{}")
    run(tmp_path, "r2")
    (tmp_path / "gx" / name).unlink()
    assert "r3" in (run(tmp_path, "r3") / "index.html").read_text()


def test_a_page_is_written_again_where_a_killed_run_left_it_behind_its_suite(tmp_path: Path) -> None:
    site = run(tmp_path, "r1")
    page = site / "expectations" / "events.html"
    page.write_text("<html>as it was</html>")
    os.utime(page, ns=(1, 1))
    run(tmp_path, "r2")
    assert "counts" in page.read_text()


def test_a_project_is_whole_after_a_kill_at_any_moment(tmp_path: Path) -> None:
    load_great_expectations()
    dice = random.Random(40)
    changed = replace(TABLE, why="For another reason.")
    for number in range(KILLS):
        home = tmp_path / str(number)
        if number % 2:
            run(home, "r0")
        child = os.fork()
        if child == 0:
            run(home, "r1", {"mentions": [MET], "events": [changed]})
            os._exit(0)
        time.sleep(dice.uniform(0, 0.6))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        site = run(home, "r2")
        index = (site / "index.html").read_text()
        assert "r2" in index
        assert "So." in (site / "expectations" / "events.html").read_text()
        for page in site.rglob("*.html"):
            text = page.read_text()
            assert text.rstrip().endswith("</html>")
            assert 'src="http' not in text
        assert [path.name for path in home.iterdir()] == ["gx"]
