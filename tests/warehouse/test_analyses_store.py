"""Kept analyses come back, take only the room that they have, and are missed rather than wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.analyses import KeptAnalyses, bound_analyses, byte_size, kept_analyses


def some(count: int, start: int = 0, size: int = 2000) -> dict[bytes, bytes]:
    return {n.to_bytes(16): n.to_bytes(2) * (size // 2) for n in range(start, start + count)}


def test_what_is_kept_is_found(tmp_path: Path) -> None:
    kept = kept_analyses(tmp_path, "accurate-2/odd name")
    assert kept.find([b"x"]) == {}
    kept.keep(some(1200))
    kept.keep(some(10, 1195, 4))
    found = kept.find([*some(1300)])
    assert found == some(1200) | some(10, 1195, 4)
    assert [p.parent for p in (tmp_path / "analyses").iterdir()] == [tmp_path / "analyses"]


@pytest.mark.parametrize("content", [b"", b"torn", b"SQLite format 3\0" + b"x" * 4096])
def test_a_damaged_file_holds_nothing_and_is_begun_again(tmp_path: Path, content: bytes) -> None:
    kept = kept_analyses(tmp_path, "m")
    kept.path.parent.mkdir()
    kept.path.write_bytes(content)
    assert kept.find([*some(3)]) == {}
    kept.keep(some(3))
    kept.keep(some(3))
    assert kept.find([*some(3)]) == some(3)


def test_a_place_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "analyses").write_text("a file where the folder should be")
    kept = KeptAnalyses(tmp_path / "analyses" / "m.sqlite")
    kept.keep(some(1))
    assert kept.find([*some(1)]) == {}


def test_the_oldest_go_first(tmp_path: Path) -> None:
    older, newer = kept_analyses(tmp_path, "older"), kept_analyses(tmp_path, "newer")
    older.keep(some(100))
    newer.keep(some(1000))
    assert bound_analyses(tmp_path, 10_000_000) == 0
    assert bound_analyses(tmp_path, byte_size(tmp_path) - 1) > 100_000
    assert not older.path.exists()
    assert len(newer.find([*some(1000)])) == 1000
    bound_analyses(tmp_path, 1_000_000)
    assert byte_size(tmp_path) <= 1_000_000
    left = newer.find([*some(1000)])
    assert 200 < len(left) < 500
    assert set(left) == set([*some(1000)][-len(left) :]), "what was kept first goes first"
    bound_analyses(tmp_path, 0)
    assert byte_size(tmp_path) == 0
