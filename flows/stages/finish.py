"""Finish: validate the staged rows, commit them, publish the warehouse."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from flows.apart import Apart
from flows.compact import compact_if_due
from flows.logs import reason, say
from flows.settings import Settings
from flows.sources import open_bucket, open_lake, reads_bucket
from flows.stages.validation import build_pages, check_staged, get_ready
from flows.work import Work, ensure_home, stage_record
from schemas import RUNS, Check, Run
from warehouse.index import INDEXED
from warehouse.lake import Lake
from warehouse.publish import is_stale, publish


def validator(work: Work) -> Apart:
    """The process that validates: Great Expectations gives no memory back (#4961, #7971).

    Started before texts are coded, it is ready by then for the rows that they give.
    """
    return Apart(partial(get_ready, work.settings.quality_folder, work.run_id))


def validate_rows(work: Work) -> list[Check]:
    """Check the staged rows against all expectations, and build Data Docs."""
    with work.timed("validate"):
        work.findings = check_staged(*_what(work), work.started_at)
        build_pages(work.settings.quality_folder, work.run_id)
    return work.findings.checks


def validate_apart(work: Work, process: Apart) -> list[Check]:
    """Check the staged rows in a process of its own, which can build Data Docs of them afterwards."""
    with work.timed("validate"):
        work.findings = process.call(check_staged, *_what(work), work.started_at)
    return work.findings.checks


def begin_data_docs(work: Work, process: Apart) -> Callable[[], None]:
    """Let the process that has validated the rows build their Data Docs; the function that comes back waits for them.

    The rows are judged by then: pages that cannot be built are told in the log, and keep nothing from being
    published.
    """
    finished = process.begin(build_pages, work.settings.quality_folder, work.run_id)

    def wait() -> None:
        try:
            with work.timed("data_docs"):
                finished()
        except Exception as error:
            say("data_docs_failed", level=logging.WARNING, run_id=work.run_id, reason=reason(error))

    return wait


def _what(work: Work) -> tuple[Path, Path, str]:
    return work.settings.lake_folder, work.settings.quality_folder, work.run_id


def commit_rows(work: Work) -> Run:
    """Make the staged rows part of the lake, together with the run's own row and its checks."""
    run = work.row("done")
    stage_record(work.staging, run, work.findings)
    _commit(work)
    return run


def leave_unchanged(work: Work) -> Run:
    """Record that no article changed, with what the listing told of files.

    Publish where the warehouse does not show all rows: for that, or if an earlier run broke off before it could.
    """
    from expectations.validate import check_freshness  # noqa: PLC0415 - as above

    with work.lake.open(tables=[RUNS]) as snapshot:
        work.findings = check_freshness(snapshot.connection, work.run_id, work.started_at)
    run = work.row("unchanged")
    stage_record(work.staging, run, work.findings)
    _commit(work)
    if is_stale(work.lake, work.settings.warehouse_file):
        publish(work.lake, work.settings.warehouse_file)
    compact_if_due(work)
    return run


def _commit(work: Work) -> None:
    if work.lake.commit(work.run_id, work.parent).touches(INDEXED):
        work.lake.index()


def rebuild_warehouse(settings: Settings) -> int:
    """Make the warehouse again from the lake alone; return the commit that it shows.

    Without a copy of the lake in a bucket, it is read there: what is new since the last time, or all where the
    warehouse cannot take that up.
    """
    ensure_home(settings.home)
    if reads_bucket(settings):
        with Lake(settings.lake_folder).writer():
            return publish(open_bucket(settings), settings.warehouse_file)
    lake = open_lake(settings)
    with lake.writer():
        return publish(lake, settings.warehouse_file, full=True)
