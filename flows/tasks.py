"""The stages as Prefect tasks: names, retries where a second try can help, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State

from flows import compact, pool
from flows.stages import (
    backfill,
    copies,
    discover,
    entities,
    events,
    finish,
    kept_shards,
    overrides,
    pages,
    quarantine,
    recode,
    settle,
    shards,
)
from warehouse.publish import publish

P = ParamSpec("P")
T = TypeVar("T")


def failed_on_io(_task: object, _run: object, state: State[Any]) -> bool:
    """Whether a task failed for the file system: a second try may find it mended."""
    return isinstance(state.result(raise_on_failure=False), OSError)


# Reading files and writing Parquet can fail for a moment (network folders, full disks that are cleared); what
# depends on the rows alone fails again in the same way.
RETRIED: dict[str, Any] = {
    "retries": 2,
    "retry_delay_seconds": [2, 10],
    "retry_condition_fn": failed_on_io,
}

HOUR = 3600


def _staged(name: str, stage: Callable[P, T], hours: float | None, **options: Any) -> Task[P, T]:
    """A stage as a task that is cut off after so many hours. Its result stays in memory: the lake has the rows."""
    limit = hours * HOUR if hours else None
    made = task(name=name, cache_policy=NO_CACHE, persist_result=False, timeout_seconds=limit, **options)
    return made(stage)


discover_files = _staged("discover", discover.discover_files, 2, **RETRIED)
add_span = _staged("add-span", backfill.add_span, 1, **RETRIED)
# All shards of a stage that processes of this machine do; each of them has its own limit and its own tries.
run_shards = _staged("run-shards", pool.run_shards, None, task_run_name="{stage}")
# A shard alone is a task on a cluster.
read_shard = _staged("read", shards.read_shard, 1, task_run_name="read-{part}", **RETRIED)
settle_files = _staged("settle", settle.settle, 6)
code_shard = _staged("code", shards.code_shard, 6, task_run_name="code-{part}", **RETRIED)
take_up_stale = _staged("take-up-stale", recode.take_up_stale, 6)
drop_texts = _staged("drop-texts", recode.drop_texts, 1)
compact_if_due = _staged("compact", compact.compact_if_due, 12)
forget_kept = _staged("forget-kept", kept_shards.forget_kept, 1)
set_aside = _staged("set-aside", quarantine.set_aside, 2)
overrides_changed = _staged("overrides-changed", overrides.overrides_changed, 1)
link_copies = _staged("link-copies", copies.link_copies, 12)
resolve_entities = _staged("resolve-entities", entities.resolve_entities, 12)
resolve_events = _staged("resolve-events", events.resolve_events, 12)
validate_rows = _staged("validate", finish.validate_apart, 12)
commit_rows = _staged("commit", finish.commit_rows, 2)
leave_unchanged = _staged("leave-unchanged", finish.leave_unchanged, 12)
publish_warehouse = _staged("publish", publish, 12, **RETRIED)
report_run = _staged("report", pages.report_run, 1)
