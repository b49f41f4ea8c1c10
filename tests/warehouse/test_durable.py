"""Files are there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.durable import replace, write_once


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
