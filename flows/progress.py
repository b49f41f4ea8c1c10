"""Run the shards of a stage, here or in worker processes, and show on a terminal how far they are."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from prefect import Task as PrefectTask
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
from flows.receipt import Receipt
from flows.stages.settle import Settled
from flows.work import Work
from news.plan import Plan


class Rate(ProgressColumn):
    """Files per second so far."""

    def render(self, task: Task) -> Text:
        """The rate as the bar shows it."""
        return Text(f"{task.completed / task.elapsed if task.elapsed else 0:.1f} files/s")


def read_shards(work: Work, plan: Plan) -> None:
    """Read all files of the plan into the run's staging folder."""
    size = work.settings.shard_files
    shards = [
        {
            "files": plan.to_read[at : at + size],
            "part": f"{at // size:05}",
            "terms": work.terms,
            "settings": work.settings,
        }
        for at in range(0, len(plan.to_read), size)
    ]
    _run_shards(work, "read", tasks.read_shard, shards, len(plan.to_read))


def code_shards(work: Work, settled: Settled) -> None:
    """Code all texts that the run has to code into its staging folder."""
    shards = [
        {"part": part, "recurring": settled.recurring, "terms": work.terms, "settings": work.settings}
        for part in settled.parts
    ]
    _run_shards(work, "code", tasks.code_shard, shards, settled.text_count)


def _run_shards(
    work: Work, stage: str, task: PrefectTask[..., Receipt], shards: Sequence[Mapping[str, Any]], total: int
) -> None:
    done = 0
    with work.timed(stage), _progress(stage, total) as advance:
        for receipt in _receipts(work, task, shards):
            work.count_rows(receipt)
            done += receipt.input_count
            advance(receipt.input_count)
            get_run_logger().info("%s: %d of %d", stage, done, total)


def _receipts(
    work: Work, task: PrefectTask[..., Receipt], shards: Sequence[Mapping[str, Any]]
) -> Iterator[Receipt]:
    """One shard is done here; several by worker processes, which write Parquet and return receipts."""
    jobs = min(work.settings.jobs or os.cpu_count() or 1, len(shards))
    if jobs <= 1:
        yield from (task(**shard) for shard in shards)
        return
    with ProcessPoolTaskRunner(max_workers=jobs) as runner:
        futures = [runner.submit(task, dict(shard)) for shard in shards]
        for future in as_completed(list[PrefectFuture[Any]](futures)):
            yield future.result()


@contextmanager
def _progress(stage: str, total: int) -> Iterator[Any]:
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files"),
        TimeElapsedColumn(),
        Rate(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        bar = progress.add_task(f"{stage:<5}", total=total)
        yield lambda count: progress.advance(bar, count)
