"""The index over the runs: the last of them one by one with their pages, the earlier ones by month."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pages.report import trends
from pages.report_rows import RUNS_SHOWN
from pages.site import render, write_page
from pages.words import words
from schemas import Run
from schemas.runs import RUN_STATES

PAGE = "index.html"
LISTED = 100
"""Runs that are listed one by one, and whose pages are kept."""
MONTHS = 60
"""Months of earlier runs that are summed up."""


@dataclass(frozen=True, slots=True)
class RunMonth:
    """What the runs of a month came to."""

    month: date
    run_count: int
    articles: int
    rejects: int
    by_state: tuple[int, ...]
    """Runs of each state, in the order of RUN_STATES."""


def write_runs(runs: Sequence[Run], folder: Path, language: str = "en") -> Path:
    """Write the index into the folder that holds the runs' pages; return its path."""
    return write_page(folder / PAGE, render_runs(runs, {p.stem for p in folder.glob("*.html")}, language))


def forget_pages(runs: Sequence[Run], folder: Path, wanted: Path) -> None:
    """Remove the pages of runs that the index sums up, but the one that was just asked for.

    So the folder holds as much after 1,000 runs as after 100; ``depesche report --run`` makes a page anew.
    """
    for run in sorted(runs, key=lambda r: r.run_id)[:-LISTED]:
        page = folder / f"{run.run_id}.html"
        if page != wanted:
            page.unlink(missing_ok=True)


def render_runs(runs: Sequence[Run], pages: Container[str], language: str = "en") -> str:
    """The index as HTML; ``pages`` are the ids of the runs that have one, and ``desk`` where there is a news desk."""
    told = words(language)
    ordered = sorted(runs, key=lambda r: r.run_id)
    shown = ordered[-RUNS_SHOWN:]
    return render(
        "runs.html.j2",
        told,
        last=ordered[-1] if ordered else None,
        meaning=RUN_STATES[ordered[-1].state] if ordered else "",
        runs=[(r, r.run_id in pages) for r in reversed(ordered[-LISTED:])],
        run_count=len(ordered),
        has_desk="desk" in pages,
        months=by_month(ordered[:-LISTED])[:MONTHS],
        states=list(RUN_STATES),
        trends=trends(shown, told) if len(shown) > 1 else [],
    )


def by_month(runs: Sequence[Run]) -> list[RunMonth]:
    """The runs of each month summed up, newest first."""
    months: dict[date, list[Run]] = {}
    for run in runs:
        months.setdefault(run.started_at.date().replace(day=1), []).append(run)
    return [
        RunMonth(
            month,
            len(of_month),
            sum(r.articles for r in of_month),
            sum(r.rejects for r in of_month),
            tuple(sum(r.state == state for r in of_month) for state in RUN_STATES),
        )
        for month, of_month in sorted(months.items(), reverse=True)
    ]
