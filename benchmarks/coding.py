"""Coding: the pipeline's shards beside the bare language model, on one and two processes, and from kept analyses.

Every process is warm before its clock starts: it has loaded the engine and the lexicons and coded a shard that does
not count, for in a run of many shards what a process does once does not count either.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from time import perf_counter

from benchmarks.measuring import KILOBYTES, Section, apart, peak_megabytes
from benchmarks.reading import bodies_of
from flows.cut import part_name
from flows.pool import run_shards
from flows.receipt import Receipt
from flows.settings import Settings
from flows.stages.discover import discover_files
from flows.stages.settle import settle
from flows.stages.shards import code_shard, read_shard
from flows.work import begin
from news.discover import RawFile
from news.language import load
from news.language.analyses import read_texts
from news.sources.folder import Folder

ENGINE = "accurate"
PROCESSES = 2
WARM_FILES = 2
"""Files of the shard that warms a process."""
WARMING = PROCESSES * WARM_FILES
"""Files of the source that are measured nowhere."""
SHARDS = 4 * PROCESSES
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
OWN_STATE = "iso3\tname\tshort_forms\nVLN\tNordmark-Velen\tHalmstrand\n"


def section(source: Path, folder: Path) -> Section:
    """The table; of the files of the source the first WARMING only warm the processes."""
    shards = _shards(Folder(source).list("*.txt").files)
    warming, bodies = (
        bodies_of(chain.from_iterable(part)) for part in (shards[:PROCESSES], shards[PROCESSES:])
    )
    own = folder / "own"
    own.mkdir()
    (own / "states.tsv").write_text(OWN_STATE, encoding="utf-8")
    with _one_thread():
        bare = apart(piped, bodies, warming)
        batched = apart(read, bodies, warming)
        one = apart(coded, source, folder / "one", 1, None)
        two = apart(coded, source, folder / "two", PROCESSES, None)
        again = apart(coded, source, folder / "one", 1, own)
    rows = [
        ("bare nlp.pipe", bare.result, bare.peak_megabytes),
        ("the model as the pipeline calls it", batched.result, batched.peak_megabytes),
        ("the pipeline's coding, 1 process", *one.result),
        (f"the pipeline's coding, {PROCESSES} processes", *two.result),
        ("coding again from kept analyses, 1 process", *again.result),
    ]
    return Section(
        "Coding",
        f"{len(bodies):,} texts, engine {ENGINE}, one thread in each process, one measurement each. All processes are"
        " warm: loading the engine and the lexicons and a first shard do not count. The pipeline's coding reads staged"
        " texts and writes staged rows, shard by shard, as in `depesche run` without Prefect around it; of two"
        f" processes the mean is taken. Two are {one.result[0] / two.result[0]:.2f} times as fast as one, and coding"
        f" again, with own knowledge, {one.result[0] / again.result[0]:.1f} times as fast as coding.",
        (
            "work",
            "seconds",
            "articles per second",
            "speed of bare nlp.pipe",
            "peak MB of the largest process",
        ),
        [
            (
                name,
                f"{taken:.1f}",
                f"{len(bodies) / taken:.2f}",
                f"{bare.result / taken:.2f}",
                f"{peak:,.0f}",
            )
            for name, taken, peak in rows
        ],
        "the multiplications of the encoder in int8, on one core for each process; coding again is bound by rules in"
        " Python.",
    )


def piped(bodies: Sequence[str], warming: Sequence[str]) -> float:
    """Seconds of the bare model."""
    nlp = load(ENGINE)
    list(nlp.pipe(warming))
    began = perf_counter()
    for _ in nlp.pipe(bodies, batch_size=16):
        pass
    return perf_counter() - began


def read(bodies: Sequence[str], warming: Sequence[str]) -> float:
    """Seconds of the model in the pipeline's own batches."""
    nlp = load(ENGINE)
    list(nlp.pipe(warming))
    began = perf_counter()
    for _ in read_texts(nlp, ((body, None) for body in bodies), 16, None):
        pass
    return perf_counter() - began


def coded(source: Path, home: Path, jobs: int, own: Path | None) -> tuple[float, float]:
    """Seconds of coding the shards that count, and the peak megabytes of the largest process.

    Nothing is committed, so that the next call reads the same files again; it finds what the model made of them kept,
    and with ``own`` knowledge codes them from that.
    """
    receipts: list[Receipt] = []
    with begin(
        Settings(home=home, model=ENGINE, jobs=jobs, knowledge=own), source, "command", full=False
    ) as work:
        plan = discover_files(work)
        for number, files in enumerate(_shards(plan.to_read)):
            read_shard(files, part_name(number), work.terms, work.settings)
        settled = settle(work, plan)
        shards = (
            {"part": part, "recurring": settled.recurring, "terms": work.terms, "settings": work.settings}
            for part in sorted(settled.parts)
        )
        run_shards("code", code_shard, shards, jobs, receipts.append)
    warming = {part_name(number) for number in range(PROCESSES)}
    taken = sum(receipt.seconds for receipt in receipts if receipt.part not in warming) / jobs
    # What Linux counts to a worker of its starter's memory is less than an engine takes.
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / KILOBYTES
    return taken, max(workers, peak_megabytes())


def _shards(files: Sequence[RawFile]) -> list[Sequence[RawFile]]:
    """First a shard for each process to warm it, then the others of much the same size."""
    files = sorted(files, key=lambda file: file.source_file)
    warming = [files[first : first + WARM_FILES] for first in range(0, WARMING, WARM_FILES)]
    return [*warming, *(shard for first in range(SHARDS) if (shard := files[WARMING:][first::SHARDS]))]


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let libraries calculate with one thread in the processes that begin meanwhile, as the engine's encoder does."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
