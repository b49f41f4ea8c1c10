"""The pipeline's sentence without Prefect: for tests, benchmarks and documents that need rows and no server."""

from __future__ import annotations

from pathlib import Path

from expectations.verdict import blocking, describe
from flows.compact import compact_if_due
from flows.cut import cut, part_name
from flows.settings import Settings
from flows.stages.copies import link_copies
from flows.stages.discover import discover_files
from flows.stages.entities import resolve_entities
from flows.stages.events import resolve_events
from flows.stages.finish import commit_rows, leave_unchanged, validate_rows
from flows.stages.kept_shards import forget_kept
from flows.stages.overrides import overrides_changed
from flows.stages.quarantine import resolve_without_broken, set_aside
from flows.stages.recode import drop_texts, take_up_stale
from flows.stages.settle import Settled, settle
from flows.stages.shards import code_shard, read_shard
from flows.work import Work, begin
from schemas import Check, Run
from warehouse.publish import publish


def ingest_plainly(
    source: str | Path,
    settings: Settings,
    *,
    full: bool = False,
    prune: bool = False,
    is_validated: bool = True,
) -> Run:
    """Do what the ingest flow does, in this process; RuntimeError where the gate would hold the rows back."""
    with begin(settings, source, "command", full=full, prune=prune) as work:
        plan = discover_files(work)
        if plan.is_idle and not overrides_changed(work):
            return leave_unchanged(work)
        for number, files in enumerate(cut(plan.to_read, settings)):
            work.count_rows(read_shard(files, part_name(number), work.terms, settings))
        settled = settle(work, plan)
        for part in settled.parts:
            work.count_rows(code_shard(part, settled.recurring, work.terms, settings))
        return _conclude(work, settled, is_validated=is_validated)


def recode_plainly(settings: Settings, most: int | None = None, *, is_validated: bool = True) -> Run:
    """Do what the recode flow does, in this process; RuntimeError where the gate would hold the rows back."""
    with begin(settings, settings.lake_folder, "command", full=False) as work:
        settled = take_up_stale(work, most)
        if not settled.parts:
            return leave_unchanged(work)
        for part in settled.parts:
            work.count_rows(code_shard(part, settled.recurring, work.terms, settings))
        drop_texts(work, settled)
        return _conclude(work, settled, is_validated=is_validated)


def _conclude(work: Work, settled: Settled, *, is_validated: bool) -> Run:
    """As flows/conclude.py, without its report."""

    def resolve(settled: Settled) -> list[Check]:
        link_copies(work, settled)
        resolve_entities(work)
        resolve_events(work)
        return validate_rows(work) if is_validated else []

    checks = resolve_without_broken(work, set_aside(work, settled), resolve)
    if held := blocking(checks):
        raise RuntimeError("; ".join(describe(check) for check in held))
    run = commit_rows(work)
    forget_kept(work.settings)
    publish(work.lake, work.settings.warehouse_file)
    compact_if_due(work)
    return run
