"""A process that validates run after run does not grow: Great Expectations' memory goes with its own process."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import corpus
import pytest

from flows.settings import Settings
from flows.stages.discover import discover_files
from flows.stages.finish import validate_apart, validator
from flows.stages.settle import settle
from flows.stages.shards import code_shard, read_shard
from flows.work import begin

RUNS = int(os.environ.get("DEPESCHE_TEST_RUNS", "50"))
"""The requirement speaks of 500: DEPESCHE_TEST_RUNS=500 takes an hour."""
PAGE = os.sysconf("SC_PAGE_SIZE")


def resident() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="this system tells no resident memory")
def test_memory_stays_as_it_is_from_the_tenth_of_the_runs_to_the_last(
    tmp_path: Path, show: Callable[[str], None]
) -> None:
    source = corpus.write(tmp_path / "in", {corpus.name_of(n): corpus.text_of(n) for n in range(5)})
    settings = Settings(home=tmp_path / "home")
    with begin(settings, source, "command", full=False) as work:
        plan = discover_files(work)
        work.count_rows(read_shard(plan.to_read, "00000", work.terms, settings))
        settled = settle(work, plan)
        for part in settled.parts:
            work.count_rows(code_shard(part, settled.recurring, work.terms, settings))
        held = []
        for _ in range(RUNS):
            with validator(work) as process:
                assert validate_apart(work, process)
            held.append(resident())
    early, late = held[RUNS // 10], held[-1]
    show(f"memory after {RUNS // 10} validations {early / 1e6:.1f} MB, after {RUNS} {late / 1e6:.1f} MB")
    assert late < early * 1.05
