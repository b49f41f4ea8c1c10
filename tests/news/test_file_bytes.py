"""Bytes are those of one moment: a file that moves is left for later, a link is never followed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from news import file_bytes
from news.file_bytes import TRIES, read
from news.rejection import NotAnArticle, NotNow


def test_the_bytes_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\0 kurz")
    assert read(tmp_path / "a.txt", 7) == b"\xff\0 kurz"


def writing(path: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> list[int]:
    """Let a file be written between the two looks at it, ``times`` times; the list grows with each look."""
    looks: list[int] = []
    fstat = os.fstat

    def look(descriptor: int) -> os.stat_result:
        looks.append(descriptor)
        if len(looks) % 2 == 0 and len(looks) <= 2 * times:
            os.utime(path, ns=(len(looks), len(looks)))
        return fstat(descriptor)

    monkeypatch.setattr(file_bytes.os, "fstat", look)
    return looks


def test_a_file_that_is_written_meanwhile_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"still")
    looks = writing(path, monkeypatch, TRIES - 1)
    assert read(path, 9) == b"still"
    assert len(looks) == 2 * TRIES


def test_a_file_that_is_written_all_the_time_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"nie still")
    writing(path, monkeypatch, TRIES)
    with pytest.raises(NotNow, match=r"unreadable: .*a\.txt: it changed while it was read"):
        read(path, 9)


def test_a_file_that_is_gone_is_left(tmp_path: Path) -> None:
    with pytest.raises(NotNow, match=r"fort\.txt: it vanished"):
        read(tmp_path / "fort.txt", 9)


def test_a_file_that_became_a_link_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "geheim").write_bytes(b"geheim")
    path = tmp_path / "a.txt"
    path.symlink_to(tmp_path / "geheim")
    with pytest.raises(NotAnArticle, match="no plain file"):
        read(path, 9)
    plain = (tmp_path / "geheim").lstat()
    monkeypatch.setattr(Path, "lstat", lambda _: plain)
    with pytest.raises(NotAnArticle, match="unreadable: Too many levels of symbolic links"):
        read(path, 9)
