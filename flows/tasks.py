"""The stages as Prefect tasks: names, retries where a second try can help, nothing else."""

from __future__ import annotations

from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State

from flows.stages import copies, discover, entities, events, finish, overrides, settle, shards
from warehouse.publish import publish


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

discover_files = task(name="discover", cache_policy=NO_CACHE, **RETRIED)(discover.discover_files)
read_shard = task(name="read", task_run_name="read-{part}", cache_policy=NO_CACHE, **RETRIED)(
    shards.read_shard
)
settle_files = task(name="settle", cache_policy=NO_CACHE)(settle.settle)
code_shard = task(name="code", task_run_name="code-{part}", cache_policy=NO_CACHE, **RETRIED)(
    shards.code_shard
)
overrides_changed = task(name="overrides-changed", cache_policy=NO_CACHE)(overrides.overrides_changed)
link_copies = task(name="link-copies", cache_policy=NO_CACHE)(copies.link_copies)
resolve_entities = task(name="resolve-entities", cache_policy=NO_CACHE)(entities.resolve_entities)
resolve_events = task(name="resolve-events", cache_policy=NO_CACHE)(events.resolve_events)
validate_rows = task(name="validate", cache_policy=NO_CACHE)(finish.validate_rows)
commit_rows = task(name="commit", cache_policy=NO_CACHE)(finish.commit_rows)
leave_unchanged = task(name="leave-unchanged", cache_policy=NO_CACHE)(finish.leave_unchanged)
publish_warehouse = task(name="publish", cache_policy=NO_CACHE, **RETRIED)(publish)
report_run = task(name="report", cache_policy=NO_CACHE)(finish.report_run)
