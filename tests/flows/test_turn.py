"""Waiting for the writer's lock."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.turn import take_turn
from warehouse.lake import Lake, LakeBusyError


def test_the_work_is_done_when_the_other_run_is_over(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    tries = []

    def write() -> str:
        tries.append(len(tries))
        with lake.writer():
            return "done"

    other = lake.writer()
    other.__enter__()

    def write_at_the_third_try() -> str:
        if len(tries) == 2:
            other.__exit__(None, None, None)
        return write()

    assert take_turn(write_at_the_third_try, look=0) == "done"
    assert len(tries) == 3


def test_patience_ends(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")

    def write() -> None:
        with lake.writer():
            raise AssertionError("the lock is taken")

    with lake.writer(), pytest.raises(LakeBusyError):
        take_turn(write, patience=0.02, look=0.01)
