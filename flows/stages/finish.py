"""Finish: validate the staged rows, commit them, publish the warehouse."""

from __future__ import annotations

import gc
import importlib
from datetime import datetime

from expectations.findings import Findings
from flows.apart import Apart
from flows.compact import compact_if_due
from flows.settings import Settings
from flows.sources import open_lake
from flows.stages.quarantine import released_articles
from flows.work import Work, ensure_home, stage_record
from schemas import RUNS, Check, Run
from warehouse.lake import Lake
from warehouse.publish import is_stale, publish


def validate_rows(work: Work) -> list[Check]:
    """Check the staged rows against all expectations."""
    with work.timed("validate"):
        work.findings = _validate_staged(work.settings, work.run_id, work.started_at)
    return work.findings.checks


def validate_apart(work: Work, process: Apart) -> list[Check]:
    """Do the same in a process of its own: Great Expectations gives no memory back (#4961, #7971)."""
    with work.timed("validate"):
        work.findings = process.call(_validate_staged, work.settings, work.run_id, work.started_at)
    return work.findings.checks


def prepare_validation() -> None:
    """Import what validation needs, which takes longer than a small run is to be checked for."""
    gc.disable()  # imports make objects that stay: to look through them again and again is a fifth of their time
    from expectations.context import load_great_expectations  # noqa: PLC0415

    load_great_expectations()
    importlib.import_module("expectations.custom")
    importlib.import_module("expectations.validate")
    gc.freeze()
    gc.enable()


def _validate_staged(settings: Settings, run_id: str, at: datetime) -> Findings:
    from expectations.validate import validate  # noqa: PLC0415 - pandas takes long, and a run without news needs none

    lake = Lake(settings.lake_folder)
    with lake.open(lake.staging(run_id)) as snapshot:
        return validate(
            snapshot.connection,
            run_id,
            at=at,
            folder=settings.quality_folder,
            released=released_articles(snapshot),
        )


def commit_rows(work: Work) -> Run:
    """Make the staged rows part of the lake, together with the run's own row and its checks."""
    run = work.row("done")
    stage_record(work.staging, run, work.findings)
    work.lake.commit(work.run_id, work.parent)
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
    work.lake.commit(work.run_id, work.parent)
    if is_stale(work.lake, work.settings.warehouse_file):
        publish(work.lake, work.settings.warehouse_file)
    compact_if_due(work)
    return run


def rebuild_warehouse(settings: Settings) -> int:
    """Make the warehouse again from the lake alone; return the commit that it shows."""
    ensure_home(settings.home)
    lake = open_lake(settings)
    with lake.writer():
        return publish(lake, settings.warehouse_file, full=True)
