"""A damaged lake is told file by file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from schemas import REJECTS, Reject
from warehouse.check import check_lake
from warehouse.lake import Lake


@pytest.fixture
def lake(lake: Lake) -> Lake:
    with lake.writer():
        for name in ("a", "b", "c"):
            staging = lake.staging(name)
            staging.write(REJECTS, [Reject(name, "empty", "no bytes", name)])
            staging.take({REJECTS.name: [name]})
            lake.commit(name, lake.version)
    return lake


def test_a_sound_lake_has_nothing_to_tell(lake: Lake, tmp_path: Path) -> None:
    assert check_lake(lake) == check_lake(lake, read_data=True) == []
    assert check_lake(Lake(tmp_path / "none"), read_data=True) == []


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize(
    ("damage", "told", "is_seen_at_once"),
    [
        (flip, "holds other bytes than were committed", False),
        (torn, "instead of", True),
        (Path.unlink, "cannot be read: No such file or directory", True),
    ],
    ids=["a bit", "the end", "the file"],
)
def test_damage_is_named(
    lake: Lake, damage: Callable[[Path], None], told: str, *, is_seen_at_once: bool
) -> None:
    damage(lake.folder / "rows" / "b" / "rejects" / "0000.parquet")
    (found,) = check_lake(lake, read_data=True)
    assert "rows/b/rejects/0000.parquet (commit 2, run b)" in found
    assert told in found
    assert len(check_lake(lake)) == is_seen_at_once


def test_a_missing_a_renamed_and_a_torn_commit_are_named(lake: Lake) -> None:
    commits = lake.folder / "commits"
    (commits / "00000002.json").rename(commits / "kept")
    (found,) = check_lake(Lake(lake.folder))
    assert "00000002.json is missing" in found
    (commits / "kept").rename(commits / "00000004.json")
    assert "00000004.json holds commit 2" in " ".join(check_lake(Lake(lake.folder)))
    (commits / "00000001.json").write_text("{")
    (found,) = check_lake(Lake(lake.folder))
    assert "cannot read the commit" in found
    assert "00000001.json" in found
