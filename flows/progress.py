"""Code the shards of a plan, on one process or several, and show how far they are on a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from prefect import get_run_logger
from prefect.futures import PrefectFuture, as_completed
from prefect.task_runners import ProcessPoolTaskRunner
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from flows import tasks
from flows.stages import Receipt, shards_of
from flows.work import COUNTED, Work
from news.plan import Plan


class Rate(ProgressColumn):
    """Files per second so far."""

    def render(self, task: Task) -> Text:
        """The rate as the bar shows it."""
        return Text(f"{task.finished_speed or task.speed or 0:.1f} files/s")


def code_shards(work: Work, plan: Plan) -> None:
    """Code all files of the plan into the run's staging folder and count what they gave."""
    with work.timed("code"), _progress(len(plan.tasks)) as advance:
        for receipt in _receipts(work, plan):
            work.count({name: n for name, n in receipt.counts.items() if name in COUNTED})
            advance(receipt.file_count)
            get_run_logger().info(
                "coded %d of %d files",
                work.counts.get("articles", 0) + work.counts.get("rejects", 0),
                len(plan.tasks),
            )


def _receipts(work: Work, plan: Plan) -> Iterator[Receipt]:
    """One shard is coded here; several by worker processes, which write Parquet and return receipts."""
    shards = [
        (shard, f"{n:04}", work.reading, work.settings)
        for n, shard in enumerate(shards_of(plan, work.settings))
    ]
    jobs = min(work.settings.jobs or os.cpu_count() or 1, len(shards))
    if jobs == 1:
        yield from (tasks.code_shard(*shard) for shard in shards)
        return
    with ProcessPoolTaskRunner(max_workers=jobs) as runner:
        names = ("tasks", "part", "reading", "settings")
        futures = [runner.submit(tasks.code_shard, dict(zip(names, shard, strict=True))) for shard in shards]
        for future in as_completed(list[PrefectFuture[Any]](futures)):
            yield future.result()


@contextmanager
def _progress(total: int) -> Iterator[Any]:
    console = Console(stderr=True)
    columns = (
        TextColumn("coding"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files"),
        TimeElapsedColumn(),
        Rate(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        bar = progress.add_task("coding", total=total)
        yield lambda count: progress.advance(bar, count)
