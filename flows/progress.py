"""Run the shards of a stage where the settings say, and show on a terminal how far they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from prefect import Task as PrefectTask
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
from flows.clusters import receipts
from flows.cut import cut, part_name
from flows.logs import say
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
    shards = [
        {"files": files, "part": part_name(number), "terms": work.terms, "settings": work.settings}
        for number, files in enumerate(cut(plan.to_read, work.settings))
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
    finished = 0
    with work.timed(stage), _progress(stage, total) as advance:

        def done(receipt: Receipt) -> None:
            nonlocal finished
            work.count_rows(receipt)
            finished += receipt.input_count
            advance(receipt.input_count)
            say("shard", run_id=work.run_id, stage=stage, **receipt.told(), done=finished, of=total)

        if work.settings.runner == "process":
            # One shard is not worth a process; several are, even one after the other: its memory ends with it.
            jobs = min(work.settings.job_count, len(shards)) if len(shards) > 1 else 0
            # As an iterator: Prefect would look for futures in every file of a list.
            tasks.run_shards(stage, task.fn, iter(shards), jobs, done)
        else:
            for receipt in receipts(work.settings, task, shards):
                done(receipt)


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
