"""Clusters: do shards as Prefect tasks on Dask or Ray, imported only where a run asks for them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from queue import SimpleQueue
from typing import Any

from prefect import Task
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner

from flows.receipt import Receipt
from flows.runners import check_runner
from flows.settings import Settings

SHARDS_PER_CORE = 2
"""Shards in flight for each core of the cluster: one at work, one waiting beside it."""
STORE = 100_000_000
"""Bytes for Ray's object store on this machine: arguments and receipts are small, rows lie in Parquet."""


class ClusterError(Exception):
    """The cluster cannot be reached or started; the message says what to look at."""


def receipts(
    settings: Settings, task: Task[..., Receipt], shards: Iterable[Mapping[str, Any]]
) -> Iterator[Receipt]:
    """The receipts of all shards, in the order in which they end.

    SHARDS_PER_CORE bound how many are in flight, however long ``shards`` is. Dask and Ray themselves do a shard
    again whose worker they have lost, up to three times. Raises what a shard raises; RunnerMissingError and
    ClusterError.
    """
    check_runner(settings)
    waiting = iter(shards)
    ended: SimpleQueue[PrefectFuture[Receipt]] = SimpleQueue()
    flying = 0
    with _started(settings) as (runner, core_count):
        while True:
            free = max(core_count() * SHARDS_PER_CORE, 1) - flying
            for shard in islice(waiting, max(free, 0)):  # a cluster that has lost workers may hold too many
                future = runner.submit(task, _at_absolute_paths(shard))
                future.add_done_callback(ended.put)
                flying += 1
            if not flying:
                return
            yield ended.get().result()
            flying -= 1


def _at_absolute_paths(shard: Mapping[str, Any]) -> dict[str, Any]:
    """A shard that means the same in the working folder of another process."""
    settings: Settings = shard["settings"]
    own = settings.knowledge
    at = {"home": settings.home.absolute(), "knowledge": own.absolute() if own else None}
    files = [replace(file, path=file.path.absolute()) for file in shard.get("files", ())]
    return {**shard, "settings": settings.model_copy(update=at)} | ({"files": files} if files else {})


@contextmanager
def _started(settings: Settings) -> Iterator[tuple[TaskRunner[Any], Callable[[], int]]]:
    """A task runner of the chosen engine, and how many cores its cluster has now."""
    runner, core_count = _dask(settings) if settings.runner == "dask" else _ray(settings)
    at = settings.runner_address or "this machine"
    try:
        runner.__enter__()
        core_count()
    except (OSError, RuntimeError, ValueError) as error:
        raise ClusterError(
            f"no {settings.runner} cluster at {at}: {error}; look at DEPESCHE_RUNNER_ADDRESS"
        ) from error
    try:
        yield runner, core_count
    finally:
        runner.__exit__(None, None, None)


def _dask(settings: Settings) -> tuple[TaskRunner[Any], Callable[[], int]]:
    from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415 - an extra

    if settings.runner_address:
        runner = DaskTaskRunner(address=settings.runner_address)
    else:
        local = {"n_workers": settings.job_count, "threads_per_worker": 1, "dashboard_address": None}
        runner = DaskTaskRunner(cluster_kwargs=local)
    return runner, lambda: sum(runner.client.nthreads().values())  # type: ignore[no-untyped-call]


def _ray(settings: Settings) -> tuple[TaskRunner[Any], Callable[[], int]]:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    import ray  # noqa: PLC0415 - an extra
    from prefect_ray.task_runners import RayTaskRunner  # noqa: PLC0415

    options: dict[str, Any] = {"log_to_driver": False}
    if not settings.runner_address:
        options |= {"num_cpus": settings.job_count, "include_dashboard": False, "object_store_memory": STORE}
    runner = RayTaskRunner(address=settings.runner_address, init_kwargs=options)
    return runner, lambda: int(ray.cluster_resources().get("CPU", 0))  # type: ignore[no-untyped-call]
