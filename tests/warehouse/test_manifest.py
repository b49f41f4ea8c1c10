"""The manifest says what the commits say, whatever became of its file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from plain_rows import plain_row

from schemas import MISSING_FILES, RUNS, SOURCE_FILES, MissingFile
from schemas.known_files import KNOWN_FILES
from warehouse.lake import Lake, LakeError
from warehouse.manifest import TICK_NS, read_manifest

STARTED = datetime(2026, 3, 1, 12)
STARTED_NS = int(STARTED.replace(tzinfo=UTC).timestamp()) * 10**9


def commit(
    lake: Lake,
    run_id: str,
    files: dict[str, int],
    gone: Sequence[MissingFile] = (),
    taken: Sequence[str] = (),
) -> None:
    """A run that read files (name -> time of change), missed some, and took over some more without rows."""
    staging = lake.staging(run_id)
    staging.write(RUNS, [plain_row(RUNS, run_id=run_id, started_at=STARTED)])
    rows = [
        plain_row(SOURCE_FILES, source_file=name, byte_count=1, modified_ns=time, run_id=run_id)
        for name, time in files.items()
    ]
    staging.write(SOURCE_FILES, rows)
    staging.write(MISSING_FILES, gone)
    staging.take(
        {
            RUNS.name: [run_id],
            SOURCE_FILES.name: [*files, *taken],
            MISSING_FILES.name: [*(row.source_file for row in gone), *taken],
        }
    )
    lake.commit(run_id, lake.version)


def told(lake: Lake) -> list[tuple[object, ...]]:
    columns = read_manifest(lake).drop_columns(["etag"])
    return [tuple(row.values()) for row in columns.to_pylist()]


def test_its_columns_are_those_that_the_plan_compares(lake: Lake) -> None:
    commit(lake, "one", {"a": 1})
    assert read_manifest(lake).schema.equals(KNOWN_FILES)
    assert read_manifest(lake).schema.equals(KNOWN_FILES), "as it was stored"


def test_an_empty_lake_knows_no_file(lake: Lake) -> None:
    assert told(lake) == []
    assert not (lake.folder / "manifest.parquet").exists()


def test_it_follows_the_commits(lake: Lake) -> None:
    commit(lake, "one", {"a": 1, "b": 2, "c": 3})
    assert told(lake) == [("a", 1, 1, False, False), ("b", 1, 2, False, False), ("c", 1, 3, False, False)]
    commit(lake, "two", {"b": 5}, [MissingFile("c", False, "two")])
    commit(lake, "three", {"d": 6}, [MissingFile("a", True, "three")], ["a"])
    expected = [
        ("a", None, None, None, True),
        ("b", 1, 5, False, False),
        ("c", 1, 3, False, True),
        ("d", 1, 6, False, False),
    ]
    # The last run takes "a" over among the files, and misses it: both in one commit.
    assert told(lake) == expected
    (lake.folder / "manifest.parquet").unlink()
    assert told(Lake(lake.folder)) == expected
    commit(lake, "four", {"a": 7}, taken=["c"])
    assert told(lake) == [("a", 1, 7, False, True), *expected[1:2], expected[3]]


def test_a_file_read_within_the_tick_of_its_change_is_racy(lake: Lake) -> None:
    times = {
        "long ago": STARTED_NS - TICK_NS - 1,
        "just before": STARTED_NS - TICK_NS,
        "later": STARTED_NS + 1,
    }
    commit(lake, "one", times)
    assert {name: racy for name, _, _, racy, _ in told(lake)} == {
        "long ago": False, "just before": True, "later": True,
    }  # fmt: skip


def test_an_etag_tells_changes_within_the_tick(lake: Lake) -> None:
    staging = lake.staging("one")
    staging.write(RUNS, [plain_row(RUNS, run_id="one", started_at=STARTED)])
    row = plain_row(
        SOURCE_FILES, source_file="a", byte_count=1, modified_ns=STARTED_NS, run_id="one", etag="x"
    )
    staging.write(SOURCE_FILES, [row])
    staging.take({RUNS.name: ["one"], SOURCE_FILES.name: ["a"]})
    lake.commit("one", lake.version)
    (known,) = read_manifest(lake).to_pylist()
    assert (known["etag"], known["is_racy"]) == ("x", False)


def test_without_news_of_files_its_file_is_read_as_it_is(lake: Lake) -> None:
    commit(lake, "one", {"a": 1})
    read_manifest(lake)
    before = (lake.folder / "manifest.parquet").stat()
    staging = lake.staging("idle")
    staging.write(RUNS, [plain_row(RUNS, run_id="idle", started_at=STARTED)])
    staging.take({RUNS.name: ["idle"]})
    lake.commit("idle", lake.version)
    assert told(lake) == [("a", 1, 1, False, False)]
    assert (lake.folder / "manifest.parquet").stat() == before


@pytest.mark.parametrize("damage", ["torn", "foreign", "bare", "other columns"])
def test_a_manifest_that_is_not_of_this_lake_is_made_anew(lake: Lake, tmp_path: Path, damage: str) -> None:
    commit(lake, "one", {"a": 1})
    expected = told(lake)
    path = lake.folder / "manifest.parquet"
    if damage == "torn":
        path.write_bytes(path.read_bytes()[:-9])
    elif damage == "foreign":
        other = Lake(tmp_path / "other")
        with other.writer():
            commit(other, "elsewhere", {"z": 9})
        read_manifest(other)
        path.write_bytes((other.folder / "manifest.parquet").read_bytes())
    elif damage == "bare":
        pq.write_table(pq.read_table(path).replace_schema_metadata(None), path)
    else:
        pq.write_table(pq.read_table(path).drop_columns(["is_racy"]), path)
    assert told(lake) == expected


def test_a_damaged_file_of_the_lake_is_named(lake: Lake) -> None:
    commit(lake, "one", {"a": 1})
    next((lake.folder / "rows" / "one" / "source_files").iterdir()).write_bytes(b"torn")
    with pytest.raises(LakeError, match="rows/one/source_files"):
        read_manifest(lake)
