"""The ingest flow: raw files in, a validated and published warehouse out."""

from __future__ import annotations

from datetime import date

from prefect import flow, runtime
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows import tasks
from flows.conclude import conclude
from flows.hooks import HOOKS, SKIPPED
from flows.logs import say, start_logging
from flows.notify import tell_alarms
from flows.progress import code_shards, read_shards
from flows.settings import Settings
from flows.sources import chosen
from flows.stages.backfill import Span
from flows.stages.finish import validator
from flows.summary import told
from flows.turn import take_turn
from flows.work import begin
from schemas import Run
from warehouse.lake import LakeBusyError


def run_name() -> str:
    """What a run is called in Prefect: its source and whether it reads everything anew."""
    return f"{'full ' if runtime.flow_run.parameters.get('full') else ''}ingest of {_source_name()}"


def backfill_name() -> str:
    """What a backfill is called in Prefect: its source and its span of days."""
    given = runtime.flow_run.parameters
    return f"backfill {Span(given['earliest'], given['latest'])} of {_source_name()}"


@flow(name="ingest", flow_run_name=run_name, persist_result=False, **HOOKS)
def ingest(source: str | None = None, full: bool = False, prune: bool = False) -> Run | State[None]:
    """Read what is new in a folder of news texts, code it, check it, and publish it.

    Args:
        source: Folder, archive or s3:// URL of raw text files; without it the setting DEPESCHE_SOURCE.
        full: Read every file again, also those that have not changed.
        prune: Remove the articles of files that the source no longer holds.

    Returns the run's row. DataHeldError where a critical expectation is broken: then the rows are kept in
    staging and the published warehouse stays as it was. While another run writes, one that a schedule started
    does nothing and ends as *Skipped*; one that was called raises LakeBusyError.
    """
    try:
        return read_in(source, full=full, prune=prune)
    except LakeBusyError as busy:
        if started_by() == "command":
            raise
        say("skipped", reason=str(busy))
        return Completed(name=SKIPPED, message=f"{busy}; the next run on schedule reads what this one left")


@flow(name="backfill", flow_run_name=backfill_name, persist_result=False, **HOOKS)
def backfill(earliest: date, latest: date, source: str | None = None) -> Run:
    """Read and code again the articles that may have been published from ``earliest`` to ``latest``, and what is new.

    An article counts by its published interval; one without a date is in no span. The run waits for its turn
    where another one writes. Raises as the ingest flow does, and ValueError for a span that ends before it begins.
    """
    span = Span(earliest, latest)
    return take_turn(lambda: read_in(source, span=span))


def read_in(source: str | None, *, full: bool = False, prune: bool = False, span: Span | None = None) -> Run:
    """The sentence of the pipeline, from the source to the report."""
    settings = Settings()
    start_logging(settings.log)
    with begin(settings, chosen(source, settings), started_by(), full=full, prune=prune) as work:
        plan = tasks.discover_files(work)
        if span:
            plan = tasks.add_span(work, plan, span)
        if plan.is_idle and not tasks.overrides_changed(work):
            run = tasks.leave_unchanged(work)
            tell_alarms(settings, work.findings.checks, run.run_id, is_complete=False)
            return told(run)
        read_shards(work, plan)
        settled = tasks.settle_files(work, plan)
        with validator(work) as process:
            code_shards(work, settled)
            return conclude(work, settled, process)


def started_by() -> str:
    """What started the run: a command, a schedule, or somebody through Prefect's API or its pages."""
    if runtime.deployment.id is None:
        return "command"
    return "schedule" if "auto-scheduled" in runtime.flow_run.tags else "api"


def _source_name() -> str:
    source = runtime.flow_run.parameters.get("source") or Settings().source
    return source.rstrip("/").rsplit("/", 1)[-1] if source else "nothing"
