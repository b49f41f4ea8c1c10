"""The stages as Prefect tasks: names, retries where a second try can help, nothing else."""

from __future__ import annotations

from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State

from flows import stages


def failed_on_io(_task: object, _run: object, state: State[Any]) -> bool:
    """Whether a task failed for the file system: a second try may find it mended."""
    return isinstance(state.result(raise_on_failure=False), OSError)


# Reading files and writing Parquet can fail for a moment (network folders, full disks that are cleared); what
# depends on the rows alone fails again in the same way.
discover = task(name="discover", cache_policy=NO_CACHE)(stages.discover_files)
leave_unchanged = task(name="leave-unchanged", cache_policy=NO_CACHE)(stages.leave_unchanged)
code_shard = task(
    name="code",
    task_run_name="code-{part}",
    retries=2,
    retry_delay_seconds=[2, 10],
    retry_condition_fn=failed_on_io,
    cache_policy=NO_CACHE,
)(stages.code_shard)
resolve = task(name="resolve", cache_policy=NO_CACHE)(stages.resolve_corpus)
validate = task(name="validate", cache_policy=NO_CACHE)(stages.validate_rows)
commit = task(name="commit", cache_policy=NO_CACHE)(stages.commit_rows)
publish = task(
    name="publish",
    retries=2,
    retry_delay_seconds=[2, 10],
    retry_condition_fn=failed_on_io,
    cache_policy=NO_CACHE,
)(stages.publish_warehouse)
report = task(name="report", cache_policy=NO_CACHE)(stages.report_run)
