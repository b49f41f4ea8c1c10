"""A compaction changes the files of a lake and nothing of what it tells, wherever it breaks off."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from plain_rows import plain_row

from schemas import REJECTS, RUNS, Reject
from warehouse import compact as module
from warehouse.compact import compact, lake_size
from warehouse.durable import COMPACTION_STEPS, KILL_AT
from warehouse.lake import Lake
from warehouse.publish import is_stale, publish, published

START = datetime(2022, 3, 1)


def commit(lake: Lake, number: int, rows: dict[str, str | None]) -> None:
    """Commit a run of day ``number``: file -> detail of its reject, or null where it is none any more."""
    run_id = f"run{number:04}"
    staging = lake.staging(run_id)
    staging.write(REJECTS, [Reject(name, "empty", detail, run_id) for name, detail in rows.items() if detail])
    staging.take({REJECTS.name: list(rows)})
    at = START + timedelta(days=number)
    staging.write(RUNS, [plain_row(RUNS, run_id=run_id, started_at=at, finished_at=at, state="done")])
    staging.take({RUNS.name: [run_id]}, "record")
    lake.commit(run_id, lake.version)


def held(lake: Lake) -> list[Any]:
    with lake.open() as snapshot:
        return sorted(snapshot.rows(REJECTS), key=lambda r: r.source_file) + sorted(
            snapshot.rows(RUNS), key=lambda r: r.run_id
        )


def fill(lake: Lake, commits: int, start: int = 1) -> None:
    chooser = random.Random(start)
    for number in range(start, start + commits):
        names = chooser.sample("abcdefgh", 3)
        commit(lake, number, {n: None if chooser.random() < 0.2 else f"{n} in {number}" for n in names})


@pytest.fixture
def lake(lake: Lake) -> Lake:
    with lake.writer():
        fill(lake, 20)
    return lake


def test_an_empty_lake_has_nothing_to_compact(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    with lake.writer():
        assert compact(lake, "compact") is None
    assert lake.version == 0


def test_what_was_merged_before_it_was_published_is_built_in_full(lake: Lake, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    publish(lake, warehouse)
    fill(lake, 3, start=40)
    assert compact(lake, "compact") is not None
    assert is_stale(lake, warehouse)
    publish(lake, warehouse)
    found = published(warehouse)
    assert found is not None
    assert (found.lake_version, found.updates) == (lake.version, 0)
    assert not is_stale(lake, warehouse)


def test_a_reader_keeps_what_it_reads_and_the_next_run_removes_it(lake: Lake) -> None:
    with Lake(lake.folder).open(tables=[REJECTS]) as snapshot:
        before = held(lake)
        with lake.writer():
            assert compact(lake, "compact1") is not None
            assert lake.remove_leftovers() == []
        assert len(list((lake.folder / "rows").iterdir())) == 21, "nothing is removed under a reader"
        assert snapshot.column("SELECT count(*) > 0 FROM corpus.main.rejects") == [True]
        assert held(lake) == before
    with lake.writer():
        assert len(lake.remove_leftovers()) == 20
    assert [p.name for p in (lake.folder / "rows").iterdir()] == ["compact1"]
    assert [p.name for p in (lake.folder / "commits").iterdir()] == ["00000021.json"]
    assert held(lake) == before


def test_rows_hold_as_before_and_commits_go_on(lake: Lake) -> None:
    before = held(lake)
    done = compact(lake, "compact1")
    assert done is not None
    assert (done.commits, done.dropped) == (20, 0)
    assert done.files_before > 50
    assert done.files_after == 3
    assert held(lake) == before
    assert (lake.version, lake.data_version) == (21, 20)
    assert [c.version for c in lake.commits()] == [21]
    assert {p.name for p in (lake.folder / "rows").iterdir()} == {"compact1"}
    assert len(list((lake.folder / "commits").iterdir())) == 1
    fill(lake, 5, start=30)
    later = held(lake)
    assert later != before
    assert compact(lake, "compact2") is not None
    assert held(lake) == later
    assert {p.name for p in (lake.folder / "rows").iterdir()} == {"compact2"}
    assert compact(lake, "compact3") is None, "one commit is compact"


def test_the_warehouse_is_the_same_and_need_not_be_published_again(lake: Lake, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    publish(lake, warehouse)
    compact(lake, "compact1")
    assert not is_stale(lake, warehouse)
    fill(lake, 1, start=40)
    assert is_stale(lake, warehouse)
    publish(lake, warehouse)
    publish(lake, tmp_path / "full.duckdb", full=True)
    import duckdb

    with duckdb.connect(str(warehouse), read_only=True) as connection:
        connection.execute(f"ATTACH '{tmp_path / 'full.duckdb'}' AS other (READ_ONLY)")
        for table in ("rejects", "runs"):
            assert connection.execute(f"(FROM {table} EXCEPT FROM other.{table})").fetchall() == []
            assert connection.execute(f"(FROM other.{table} EXCEPT FROM {table})").fetchall() == []


def test_retention_drops_what_was_replaced_before_then_and_nothing_that_holds(lake: Lake) -> None:
    before = held(lake)
    with lake.open() as snapshot:
        files = snapshot.column("SELECT count(*) FROM corpus.main.lake_takes")
    everything = compact(lake, "compact1", START + timedelta(days=15))
    assert everything is not None
    assert everything.dropped > 0
    assert held(lake) == before
    with lake.open() as snapshot:
        assert snapshot.column("SELECT count(*) FROM corpus.main.lake_takes") == files
    again = compact(lake, "compact2", START + timedelta(days=99))
    assert again is not None, "a single commit is compacted again where something can be dropped"
    assert held(lake) == before
    assert compact(lake, "compact3", START + timedelta(days=99)) is None


def test_large_files_are_kept_as_they_are(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGE_BYTES", 1000)
    compact(lake, "compact1")
    fill(lake, 3, start=50)
    before = held(lake)
    compact(lake, "compact2")
    assert held(lake) == before
    (only,) = lake.commits()
    paths = [file.path for files in only.files.values() for file in files]
    assert {path.split("/")[1] for path in paths} == {"compact1", "compact2"}
    found = {p.relative_to(lake.folder).as_posix() for p in lake.folder.glob("rows/*/*/*.parquet")}
    assert found == set(paths)
    assert lake_size(lake)[:2] == (1, len(paths))


def compact_and_die(folder: Path, step: str) -> None:
    os.environ[KILL_AT] = step
    lake = Lake(folder)
    with lake.writer():
        compact(lake, "compact1", START + timedelta(days=10))


@pytest.mark.parametrize("step", COMPACTION_STEPS)
def test_a_kill_at_any_step_loses_nothing_and_the_next_run_cleans_up(lake: Lake, step: str) -> None:
    before = held(lake)
    process = multiprocessing.get_context("fork").Process(target=compact_and_die, args=(lake.folder, step))
    process.start()
    process.join(120)
    assert process.exitcode == -signal.SIGKILL
    lake = Lake(lake.folder)
    assert held(lake) == before
    with lake.writer():
        lake.remove_leftovers()
        assert held(lake) == before
        compact(lake, "compact2", START + timedelta(days=10))
    assert held(lake) == before
    named = {f.path for c in lake.commits() for files in c.files.values() for f in files}
    assert {p.relative_to(lake.folder).as_posix() for p in lake.folder.glob("rows/*/*/*")} == named
    assert len(list((lake.folder / "commits").iterdir())) == 1
