"""The flows beside ingest: make the warehouse again, write the report."""

from __future__ import annotations

from pathlib import Path

from prefect import flow

from flows.hooks import HOOKS
from flows.settings import Settings
from flows.stages import finish, pages
from flows.turn import take_turn


@flow(
    name="rebuild",
    flow_run_name="rebuild of the warehouse",
    timeout_seconds=24 * 3600,
    persist_result=False,
    **HOOKS,
)
def rebuild() -> int:
    """Make the whole warehouse again from the lake alone; return the commit that it shows.

    A home without a copy of the lake in its bucket brings its warehouse up to the bucket's last commit. It waits for
    its turn where a run is writing.
    """
    return take_turn(lambda: finish.rebuild_warehouse(Settings()))


@flow(
    name="report", flow_run_name="report of the last run", timeout_seconds=3600, persist_result=False, **HOOKS
)
def report() -> Path:
    """Write the quality report of the last run; return its path."""
    return pages.report_recorded_run(Settings())
