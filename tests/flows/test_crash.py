"""A run that is killed leaves the old or the new warehouse, and the next run gives what a clean run gives.

DEPESCHE_CRASHES says at how many random points a run is killed (`make test-crash`: 1,000).
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import corpus
import pytest
from crashes import Rows, held, in_child, short_run, shown, warm_up

from flows.settings import Settings
from flows.stages.finish import rebuild_warehouse
from warehouse.check import check_lake
from warehouse.durable import STEPS
from warehouse.lake import Lake

CRASHES = int(os.environ.get("DEPESCHE_CRASHES", "30"))
HOURS_AGO = 10**18


@dataclass(frozen=True)
class Scene:
    """A home with one run, a source that has changed since, and what a warehouse shows before and after."""

    source: Path
    home: Path
    old: Rows
    new: Rows
    new_held: Rows
    seconds: float
    """How long the next run takes."""


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    warm_up()
    folder = tmp_path_factory.mktemp("crash")
    source = folder / "in"
    put(source, {n: corpus.text_of(n) for n in range(6)})
    assert in_child(lambda: short_run(source, folder / "home")) == 0
    put(source, {6: corpus.text_of(6), 2: corpus.text_of(40), 7: corpus.text_of(4)})
    (source / corpus.name_of(5)).unlink()
    clean, after = folder / "clean", folder / "after"
    assert in_child(lambda: short_run(source, clean)) == 0
    shutil.copytree(folder / "home", after)
    began = time.perf_counter()
    assert in_child(lambda: short_run(source, after, prune=True)) == 0
    seconds = time.perf_counter() - began
    new, new_held = shown(after), held(after)
    missing = ("missing_files",)
    assert {k: v for k, v in new.items() if k not in missing} == {
        k: v for k, v in shown(clean).items() if k not in missing
    }
    return Scene(source, folder / "home", shown(folder / "home"), new, new_held, seconds)


def put(source: Path, texts: dict[int, str]) -> None:
    corpus.write(source, {corpus.name_of(n): text for n, text in texts.items()})
    for n in texts:
        os.utime(source / corpus.name_of(n), ns=(HOURS_AGO + n, HOURS_AGO + n))


def recover(scene: Scene, home: Path) -> None:
    """What holds after a crash, and after the run that follows it."""
    warehouse = home / "warehouse.duckdb"
    assert shown(home) in (scene.old, scene.new)
    assert check_lake(Lake(home / "lake"), read_data=True) == []
    assert in_child(lambda: short_run(scene.source, home, prune=True)) == 0
    assert shown(home) == scene.new
    assert held(home) == scene.new_held
    names = {path.name for path in home.iterdir()}
    assert names == {"lake", warehouse.name}, "no write-ahead log and nothing half-built is left"
    committed = {commit.run_id for commit in Lake(home / "lake").commits()}
    assert {path.name for path in (home / "lake" / "rows").iterdir()} == committed


@pytest.mark.parametrize("step", STEPS)
def test_a_run_that_is_killed_at_a_step(scene: Scene, tmp_path: Path, step: str) -> None:
    home = tmp_path / "home"
    shutil.copytree(scene.home, home)
    run = lambda: short_run(scene.source, home, prune=True)  # noqa: E731
    assert in_child(run, kill_at=step) == -signal.SIGKILL
    recover(scene, home)


def test_a_run_that_is_killed_at_any_moment(scene: Scene, tmp_path: Path) -> None:
    dice = random.Random(8)
    killed = 0
    for number in range(CRASHES):
        home = tmp_path / str(number)
        shutil.copytree(scene.home, home)
        after = dice.uniform(0, scene.seconds)
        status = in_child(lambda at=home: short_run(scene.source, at, prune=True), kill_after=after)
        assert status in (0, -signal.SIGKILL)
        killed += status != 0
        recover(scene, home)
        shutil.rmtree(home)
    assert killed >= CRASHES // 2, "most of the runs were still on their way"


def test_a_rebuild_that_is_killed_leaves_the_warehouse(scene: Scene, tmp_path: Path) -> None:
    for step in ("publish:begun", "publish:filled", "publish:closed", "publish:renamed"):
        home = tmp_path / step.replace(":", "-")
        shutil.copytree(scene.home, home)
        settings = Settings(home=home)
        assert in_child(lambda s=settings: rebuild_warehouse(s), kill_at=step) == -signal.SIGKILL
        assert shown(home) == scene.old
        recover(scene, home)
