"""Files are divided into shards of about the same work, each once and in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.cut import BYTES_PER_FILE, LEAST_SECONDS, SECONDS_PER_BYTE, TARGET_SECONDS, cut
from flows.settings import Settings
from news.discover import RawFile

PER_BYTE = SECONDS_PER_BYTE["accurate"]


def files_of(sizes: list[int]) -> tuple[RawFile, ...]:
    return tuple(RawFile(f"{n:04}.txt", Path(f"{n:04}.txt"), size, 0) for n, size in enumerate(sizes))


def seconds(shard: tuple[RawFile, ...]) -> float:
    return sum((file.byte_count + BYTES_PER_FILE) * PER_BYTE for file in shard)


@given(
    st.lists(st.integers(0, 3_000_000), max_size=60),
    st.integers(1, 8),
    st.integers(1, 20),
    st.sampled_from(["none", "fast", "accurate", "de_core_news_lg"]),
)
def test_every_file_is_in_one_shard_and_in_order(sizes: list[int], jobs: int, most: int, model: str) -> None:
    files = files_of(sizes)
    shards = cut(files, Settings(jobs=jobs, shard_files=most, model=model))
    assert tuple(file for shard in shards for file in shard) == files
    assert all(0 < len(shard) <= most for shard in shards)


@given(st.lists(st.integers(0, 3_000_000), min_size=1, max_size=60))
def test_a_shard_of_several_files_takes_no_more_than_a_minute(sizes: list[int]) -> None:
    shards = cut(files_of(sizes), Settings(jobs=2, model="accurate"))
    assert all(len(shard) == 1 or seconds(tuple(shard)) <= TARGET_SECONDS for shard in shards)


def test_little_work_is_one_shard_for_a_process_takes_seconds_to_start() -> None:
    (shard,) = cut(files_of([5_000] * 20), Settings(jobs=8, model="accurate"))
    assert seconds(tuple(shard)) < LEAST_SECONDS


def test_some_work_is_divided_so_that_all_processes_have_some() -> None:
    shards = cut(files_of([5_500] * 1_000), Settings(jobs=2, model="accurate"))
    assert 8 <= len(shards) <= 9


def test_a_slow_engine_gets_fewer_files_at_once() -> None:
    files = files_of([5_500] * 20_000)
    assert len(cut(files, Settings(jobs=2, model="accurate"))) > len(
        cut(files, Settings(jobs=2, model="none"))
    )


@pytest.mark.parametrize("model", ["none", "accurate"])
def test_no_files_are_no_shards(model: str) -> None:
    assert cut((), Settings(model=model)) == []
