"""The pipeline's sentence without Prefect: for tests, benchmarks and documents that need rows and no server."""

from __future__ import annotations

from pathlib import Path

from expectations.verdict import blocking, describe
from flows.settings import Settings
from flows.stages.copies import link_copies
from flows.stages.discover import discover_files
from flows.stages.entities import resolve_entities
from flows.stages.events import resolve_events
from flows.stages.finish import commit_rows, leave_unchanged, validate_rows
from flows.stages.overrides import overrides_changed
from flows.stages.settle import settle
from flows.stages.shards import code_shard, read_shard
from flows.work import begin
from schemas import Run
from warehouse.publish import publish


def ingest_plainly(source: Path, settings: Settings, *, full: bool = False, is_validated: bool = True) -> Run:
    """Do what the ingest flow does, in this process; RuntimeError where the gate would hold the rows back."""
    with begin(settings, source, "command", full=full) as work:
        plan = discover_files(work)
        if not plan.to_read and not overrides_changed(work):
            return leave_unchanged(work)
        size = settings.shard_files
        for at in range(0, len(plan.to_read), size):
            work.count_rows(
                read_shard(plan.to_read[at : at + size], f"{at // size:05}", work.terms, settings)
            )
        settled = settle(work, plan)
        for part in settled.parts:
            work.count_rows(code_shard(part, settled.recurring, work.terms, settings))
        link_copies(work, settled)
        resolve_entities(work)
        resolve_events(work)
        checks = validate_rows(work) if is_validated else []
        if held := blocking(checks):
            raise RuntimeError("; ".join(describe(check) for check in held))
        run = commit_rows(work)
        publish(work.lake, settings.warehouse_file)
    return run
