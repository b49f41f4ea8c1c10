"""Pages: gather the rows that people see, and write the report of a run, the index over the runs and the news desk."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from flows.settings import Settings
from flows.sources import require_copy
from news.knowledge import FOLDER, read_rows
from news.passage import sentence_around
from pages.desk import PAGE as DESK
from pages.desk import shown_ids, write_desk
from pages.desk_rows import (
    BinCount,
    DeskCounts,
    DeskEvent,
    DeskRows,
    Dyad,
    PlaceCount,
    Sentence,
    StateCount,
)
from pages.period import last_year, widths
from pages.report import write_report
from pages.report_rows import (
    DRIFT_SHOWN,
    QUARANTINE_SHOWN,
    RUNS_SHOWN,
    Corpus,
    DayCount,
    EventShares,
    MonthCount,
    RejectSample,
    ReportRows,
    Resolution,
    ScoreBin,
)
from pages.runs import PAGE, forget_pages, write_runs
from pages.words import words
from schemas import CHECKS, DRIFT, QUARANTINE, RUNS, Check, Run
from warehouse.lake import Lake
from warehouse.page_rows import page_rows
from warehouse.query import open_warehouse
from warehouse.snapshot import Snapshot

T = TypeVar("T")
DATA_DOCS = Path("gx", "uncommitted", "data_docs", "local_site", "index.html")
"""Where Great Expectations' own pages lie in the quality folder."""
UNBINNED = 0.4
"""Share of events that the columns of a timeline may leave out; beyond it wider columns are taken."""
REPORTED = (RUNS, CHECKS, QUARANTINE, DRIFT)
"""Tables of the lake that a report reads; all else comes from the warehouse, as readers see it."""


class ReportError(Exception):
    """There is nothing to report; the message says what to do."""


def report_run(run: Run, checks: Sequence[Check], settings: Settings) -> Path:
    """Write the report of a run, the index over all runs and the news desk; return the report's path."""
    if settings.warehouse_file.exists():
        write_desk_of(settings)
    with Lake(settings.lake_folder).open(tables=REPORTED) as snapshot:
        return _report(snapshot, run, checks, settings)


def report_recorded_run(settings: Settings, run_id: str | None = None) -> Path:
    """Write the report of a run that the lake records, of the last one that looked for news if no id is given.

    The id may be cut short. ReportError where there is no such run, or more than one.
    """
    require_copy(settings)
    with Lake(settings.lake_folder).open(tables=REPORTED) as snapshot:
        which = "starts_with(run_id, ?)" if run_id else "state <> ?"
        found = snapshot.rows(RUNS, f"{which} ORDER BY run_id", [run_id or "released"])
        if not found and run_id is None:
            raise ReportError(
                f"no run is recorded in {settings.home} yet; make one with: depesche run --source DIR"
            )
        if not found or (run_id and len(found) > 1):
            known = f"{len(found)} runs begin so" if found else "there is none"
            raise ReportError(f"{run_id} names no single run: {known}; SELECT run_id FROM runs lists them")
        run = found[-1]
        return _report(snapshot, run, snapshot.rows(CHECKS, "run_id = ?", [run.run_id]), settings)


def write_desk_of(settings: Settings, first: date | None = None, last: date | None = None) -> Path:
    """Write the news desk of a period; return its path.

    Without a first day it is the twelve months up to the last day or, without that one, up to the newest article.
    QueryError where there is no warehouse; ReportError where the period ends before it begins.
    """
    with open_warehouse(settings.warehouse_file) as connection:
        newest = page_rows(connection, "desk", "latest")[0]["latest"]
        end = last or newest or date.today()
        begin = first or last_year(end)[0]
        end = last or last_year(end)[1]
        if end < begin:
            raise ReportError(f"the period ends on {end}, before it begins on {begin}")
        rows = _desk_rows(connection, begin, end)
    text = words(settings.page_language).text
    rows = replace(rows, names=_state_names(), links={text("All runs"): PAGE})
    return write_desk(rows, settings.report_folder, settings.page_language)


def _desk_rows(connection: duckdb.DuckDBPyConnection, first: date, last: date) -> DeskRows:
    parameters: dict[str, Any] = {"first": first, "last": last}
    rows = _Ask(connection, "desk", parameters)
    page_rows(connection, "desk", "period", parameters)
    for width in widths(first, last):
        parameters["bin"] = width
        (counts,) = rows("counts", DeskCounts)
        if counts.unbinned_count <= UNBINNED * counts.event_count:
            break
    marks = DeskRows(
        first=first,
        last=last,
        bin=parameters["bin"],
        counts=counts,
        bins=rows("bins", BinCount),
        dyads=rows("dyads", Dyad),
        states=rows("states", StateCount),
        places=rows("places", PlaceCount),
        main_ids=[row["event_id"] for row in page_rows(connection, "desk", "main_ids")],
    )
    parameters["ids"] = shown_ids(marks)
    told = [_sentence(row) for row in page_rows(connection, "desk", "sentences", parameters)]
    return replace(marks, events=rows("events", DeskEvent), sentences=told)


def _sentence(row: dict[str, Any]) -> Sentence:
    """The row of a passage as the one sentence in it that holds the trigger."""
    passage, start, end = row.pop("passage"), row.pop("trigger_start"), row.pop("trigger_end")
    first, last = sentence_around(passage, start, end)
    return Sentence(text=passage[first:last], trigger_start=start - first, trigger_end=end - first, **row)


def _state_names() -> dict[str, str]:
    return {row["iso3"]: row["name"] for row in read_rows(FOLDER / "states.tsv")}


def _report(snapshot: Snapshot, run: Run, checks: Sequence[Check], settings: Settings) -> Path:
    runs = sorted(snapshot.rows(RUNS), key=lambda r: r.run_id)
    history = [r for r in runs if r.run_id <= run.run_id][-RUNS_SHOWN:]
    first = history[0].run_id if history else run.run_id
    past = snapshot.rows(CHECKS, "state = 'fail' AND run_id BETWEEN ? AND ?", [first, run.run_id])
    waiting = snapshot.rows(
        QUARANTINE, f"state = 'held' ORDER BY run_id DESC, quarantine_id LIMIT {QUARANTINE_SHOWN}"
    )
    found = snapshot.rows(DRIFT, "run_id = ? ORDER BY abs(z_score) DESC", [run.run_id])
    rows = ReportRows(
        run=run,
        checks=checks,
        history=history,
        past_checks=past,
        quarantined=waiting,
        quarantined_count=_count(
            snapshot, "SELECT count(*) FROM corpus.quality.quarantine WHERE state = 'held'"
        ),
        drift=found[:DRIFT_SHOWN],
        drift_count=len(found),
        corpus=_corpus(settings),
        links=_links(settings, run.run_id),
    )
    page = write_report(rows, settings.report_folder, settings.page_language)
    forget_pages(runs, settings.report_folder, page)
    write_runs(runs, settings.report_folder, settings.page_language)
    return page


def _count(snapshot: Snapshot, sql: str) -> int:
    return int(snapshot.column(sql)[0])


def _corpus(settings: Settings) -> Corpus:
    if not settings.warehouse_file.exists():
        return Corpus()
    with open_warehouse(settings.warehouse_file) as connection:
        rows = _Ask(connection, "report", {})
        return Corpus(
            months=rows("months", MonthCount),
            days=rows("days", DayCount),
            rejects=rows("rejects", RejectSample),
            resolution=rows("resolution", Resolution),
            shares=rows("shares", EventShares)[0],
            scores=rows("scores", ScoreBin),
        )


class _Ask:
    """Asks the queries of one page."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, page: str, parameters: dict[str, Any]) -> None:
        self.connection = connection
        self.page = page
        self.parameters = parameters

    def __call__(self, name: str, kind: type[T]) -> list[T]:
        """The rows of a query as instances of a row class whose fields are its columns."""
        return [kind(**row) for row in page_rows(self.connection, self.page, name, self.parameters)]


def _links(settings: Settings, run_id: str) -> dict[str, str]:
    """Pages beside the report, by what they are called; Data Docs where they show the run."""
    text = words(settings.page_language).text
    links = {text("All runs"): PAGE, text("News desk"): DESK}
    docs = settings.quality_folder / DATA_DOCS
    if docs.is_file() and run_id in docs.read_text(encoding="utf-8"):
        links[text("Data Docs of Great Expectations")] = Path(
            os.path.relpath(docs, settings.report_folder)
        ).as_posix()
    return links
