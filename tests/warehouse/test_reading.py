"""The lock of readers: shared among them, exclusive for who removes, gone with its process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from warehouse.reading import read_lock, unread

CODE = """
import sys, time
from pathlib import Path
from warehouse.reading import read_lock
with read_lock(Path(sys.argv[1])):
    print("reads", flush=True)
    time.sleep(600)
"""


def is_unread(path: Path) -> bool:
    with unread(path) as nobody_reads:
        return nobody_reads


def test_many_may_read_and_nothing_is_removed_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "readers.lock"
    assert is_unread(path)
    with read_lock(path), read_lock(path):
        assert not is_unread(path)
    assert is_unread(path)


def test_a_killed_reader_holds_nothing_up(tmp_path: Path) -> None:
    path = tmp_path / "readers.lock"
    path.touch()
    with subprocess.Popen(
        [sys.executable, "-c", CODE, str(path)], stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reads\n"
        assert not is_unread(path)
        reader.kill()
        reader.wait()
    assert is_unread(path)


def test_a_lake_that_was_never_written_is_read_without_a_lock(tmp_path: Path) -> None:
    path = tmp_path / "lake" / "readers.lock"
    with read_lock(path):
        assert not path.parent.exists()
