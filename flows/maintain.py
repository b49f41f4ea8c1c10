"""The flows beside ingest: make the warehouse again, write the report."""

from __future__ import annotations

from pathlib import Path

from prefect import flow

from flows.settings import Settings
from flows.stages import finish


@flow(name="rebuild", flow_run_name="rebuild of the warehouse")
def rebuild() -> int:
    """Make the whole warehouse again from the lake alone; return the commit that it shows."""
    return finish.rebuild_warehouse(Settings())


@flow(name="report", flow_run_name="report of the last run")
def report() -> Path:
    """Write the quality report of the last run; return its path."""
    return finish.report_last_run(Settings())
