"""``python -m benchmarks.growth --source DIR --new DIR [--articles N]``: what new articles cost in a large lake.

The texts of ``--source`` are read, and their rows replayed under other ids, days and names until there are N
articles (``benchmarks/replay.py``), which then pass through all stages behind the coding. Then the texts of ``--new``
are read twice: into an empty lake, and into that one. Each run has a process of its own. Other work on the machine
disturbs processor seconds less than the clock.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks.measuring import peak_megabytes
from benchmarks.replay import replay
from expectations.verdict import blocking, describe
from flows import plain
from flows.settings import Settings
from flows.stages.copies import link_copies
from flows.stages.entities import resolve_entities
from flows.stages.events import resolve_events
from flows.stages.finish import commit_rows, validate_rows
from flows.stages.settle import Settled
from flows.work import begin
from schemas import ARTICLES, CLUES, ENTITIES, EVENT_MENTIONS, EVENTS, MENTIONS, ROLES
from warehouse.lake import Lake
from warehouse.publish import publish

LIMIT = 1.5
"""So many times the cost alone may the new articles cost in the large lake, apart from the publish (issue 8)."""
NOTHING_SETTLED = Settled((), 0, frozenset(), {}, frozenset())
"""What replayed rows have to settle: no text is left to code."""
SHARED = (ARTICLES, MENTIONS, CLUES, ENTITIES, ROLES, EVENT_MENTIONS, EVENTS)
"""Tables whose rows articles can change of each other."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost."""

    seconds: float
    """By the clock, without the publish."""
    processor_seconds: float
    """The same, of all threads."""
    publish_seconds: float
    """Processor seconds of the publish."""
    peak_megabytes: float
    stages: dict[str, float]
    """Seconds of the stages by the clock."""
    replaced: dict[str, int]
    """Owners whose rows the run replaced, by table."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, required=True, help="folder of texts that are replayed")
    parser.add_argument("--new", type=Path, required=True, help="folder of other texts: those that are added")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--engine", default="accurate", help="language engine")
    parser.add_argument(
        "--work", type=Path, help="folder that keeps the large lake; one is made and used again"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.work) as name:
        kept, folder = options.work or Path(name), Path(name)
        small, large = (Settings(home=kept / n, model=options.engine) for n in ("small", "large"))
        grown, alone = (Settings(home=folder / n, model=options.engine) for n in ("grown", "alone"))
        if not small.warehouse_file.exists():
            _apart(_ingest, options.source, small)
        if not large.warehouse_file.exists():
            _tell("all", _apart(_grow, small, large, options.articles))
        shutil.copytree(large.home, grown.home, copy_function=_second_name)
        costs = {
            "alone": _apart(_ingest, options.new, alone),
            "in the lake": _apart(_ingest, options.new, grown),
        }
    for kind, cost in costs.items():
        _tell(kind, cost)
    ratio = costs["in the lake"].processor_seconds / costs["alone"].processor_seconds
    sys.stdout.write(f"{ratio:.2f} times the cost alone; at most {LIMIT} are allowed\n")


def _tell(kind: str, cost: Cost) -> None:
    sys.stdout.write(
        f"{kind}: {cost.seconds:.1f} s, {cost.processor_seconds:.1f} processor seconds, publish"
        f" {cost.publish_seconds:.1f}, peak {cost.peak_megabytes:,.0f} MB\n  {cost.stages}\n  {cost.replaced}\n"
    )
    sys.stdout.flush()


def _second_name(source: str, target: str) -> None:
    """Give a file a second name; copy it where runs change it in place."""
    is_changed = Path(source).name == "index.duckdb" or Path(source).suffix == ".sqlite"
    (shutil.copyfile if is_changed else os.link)(source, target)


def _apart(work: Callable[..., Cost], *arguments: Any) -> Cost:
    """Do it in a process of its own: the peak of memory is that process's."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def _ingest(source: Path, settings: Settings) -> Cost:
    began, used = perf_counter(), process_time()
    published: list[tuple[float, float]] = []

    def timed(lake: Lake, warehouse: Path) -> int:
        at, at_used = perf_counter(), process_time()
        version = publish(lake, warehouse)
        published.append((perf_counter() - at, process_time() - at_used))
        return version

    plain.publish = timed  # type: ignore[attr-defined]
    run = plain.ingest_plainly(source, settings)
    seconds, of_publish = (sum(times) for times in zip(*published, strict=True))
    return _cost(
        perf_counter() - began - seconds,
        process_time() - used - of_publish,
        of_publish,
        {k: round(v, 1) for k, v in asdict(run).items() if k.endswith("_seconds")},
        Lake(settings.lake_folder),
    )


def _grow(small: Settings, large: Settings, articles: int) -> Cost:
    began, used = perf_counter(), process_time()
    with begin(large, large.home, "command", full=False) as work:
        with work.timed("replay"), Lake(small.lake_folder).open() as snapshot:
            replay(snapshot, work.staging, articles)
        link_copies(work, NOTHING_SETTLED)
        resolve_entities(work)
        resolve_events(work)
        for failed in blocking(validate_rows(work)):
            sys.stdout.write(f"{describe(failed)}\n")
        with work.timed("commit"):
            commit_rows(work)
    seconds, processor_seconds = perf_counter() - began, process_time() - used
    publish(work.lake, large.warehouse_file)
    of_publish = process_time() - used - processor_seconds
    stages = {stage: round(taken, 1) for stage, taken in work.seconds.items()}
    return _cost(seconds, processor_seconds, of_publish, stages, work.lake)


def _cost(seconds: float, used: float, of_publish: float, stages: dict[str, float], lake: Lake) -> Cost:
    with lake.open(tables=SHARED) as snapshot:
        replaced = snapshot.connection.execute(
            "SELECT table_name, count(*) FROM corpus.main.lake_takes WHERE version = ? GROUP BY ALL ORDER BY ALL",
            [lake.version],
        ).fetchall()
    peak = peak_megabytes()
    return Cost(seconds, used, of_publish, peak, stages, dict(replaced))


if __name__ == "__main__":
    main()
