"""The warehouse shows the lake, with its comments, and is replaced in one step."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from schemas import REJECTS, TABLES, Reject
from warehouse.lake import Lake, LakeError
from warehouse.publish import is_stale, publish, sql_objects


def commit(lake: Lake, run_id: str, name: str) -> None:
    staging = lake.staging(run_id)
    staging.write(REJECTS, [Reject(name, "empty", "no bytes", run_id)])
    staging.take({REJECTS.name: [name]})
    lake.commit(run_id, lake.version)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path / "lake")
    with lake.writer():
        commit(lake, "one", "a.txt")
    return lake


def test_tables_columns_and_comments_are_those_declared(lake: Lake, tmp_path: Path) -> None:
    publish(lake, tmp_path / "w.duckdb")
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as connection:
        for table in TABLES:
            found = connection.execute(
                "SELECT column_name, comment, is_nullable FROM duckdb_columns()"
                " WHERE table_name = ? ORDER BY column_index",
                [table.name],
            ).fetchall()
            declared = [(f.name, f.description, f.nullable) for f in table.fields]
            assert found == (declared if table.is_published else []), table.name
        tables = dict(connection.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
        assert tables["rejects"] == REJECTS.grain


def test_a_reader_is_not_disturbed_and_nothing_is_left_beside(lake: Lake, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    assert publish(lake, warehouse) == 1
    with duckdb.connect(str(warehouse), read_only=True) as reader:
        commit(lake, "two", "b.txt")
        assert is_stale(lake, warehouse)
        assert publish(lake, warehouse) == 2
        assert reader.execute("SELECT count(*) FROM rejects").fetchone() == (1,)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM rejects").fetchone() == (2,)
    assert not is_stale(lake, warehouse)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["lake", "w.duckdb"]


def test_a_lake_that_cannot_be_read_leaves_the_old_warehouse(lake: Lake, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    publish(lake, warehouse)
    before = warehouse.read_bytes()
    commit(lake, "two", "b.txt")
    next((lake.folder / "rows" / "two" / "rejects").iterdir()).write_bytes(b"torn")
    with pytest.raises(LakeError, match="rows/two/rejects"):
        publish(lake, warehouse)
    assert warehouse.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["lake", "w.duckdb"]


def test_no_warehouse_is_a_stale_one(lake: Lake, tmp_path: Path) -> None:
    assert is_stale(lake, tmp_path / "none.duckdb")
    (tmp_path / "torn.duckdb").write_bytes(b"torn")
    assert is_stale(lake, tmp_path / "torn.duckdb")


def test_every_sql_object_says_its_grain_and_question() -> None:
    for name, text in sql_objects():
        head = [line for line in text.splitlines() if line.startswith("--")]
        assert "Grain:" in head[0], name
        assert any("Question:" in line for line in head), name
