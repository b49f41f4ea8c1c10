"""Files are there whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
from pathlib import Path

import pytest

from warehouse.durable import (
    KILL_AT,
    STEPS,
    StorageError,
    copy,
    make_folder,
    remove,
    remove_folder,
    replace,
    step,
    syncing,
    write_once,
)


def test_a_file_is_written_once(tmp_path: Path) -> None:
    write_once(tmp_path / "f", b"one")
    with pytest.raises(FileExistsError):
        write_once(tmp_path / "f", b"two")
    assert (tmp_path / "f").read_bytes() == b"one"
    assert [p.name for p in tmp_path.iterdir()] == ["f"], "nothing is left beside it"


def test_a_reader_of_the_old_file_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"old")
    (tmp_path / "new").write_bytes(b"new")
    with (tmp_path / "f").open("rb") as reader:
        replace(tmp_path / "new", tmp_path / "f")
        assert reader.read() == b"old"
    assert (tmp_path / "f").read_bytes() == b"new"


@pytest.mark.parametrize("shares_blocks", [True, False])
def test_a_copy_holds_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, shares_blocks: bool
) -> None:
    if not shares_blocks:
        monkeypatch.delattr(os, "copy_file_range")
    (tmp_path / "f").write_bytes(b"one" * 99_999)
    (tmp_path / "copy").write_bytes(b"longer" * 99_999)
    copy(tmp_path / "f", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"one" * 99_999


def test_a_file_system_that_cannot_copy_within_itself_copies_through_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: int) -> int:
        raise OSError(errno.EOPNOTSUPP, "Operation not supported")

    monkeypatch.setattr(os, "copy_file_range", refuse)
    (tmp_path / "f").write_bytes(b"one")
    copy(tmp_path / "f", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"one"


def test_folders_are_made_though_another_worker_makes_them_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mkdir = os.mkdir

    def twice(path: Path) -> None:
        mkdir(path)
        mkdir(path)

    monkeypatch.setattr(os, "mkdir", twice)
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_what_is_removed_may_be_gone_already(tmp_path: Path) -> None:
    remove(tmp_path / "none")
    (tmp_path / "folder").mkdir()
    remove_folder(tmp_path / "folder")
    with pytest.raises(StorageError, match=r"cannot remove .*folder: No such file"):
        remove_folder(tmp_path / "folder")


def test_a_step_does_nothing_unless_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    killed = []
    monkeypatch.setattr(os, "kill", lambda pid, signal: killed.append((pid, signal)))
    step(STEPS[0])
    monkeypatch.setenv(KILL_AT, STEPS[1])
    step(STEPS[0])
    assert killed == []
    step(STEPS[1])
    assert killed == [(os.getpid(), signal.SIGKILL)]


def test_a_disk_that_refuses_a_file_while_other_work_goes_on_is_told_of(
    tmp_path: Path,
) -> None:
    (tmp_path / "f").write_bytes(b"bytes")
    with syncing(tmp_path / "f"):
        done = "other work"
    assert done
    with pytest.raises(StorageError, match=r"make durable .*gone"), syncing(tmp_path / "gone"):
        done = "still done"
    assert done == "still done"
