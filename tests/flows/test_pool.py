"""Shards in worker processes: all are done, a bounded number at a time; a lost worker's shard is done again."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shard_functions

from flows import pool
from flows.pool import LostShardError, receipts, run_shards
from flows.receipt import Receipt

pytestmark = pytest.mark.integration


def shards(count: int, **own: Any) -> list[dict[str, Any]]:
    return [{"part": f"{n:05}", **own} for n in range(count)]


def parts(found: Iterator[Receipt]) -> list[str]:
    return sorted(receipt.part for receipt in found)


def test_every_shard_is_done_once_by_as_many_processes_as_there_are_jobs() -> None:
    found = list(receipts("read", shard_functions.receipt_of, shards(7), 2))
    assert sorted(r.part for r in found) == [s["part"] for s in shards(7)]
    assert len({r.counts["process"] for r in found}) == 2
    assert multiprocessing.active_children() == []


def test_a_worker_gives_way_to_a_fresh_one_so_that_nothing_piles_up_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "SHARDS_PER_WORKER", 2)
    done_by = [r.counts["process"] for r in receipts("read", shard_functions.receipt_of, shards(6), 1)]
    assert [done_by.count(process) for process in dict.fromkeys(done_by)] == [2, 2, 2]


def test_no_more_shards_are_taken_than_there_are_workers_to_hold_them() -> None:
    taken = 0

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal taken
        for shard in shards(30):
            taken += 1
            yield shard

    ahead = [
        taken - done for done, _ in enumerate(receipts("read", shard_functions.receipt_of, counted(), 2))
    ]
    assert len(ahead) == 30
    assert max(ahead) <= 2


def test_the_shard_of_a_killed_worker_is_done_again_by_another(tmp_path: Path) -> None:
    given = shards(5, folder=tmp_path)
    assert parts(receipts("code", shard_functions.ends_its_first_worker, given, 2)) == [
        s["part"] for s in given
    ]
    assert len(list(tmp_path.glob("00001-*"))) == 2
    assert all(len(list(tmp_path.glob(f"{s['part']}-*"))) == 1 for s in given if s["part"] != "00001")


def test_a_shard_that_ends_every_worker_is_given_up_and_named() -> None:
    with pytest.raises(
        LostShardError, match=r"code: 3 processes ended .* shard 00000, .* code -9; is there enough"
    ):
        list(receipts("code", shard_functions.ends_every_worker, shards(1), 2))
    assert multiprocessing.active_children() == []


def test_what_a_shard_raises_is_raised_and_no_worker_stays() -> None:
    with pytest.raises(ValueError, match=r"shard 0000[01] is flawed"):
        list(receipts("code", shard_functions.has_a_flaw, shards(4), 2))
    assert multiprocessing.active_children() == []


def test_workers_are_killed_where_none_answers_in_time() -> None:
    with pytest.raises(LostShardError, match=r"no answer within 0\.0003 hours for shards 00000, 00001"):
        list(receipts("code", shard_functions.never_ends, shards(2), 2, hours=0.0003))
    assert multiprocessing.active_children() == []


def test_a_shard_that_fails_on_files_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "RETRY_SECONDS", (0.0, 0.0))
    found: list[Receipt] = []
    run_shards("read", shard_functions.finds_a_full_disk_once, shards(3, folder=tmp_path), 0, found.append)
    assert parts(iter(found)) == ["00000", "00001", "00002"]
