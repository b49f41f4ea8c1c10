"""Whatever call of the file system fails, and how: the error names the path, and what was published stays."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from faults import FaultyOs, error, lost, nothing, short

from schemas import REJECTS, Reject
from warehouse import durable
from warehouse.check import check_lake
from warehouse.durable import StorageError
from warehouse.lake import Lake, LakeError
from warehouse.publish import publish

ERRORS = [errno.ENOSPC, errno.EIO, errno.EACCES]


def add(lake: Lake, name: str) -> None:
    """Stage and commit a reject."""
    with lake.writer():
        lake.remove_leftovers()
        staging = lake.staging(name)
        staging.write(REJECTS, [Reject(name, "empty", "no bytes", name)])
        staging.take({REJECTS.name: [name]})
        lake.commit(name, lake.version)


def names(lake: Lake) -> list[str]:
    with lake.open(tables=[REJECTS]) as snapshot:
        return sorted(row.source_file for row in snapshot.rows(REJECTS))


def shown(warehouse: Path) -> list[str]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return [
            name for (name,) in connection.execute("SELECT source_file FROM rejects ORDER BY 1").fetchall()
        ]


def calls_of(job: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The calls that a job makes when none fails."""
    counted = FaultyOs(0, short)
    with monkeypatch.context() as patch:
        patch.setattr(durable, "os", counted)
        job()
    return counted.calls


def fail(
    job: Callable[[], Any], at: int, fault: Callable[..., Any], patch: pytest.MonkeyPatch
) -> StorageError | None:
    """Do a job whose ``at``-th call of the file system fails; the error that came of it."""
    with patch.context() as context:
        context.setattr(durable, "os", FaultyOs(at, fault))
        try:
            job()
        except StorageError as broken:
            return broken
    return None


def test_staging_and_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "lake"
    add(Lake(folder), "a")
    count = len(calls_of(lambda: add(Lake(shutil.copytree(folder, tmp_path / "count")), "b"), monkeypatch))
    for number in ERRORS:
        for at in range(1, count + 1):
            lake = Lake(shutil.copytree(folder, tmp_path / f"{number}-{at}"))
            broken = fail(lambda of=lake: add(of, "b"), at, error(number), monkeypatch)
            assert broken is not None, f"the error at call {at} was swallowed"
            assert broken.errno == number
            assert str(lake.folder) in str(broken)
            assert os.strerror(number) in str(broken)
            assert names(Lake(lake.folder)) in (["a"], ["a", "b"])
            if names(Lake(lake.folder)) == ["a"]:
                add(Lake(lake.folder), "b")
            assert names(Lake(lake.folder)) == ["a", "b"]
            assert check_lake(Lake(lake.folder), read_data=True) == []


@pytest.mark.parametrize("fault", [nothing, lost])
def test_a_write_that_takes_less_than_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Callable[..., Any]
) -> None:
    calls = calls_of(lambda: add(Lake(tmp_path / "count"), "b"), monkeypatch)
    for at in (n for n, name in enumerate(calls, 1) if name == "write"):
        lake = Lake(tmp_path / str(at))
        broken = fail(lambda of=lake: add(of, "b"), at, fault, monkeypatch)
        assert "bytes" in str(broken)
        assert str(lake.folder) in str(broken)
        assert names(lake) == []


def test_a_write_that_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = calls_of(lambda: add(Lake(tmp_path / "count"), "b"), monkeypatch)
    for at in (n for n, name in enumerate(calls, 1) if name == "write"):
        lake = Lake(tmp_path / str(at))
        assert fail(lambda of=lake: add(of, "b"), at, short, monkeypatch) is None
        assert check_lake(lake, read_data=True) == []
        assert names(lake) == ["b"]


def test_publishing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lake, warehouse = Lake(tmp_path / "lake"), tmp_path / "w.duckdb"
    add(lake, "a")
    publish(lake, warehouse)
    add(lake, "b")
    before = warehouse.read_bytes()
    count = len(calls_of(lambda: publish(lake, tmp_path / "count.duckdb"), monkeypatch))
    shutil.copy(warehouse, tmp_path / "again.duckdb")
    count = max(count, len(calls_of(lambda: publish(lake, tmp_path / "again.duckdb"), monkeypatch)))
    for at in range(1, count + 1):
        number = ERRORS[at % len(ERRORS)]
        broken = fail(lambda: publish(lake, warehouse), at, error(number), monkeypatch)
        assert broken is not None, f"the error at call {at} was swallowed"
        assert broken.errno == number
        assert str(tmp_path) in str(broken)
        if warehouse.read_bytes() != before:
            assert shown(warehouse) == ["a", "b"], "only what comes after the renaming may fail then"
            warehouse.write_bytes(before)
    publish(lake, warehouse)
    assert shown(warehouse) == ["a", "b"]
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".w")]


def test_a_disk_that_is_full_while_duckdb_builds(tmp_path: Path) -> None:
    lake, warehouse = Lake(tmp_path / "lake"), tmp_path / "w.duckdb"
    add(lake, "a")
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            publish(lake, warehouse)
        except LakeError as broken:
            os._exit(42 if str(warehouse.parent) in str(broken) else 1)
        os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 42
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lake"]
