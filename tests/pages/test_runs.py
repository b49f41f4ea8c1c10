"""The index lists the last runs with their pages, sums up the earlier ones, and stays small."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from invented_rows import run

from pages.runs import LISTED, by_month, forget_pages, render_runs, write_runs


def test_runs_with_a_page_are_links() -> None:
    html = render_runs([run(0), run(1)], {run(1).run_id})
    assert re.findall(r'href="(\w+-\w+\.html)"', html) == [f"{run(1).run_id}.html"]
    assert "2 runs" in html


def test_earlier_runs_are_summed_up_by_month() -> None:
    (march, february) = by_month([run(n) for n in range(40, 70)])
    assert (march.month, march.run_count) == (date(2022, 3, 1), 11)
    assert (february.month, february.run_count) == (date(2022, 2, 1), 19)
    assert february.articles == sum(run(n).articles for n in range(40, 59))
    assert sum(february.by_state) == 19


def test_the_index_stays_small(tmp_path: Path) -> None:
    sizes = [
        write_runs([run(n) for n in range(count)], tmp_path).stat().st_size for count in (400, 1000, 5000)
    ]
    assert max(sizes) < 300_000
    assert sizes[2] - sizes[1] < 30_000


def test_the_folder_holds_as_many_pages_after_a_thousand_runs(tmp_path: Path) -> None:
    runs = [run(n) for n in range(1000)]
    for one in runs:
        (tmp_path / f"{one.run_id}.html").write_text("page")
    (tmp_path / "desk.html").write_text("desk")
    wanted = tmp_path / f"{runs[3].run_id}.html"
    forget_pages(runs, tmp_path, wanted)
    kept = {path.stem for path in tmp_path.iterdir()}
    assert kept == {one.run_id for one in runs[-LISTED:]} | {"desk", runs[3].run_id}


def test_the_newest_run_comes_first() -> None:
    html = render_runs([run(n) for n in range(LISTED + 5)], {run(n).run_id for n in range(LISTED + 5)})
    shown = re.findall(r'href="(\w+-\w+)\.html"', html)
    assert shown == [run(n).run_id for n in range(LISTED + 4, 4, -1)]


def test_no_run_at_all() -> None:
    assert "0 runs" in render_runs([], set())
