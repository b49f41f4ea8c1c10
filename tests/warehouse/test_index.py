"""A pending run sees the same rows with the index and without it, whatever became of its file."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_rows import plain_row

from schemas import ARTICLES, MENTIONS, REJECTS, RUNS, Reject
from warehouse.compact import compact
from warehouse.durable import INDEX_STEPS, KILL_AT
from warehouse.index import INDEXED
from warehouse.lake import Lake

FILES = st.sampled_from("abcd")
CHANGES = st.lists(
    st.tuples(st.dictionaries(FILES, st.integers(0, 2), max_size=3), st.booleans(), st.booleans()),
    min_size=1,
    max_size=6,
)
"""Commits: file -> number of its rows; whether the index follows; whether the lake is compacted."""
SHOWN = (
    "before.main.rejects",
    "corpus.main.rejects",
    "before.main.article_facts",
    "corpus.main.article_facts",
)
AT = datetime(2026, 3, 1)


@pytest.fixture(autouse=True)
def indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.index.LEAST_ROWS", 0)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return begun(tmp_path)


def begun(folder: Path) -> Lake:
    lake = Lake(folder / "lake")
    with lake.writer():
        pass
    return lake


def stage(lake: Lake, run_id: str, files: dict[str, int]) -> None:
    """A run that takes files over, each an article that says so, with so many rejects."""
    staging = lake.staging(run_id)
    rejects = [
        Reject(f, "empty", f"{run_id} {n}", run_id) for f, count in files.items() for n in range(count)
    ]
    staging.write(REJECTS, rejects)
    articles = [
        plain_row(ARTICLES, article_id=f, body="Text", run_id=run_id) for f, count in files.items() if count
    ]
    staging.write(ARTICLES, articles)
    staging.write(RUNS, [plain_row(RUNS, run_id=run_id, started_at=AT, finished_at=AT)])
    staging.take({REJECTS.name: [*files], ARTICLES.name: [*files], RUNS.name: [run_id]})


def commit(lake: Lake, run_id: str, files: dict[str, int]) -> None:
    stage(lake, run_id, files)
    lake.commit(run_id, lake.version)


def seen(lake: Lake, run_id: str) -> tuple[bool, list[list[tuple[Any, ...]]]]:
    """Whether a pending run asks the index, and the rows that it sees."""
    with lake.open(lake.staging(run_id), tables=[REJECTS, ARTICLES, MENTIONS]) as snapshot:
        rows = [snapshot.connection.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in SHOWN]
        return bool(snapshot.indexed), rows


def index_of(lake: Lake) -> Path:
    return lake.folder / "index.duckdb"


def both_ways(lake: Lake, run_id: str) -> tuple[bool, list[list[tuple[Any, ...]]]]:
    """As ``seen``; the rows have to be those that the commits alone tell."""
    is_asked, rows = seen(lake, run_id)
    index, aside = index_of(lake), lake.folder / "aside"
    if index.exists():
        index.rename(aside)
    assert seen(lake, run_id) == (False, rows)
    if aside.exists():
        aside.rename(index)
    return is_asked, rows


@given(changes=CHANGES, pending=st.dictionaries(FILES, st.integers(0, 2)))
@settings(deadline=None, max_examples=40)
def test_it_shows_the_rows_that_hold(
    changes: Sequence[tuple[dict[str, int], bool, bool]], pending: dict[str, int]
) -> None:
    with TemporaryDirectory() as name:
        lake = begun(Path(name))
        for number, (files, is_followed, is_compacted) in enumerate(changes):
            commit(lake, f"run{number}", files)
            if is_followed:
                assert lake.index()
            if is_compacted:
                with lake.writer():
                    compact(lake, f"compact{number}", AT + timedelta(days=number))
        stage(lake, "pending", pending)
        is_asked, _ = both_ways(lake, "pending")
        last = max((n for n, (_, is_followed, _) in enumerate(changes) if is_followed), default=-1)
        if last == len(changes) - 1:
            assert is_asked
        elif last < 0 or any(files for files, _, _ in changes[last + 1 :]):
            assert not is_asked, "rows came that it does not have"


def test_what_a_commit_records_of_itself_leaves_it_as_it_is(lake: Lake) -> None:
    commit(lake, "one", {"a": 1})
    assert lake.index()
    staging = lake.staging("two")
    staging.write(RUNS, [plain_row(RUNS, run_id="two", started_at=AT)])
    staging.take({RUNS.name: ["two"]})
    assert not lake.commit("two", lake.version).touches(INDEXED)
    stage(lake, "three", {"b": 1})
    assert both_ways(lake, "three")[0]


def test_a_small_lake_has_none(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.index.LEAST_ROWS", 3)
    commit(lake, "one", {"a": 1})
    assert not lake.index()
    commit(lake, "two", {"b": 1})
    assert lake.index()
    assert index_of(lake).exists()


def test_one_of_another_lake_is_not_asked_and_made_anew(lake: Lake, tmp_path: Path) -> None:
    other = begun(tmp_path / "other")
    commit(other, "elsewhere", {"z": 2})
    assert other.index()
    commit(lake, "one", {"a": 1})
    index_of(other).rename(index_of(lake))
    stage(lake, "two", {"b": 1})
    assert not both_ways(lake, "two")[0]
    assert lake.index()
    assert both_ways(lake, "two")[0]


@pytest.mark.parametrize("content", [b"", b"no database at all", b"\0" * 100_000])
def test_a_damaged_one_is_not_asked_and_made_anew(lake: Lake, content: bytes) -> None:
    commit(lake, "one", {"a": 1})
    index_of(lake).write_bytes(content)
    stage(lake, "two", {"b": 1})
    assert not both_ways(lake, "two")[0]
    assert lake.index()
    assert both_ways(lake, "two")[0]


def test_one_that_other_code_made_is_made_anew(lake: Lake) -> None:
    commit(lake, "one", {"a": 1})
    assert lake.index()
    with duckdb.connect(str(index_of(lake))) as connection:
        connection.execute("UPDATE main.shown SET layout = 'former'")
        connection.execute("DELETE FROM main.rejects")
    stage(lake, "two", {"b": 1})
    assert not both_ways(lake, "two")[0]
    assert lake.index()
    assert both_ways(lake, "two")[0]


def index_without_room(folder: Path) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
    sys.exit(7 if Lake(folder).index() else 0)


@pytest.mark.parametrize("is_first", [True, False])
def test_one_for_which_there_is_no_room_is_left_out(lake: Lake, *, is_first: bool) -> None:
    commit(lake, "one", {"a": 1})
    if not is_first:
        assert lake.index()
        commit(lake, "two", {"b": 1})
    process = multiprocessing.get_context("fork").Process(target=index_without_room, args=(lake.folder,))
    process.start()
    process.join(120)
    assert process.exitcode == 0
    assert not index_of(lake).exists()
    stage(lake, "three", {"c": 1})
    assert not both_ways(lake, "three")[0]


def index_and_die(folder: Path, step: str) -> None:
    os.environ[KILL_AT] = step
    Lake(folder).index()


@pytest.mark.parametrize("step", INDEX_STEPS)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_kill_at_any_step_leaves_the_rows_right(lake: Lake, step: str, *, is_first: bool) -> None:
    commit(lake, "one", {"a": 1, "b": 2})
    if not is_first:
        assert lake.index()
        commit(lake, "two", {"a": 2, "b": 0, "c": 1})
    process = multiprocessing.get_context("fork").Process(target=index_and_die, args=(lake.folder, step))
    process.start()
    process.join(120)
    assert process.exitcode == -signal.SIGKILL
    lake = Lake(lake.folder)
    stage(lake, "three", {"c": 2})
    both_ways(lake, "three")
    assert lake.index()
    assert both_ways(lake, "three")[0]
