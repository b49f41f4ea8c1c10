"""The ingest flow: raw files in, a validated and published warehouse out."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, runtime

from expectations.verdict import blocking
from flows import tasks
from flows.artifacts import publish_artifacts
from flows.gate import hold_back
from flows.progress import code_shards, read_shards
from flows.settings import Settings
from flows.work import begin
from news.discover import SourceError
from schemas import Run


def run_name() -> str:
    """What a run is called in Prefect: its source and whether it reads everything anew."""
    given = runtime.flow_run.parameters
    source = given.get("source") or Settings().source
    return f"{'full ' if given.get('full') else ''}ingest of {Path(source).name if source else 'nothing'}"


@flow(name="ingest", flow_run_name=run_name)
def ingest(source: Path | None = None, full: bool = False) -> Run:
    """Read what is new in a folder of news texts, code it, check it, and publish it.

    Args:
        source: Folder of raw text files; without it the setting DEPESCHE_SOURCE.
        full: Read every file again, also those that have not changed.

    Returns the run's row. DataHeldError where a critical expectation is broken: then the rows are kept in
    staging and the published warehouse stays as it was.
    """
    settings = Settings()
    source = source or settings.source
    if source is None:
        raise SourceError("no source is named; give a folder with --source or set DEPESCHE_SOURCE")
    with begin(settings, source, started_by(), full=full) as work:
        plan = tasks.discover_files(work)
        if not plan.to_read and not tasks.overrides_changed(work):
            return tasks.leave_unchanged(work)
        read_shards(work, plan)
        settled = tasks.settle_files(work, plan)
        code_shards(work, settled)
        tasks.link_copies(work, settled)
        tasks.resolve_entities(work)
        tasks.resolve_events(work)
        checks = tasks.validate_rows(work)
        if blocking(checks):
            raise hold_back(work, checks)
        run = tasks.commit_rows(work)
        tasks.publish_warehouse(work.lake, settings.warehouse_file)
        page = tasks.report_run(run, checks, settings)
        publish_artifacts(run, checks, page)
    return run


def started_by() -> str:
    """What started the run: a command, a schedule, or somebody through Prefect's API or its pages."""
    if runtime.deployment.id is None:
        return "command"
    return "schedule" if "auto-scheduled" in runtime.flow_run.tags else "api"
