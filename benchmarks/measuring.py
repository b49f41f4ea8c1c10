"""Measuring: medians over repeats, work in a process of its own with its peak of memory, and tables of figures."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

KILOBYTES = 1024
"""Of a megabyte."""
STARTER = """
import resource, subprocess, sys, time
began = time.perf_counter()
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""
"""Runs a command and prints its seconds and the kilobytes of the largest of its processes."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured."""

    large_articles: int
    scanned_files: int
    table_rows: int
    upserted_rows: int
    texts: int
    repeats: int
    starts: int
    """Repeats of what takes seconds each time, commands from start to end."""


FULL = Scale(1_000_000, 100_000, 1_000_000, 10_000, 200, 3, 3)
QUICK = Scale(10_000, 2_000, 50_000, 500, 20, 3, 1)
TINY = Scale(500, 20, 500, 5, 2, 1, 1)


@dataclass(frozen=True, slots=True)
class Section:
    """A table of figures with what it says about them."""

    title: str
    setting: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    limit: str
    """What physically bounds the figures, in a sentence."""

    def to_markdown(self) -> str:
        """The section of the page."""
        lines = [self.head, ("---", *(["---:"] * (len(self.head) - 1))), *self.rows]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return f"## {self.title}\n\n{self.setting}\n\n{table}\n\nLimit: {self.limit}\n"


@dataclass(frozen=True, slots=True)
class Apart:
    """What work in a process of its own returned, and the peak of the process's memory."""

    result: Any
    peak_megabytes: float


def seconds(work: Callable[[], object], repeats: int) -> float:
    """Median of the clock's seconds over the repeats."""
    taken = []
    for _ in range(repeats):
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return median(taken)


def apart(work: Callable[..., Any], *arguments: object) -> Apart:
    """Do work in a process of its own, begun for it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        result, peak = pool.submit(_with_peak, work, arguments).result()
    return Apart(result, peak)


def command(arguments: Sequence[str], settings: Mapping[str, str]) -> tuple[float, float]:
    """Seconds and peak megabytes (of the largest of its processes) of a command; CalledProcessError if it fails.

    A small Python starts it and looks at the clock: Linux counts to a command's peak what its starter had taken.
    """
    starter = [sys.executable, "-I", "-S", "-c", STARTER, *arguments]
    run = subprocess.run(starter, env={**os.environ, **settings}, check=False, capture_output=True, text=True)
    if run.returncode:
        raise subprocess.CalledProcessError(run.returncode, list(arguments), stderr=run.stderr)
    taken, kilobytes = run.stdout.split()
    return float(taken), int(kilobytes) / KILOBYTES


def peak_megabytes() -> float:
    """The most memory that this process has had so far, without what Linux counts to it of its starter's."""
    for line in _lines("/proc/self/status"):
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / KILOBYTES
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES


def machine() -> str:
    """The machine, how busy it is, and the versions that count."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    names = ("depesche", "duckdb", "pyarrow", "pandas", "deltalake", "pyiceberg", "datasketch", "dateparser")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"{os.cpu_count()} cores ({model}), {memory:.0f} GB, {platform.system()}, Python {platform.python_version()};"
        f" {versions}."
    )


def load() -> float:
    """Processes that wanted a core in the last minute, on average."""
    return os.getloadavg()[0]


def _with_peak(work: Callable[..., Any], arguments: tuple[object, ...]) -> tuple[Any, float]:
    result = work(*arguments)
    return result, peak_megabytes()


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []
