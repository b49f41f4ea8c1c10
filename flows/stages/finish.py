"""Finish: validate the staged rows, commit them, publish the warehouse, report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from expectations.report import write_report
from expectations.validate import validate
from flows.settings import Settings
from flows.work import Work, ensure_home, stage_record
from schemas import CHECKS, RUNS, Check, Run
from warehouse.lake import Lake
from warehouse.publish import is_stale, publish


class ReportError(Exception):
    """There is nothing to report; the message says what to do."""


def validate_rows(work: Work) -> list[Check]:
    """Check the staged rows against all expectations."""
    with work.timed("validate"), work.lake.open(work.staging) as snapshot:
        work.checks = validate(snapshot.connection, work.run_id)
    return work.checks


def commit_rows(work: Work) -> Run:
    """Make the staged rows part of the lake, together with the run's own row and its checks."""
    run = work.row("done")
    stage_record(work.staging, run, work.checks)
    work.lake.commit(work.run_id, work.parent)
    return run


def leave_unchanged(work: Work) -> Run:
    """Record that there was nothing new; publish all the same if an earlier run broke off before it could."""
    run = work.record("unchanged")
    if is_stale(work.lake, work.settings.warehouse_file):
        publish(work.lake, work.settings.warehouse_file)
    return run


def report_run(run: Run, checks: Sequence[Check], settings: Settings) -> Path:
    """Write the quality report of a run; return its path."""
    return write_report(run, checks, settings.report_folder)


def rebuild_warehouse(settings: Settings) -> int:
    """Make the warehouse again from the lake alone; return the commit that it shows."""
    ensure_home(settings.home)
    lake = Lake(settings.lake_folder)
    with lake.writer():
        return publish(lake, settings.warehouse_file)


def report_last_run(settings: Settings) -> Path:
    """Write the report of the last run that the lake records; ReportError where there is none."""
    with Lake(settings.lake_folder).open() as snapshot:
        runs = snapshot.rows(RUNS)
        if not runs:
            raise ReportError(
                f"no run is recorded in {settings.home} yet; make one with: depesche run --source DIR"
            )
        last = max(runs, key=lambda run: run.run_id)
        checks = snapshot.rows(CHECKS, "run_id = ?", [last.run_id])
    return write_report(last, checks, settings.report_folder)
