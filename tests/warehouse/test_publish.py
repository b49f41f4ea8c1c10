"""The warehouse shows the lake, with its comments, and is replaced in one step."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import duckdb
import pytest
from plain_rows import plain_row

from schemas import ARTICLES, MENTIONS, REJECTS, TABLES, Reject
from warehouse.lake import Lake, LakeError
from warehouse.publish import is_stale, publish, published, sql_objects


def commit(lake: Lake, run_id: str, name: str) -> None:
    staging = lake.staging(run_id)
    staging.write(REJECTS, [Reject(name, "empty", "no bytes", run_id)])
    staging.take({REJECTS.name: [name]})
    lake.commit(run_id, lake.version)


@pytest.fixture
def lake(lake: Lake) -> Lake:
    with lake.writer():
        commit(lake, "one", "a.txt")
    return lake


def test_tables_columns_and_comments_are_those_declared(lake: Lake, tmp_path: Path) -> None:
    publish(lake, tmp_path / "w.duckdb")
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as connection:
        for table in TABLES:
            found = connection.execute(
                "SELECT column_name, comment, is_nullable FROM duckdb_columns()"
                " WHERE schema_name = ? AND table_name = ? ORDER BY column_index",
                [table.schema, table.name],
            ).fetchall()
            declared = [(f.name, f.description, f.nullable) for f in table.fields]
            assert found == (declared if table.is_published else []), table.name
        tables = dict(connection.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
        assert tables["rejects"] == REJECTS.grain


def test_building_and_updating_keep_to_the_settings_of_duckdb(lake: Lake, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    publish(lake, warehouse, config={"threads": "1", "memory_limit": "200MB"})
    commit(lake, "two", "b.txt")
    for full in (False, True):
        with pytest.raises(LakeError, match="no_such_setting"):
            publish(lake, warehouse, full=full, config={"no_such_setting": "1"})
    assert is_stale(lake, warehouse)
    publish(lake, warehouse, config={"threads": "1", "memory_limit": "200MB"})
    found = published(warehouse)
    assert found
    assert (found.lake_version, found.updates) == (2, 1)


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


def rows(warehouse: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table and view with its rows, without what tells how the file was built."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        names = connection.execute(
            "SELECT schema_name || '.' || table_name, comment FROM duckdb_tables() WHERE table_name <> 'published'"
            " UNION ALL SELECT schema_name || '.' || view_name, comment FROM duckdb_views() WHERE NOT internal"
            " ORDER BY 1"
        ).fetchall()
        return {
            f"{name}: {comment}": sorted(connection.execute(f"FROM {name}").fetchall(), key=repr)
            for name, comment in names
        }


def stage(lake: Lake, run_id: str, names: dict[str, int]) -> None:
    """A commit that takes over articles with their mentions: id -> number of mentions, 0 for an article that goes."""
    articles = [
        plain_row(ARTICLES, article_id=f"{name:0>16}", body=run_id) for name, count in names.items() if count
    ]
    mentions = [
        plain_row(MENTIONS, mention_id=f"{name}{number:0>15}", article_id=f"{name:0>16}", text=run_id)
        for name, count in names.items()
        for number in range(count)
    ]
    staging = lake.staging(run_id)
    staging.write(ARTICLES, articles)
    staging.write(MENTIONS, mentions)
    staging.take({table.name: [f"{name:0>16}" for name in names] for table in (ARTICLES, MENTIONS)})
    lake.commit(run_id, lake.version)


def updates(warehouse: Path) -> int:
    found = published(warehouse)
    assert found
    return found.updates


def test_updates_give_the_rows_of_a_full_build(lake: Lake, tmp_path: Path) -> None:
    dice = random.Random(3)
    updated, full = tmp_path / "updated.duckdb", tmp_path / "full.duckdb"
    publish(lake, updated)
    for number in range(4):
        for part in range(dice.randint(1, 2)):
            stage(lake, f"{number}-{part}", {name: dice.randint(0, 3) for name in dice.sample("abcdef", 3)})
        assert publish(lake, updated) == lake.version
        assert updates(updated) == number + 1
    publish(lake, full)
    assert updates(full) == 0
    assert rows(updated) == rows(full)
    assert publish(lake, updated, full=True) == lake.version
    assert updates(updated) == 0


def test_a_file_of_other_code_another_lake_or_none_is_built_in_full(
    lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = tmp_path / "w.duckdb"
    other = Lake(tmp_path / "other")
    with other.writer():
        commit(other, "elsewhere", "z.txt")
    publish(other, warehouse)
    assert is_stale(lake, warehouse), "it shows commit 1 of another lake"
    publish(lake, warehouse)
    assert updates(warehouse) == 0
    assert not is_stale(lake, warehouse)
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("UPDATE main.published SET layout = 'former'")
    assert is_stale(lake, warehouse)
    publish(lake, warehouse)
    assert updates(warehouse) == 0
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("CREATE OR REPLACE TABLE main.published AS SELECT 1 AS lake_version")
    assert published(warehouse) is None


def test_holes_do_not_grow_without_bound(lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse = tmp_path / "w.duckdb"
    publish(lake, warehouse)
    monkeypatch.setattr("warehouse.publish.MOST_UPDATES", 2)
    counts = []
    for number in range(4):
        commit(lake, f"more-{number}", f"{number}.txt")
        publish(lake, warehouse)
        counts.append(updates(warehouse))
    assert counts == [1, 2, 0, 1]
    monkeypatch.setattr("warehouse.publish.GROWTH", 0.5)
    monkeypatch.setattr("warehouse.publish.SLACK", 0)
    commit(lake, "larger", "larger.txt")
    publish(lake, warehouse)
    assert updates(warehouse) == 0


def test_very_many_changed_articles_are_built_in_full(
    lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = tmp_path / "w.duckdb"
    stage(lake, "many", dict.fromkeys("abcdef", 1))
    publish(lake, warehouse)
    monkeypatch.setattr("warehouse.publish.FEW", 1)
    monkeypatch.setattr("warehouse.publish.MOST_CHANGED", 0.4)
    stage(lake, "two", {"a": 2, "b": 0})
    publish(lake, warehouse)
    assert updates(warehouse) == 1
    stage(lake, "three", dict.fromkeys("abc", 2))
    publish(lake, warehouse)
    assert updates(warehouse) == 0


def test_a_damaged_new_file_of_the_lake_is_named_by_an_update_too(lake: Lake, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    publish(lake, warehouse)
    commit(lake, "two", "b.txt")
    path = next((lake.folder / "rows" / "two" / "rejects").iterdir())
    path.write_bytes(path.read_bytes()[:40])
    before = warehouse.read_bytes()
    with pytest.raises(LakeError, match=r"rows/two/rejects/0000\.parquet"):
        publish(lake, warehouse)
    assert warehouse.read_bytes() == before


def test_a_broken_sql_file_is_named(lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "warehouse.publish.sql_objects", lambda: [("torn", "CREATE VIEW marts.torn AS SELECT FROM")]
    )
    with pytest.raises(LakeError, match=r"torn\.sql: .*Parser Error"):
        publish(lake, tmp_path / "w.duckdb")
    assert [path.name for path in tmp_path.iterdir()] == ["lake"]


def test_a_log_that_is_left_is_never_published(
    lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave_log(_: str) -> None:
        (tmp_path / ".w.duckdb.new.wal").write_bytes(b"rows that are not in the file")

    monkeypatch.setattr("warehouse.publish.step", leave_log)
    with pytest.raises(LakeError, match="write-ahead log"):
        publish(lake, tmp_path / "w.duckdb")
    assert [path.name for path in tmp_path.iterdir()] == ["lake"]


def test_an_empty_lake_is_published_and_is_not_stale(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    with lake.writer():
        pass
    assert publish(lake, tmp_path / "w.duckdb") == 0
    assert not is_stale(lake, tmp_path / "w.duckdb")
    commit(lake, "one", "a.txt")
    assert publish(lake, tmp_path / "w.duckdb") == 1
    assert updates(tmp_path / "w.duckdb") == 1


def test_no_warehouse_is_a_stale_one(lake: Lake, tmp_path: Path) -> None:
    assert is_stale(lake, tmp_path / "none.duckdb")
    (tmp_path / "torn.duckdb").write_bytes(b"torn")
    assert is_stale(lake, tmp_path / "torn.duckdb")


def test_every_sql_object_says_its_grain_and_question() -> None:
    for name, text in sql_objects():
        head = [line for line in text.splitlines() if line.startswith("--")]
        assert "Grain:" in head[0], name
        assert any("Question:" in line for line in head), name
