"""Coding: the whole pipeline beside the bare language model, on one and two processes, and recoding from the lake."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import duckdb

from benchmarks.measuring import Scale, Section, apart, command
from flows.plain import ingest_plainly, recode_plainly
from flows.settings import Settings
from news.language import load
from news.language.analyses import read_docs

ENGINE = "accurate"
OWN_STATE = "iso3\tname\tshort_forms\nVLN\tNordmark-Velen\tHalmstrand\n"


def section(scale: Scale, source: Path, bodies: Sequence[str], folder: Path) -> Section:
    """The table; the source is a folder of the texts with these bodies."""
    count = len(bodies)
    bare = apart(piped, bodies)
    batched = apart(read, bodies)
    plain = apart(ingested, source, folder / "plain")
    again = apart(recoded, folder / "plain", folder / "own")
    processes = {jobs: _code_seconds(source, folder / f"jobs-{jobs}", jobs, count) for jobs in (1, 2)}
    rows = [
        ("bare nlp.pipe", bare.result, bare.peak_megabytes),
        ("the model as the pipeline calls it", batched.result, batched.peak_megabytes),
        ("the pipeline, in one process without Prefect", plain.result, plain.peak_megabytes),
        ("the coding stage of `depesche run`, 1 process", *processes[1]),
        ("the coding stage of `depesche run`, 2 processes", *processes[2]),
        ("recoding all from kept analyses", again.result, again.peak_megabytes),
    ]
    return Section(
        "Coding",
        f"{count:,} texts, engine {ENGINE}, one measurement each; loading the engine is not counted, but where a run"
        f" does it. Two processes are {processes[1][0] / processes[2][0]:.2f} times as fast as one; recoding is"
        f" {plain.result / again.result:.1f} times as fast as coding.",
        ("work", "seconds", "articles per second", "speed of bare nlp.pipe", "peak MB"),
        [
            (name, f"{taken:.1f}", f"{count / taken:.2f}", f"{bare.result / taken:.2f}", f"{peak:,.0f}")
            for name, taken, peak in rows
        ],
        "the multiplications of the encoder in int8, which one process spreads over the cores only in part; recoding is"
        " bound by the rules in Python.",
    )


def piped(bodies: Sequence[str]) -> float:
    """Seconds of the bare model."""
    nlp = load(ENGINE)
    list(nlp.pipe(bodies[:1]))
    began = perf_counter()
    for _ in nlp.pipe(bodies, batch_size=16):
        pass
    return perf_counter() - began


def read(bodies: Sequence[str]) -> float:
    """Seconds of the model in the pipeline's own batches."""
    nlp = load(ENGINE)
    list(nlp.pipe(bodies[:1]))
    began = perf_counter()
    for _ in read_docs(nlp, ((body, None) for body in bodies), 16, None):
        pass
    return perf_counter() - began


def ingested(source: Path, home: Path) -> float:
    """Seconds of a first run."""
    load(ENGINE)
    began = perf_counter()
    ingest_plainly(source, Settings(home=home, model=ENGINE), is_validated=False)
    return perf_counter() - began


def recoded(home: Path, own: Path) -> float:
    """Seconds of a run that codes all of them again, because own knowledge came."""
    own.mkdir()
    (own / "states.tsv").write_text(OWN_STATE, encoding="utf-8")
    load(ENGINE)
    began = perf_counter()
    run = recode_plainly(Settings(home=home, model=ENGINE, knowledge=own), is_validated=False)
    assert run.state == "done", run
    return perf_counter() - began


def _code_seconds(source: Path, home: Path, jobs: int, count: int) -> tuple[float, float]:
    """Seconds of a run's coding stage as the run records them, and the peak of its largest process."""
    settings = {
        "DEPESCHE_HOME": str(home),
        "DEPESCHE_JOBS": str(jobs),
        "DEPESCHE_MODEL": ENGINE,
        "DEPESCHE_SHARD_FILES": str(max(1, count // 8)),
    }
    _, peak = command([sys.executable, "-m", "flows", "run", "--source", str(source)], settings)
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        (taken,) = connection.execute("SELECT code_seconds FROM runs").fetchone() or (0.0,)
    return float(taken), peak
