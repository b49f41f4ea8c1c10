"""Queries read the warehouse and reach nothing else."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from warehouse.query import QueryError, query


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "w.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE articles AS SELECT 1 AS n UNION ALL SELECT 2")
    return path


def test_an_answer_is_an_arrow_table(warehouse: Path) -> None:
    assert query(warehouse, "SELECT sum(n) AS total FROM articles").to_pylist() == [{"total": 3}]


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE articles",
        "INSERT INTO articles VALUES (3)",
        "COPY articles TO '{folder}/out.csv'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "ATTACH '{folder}/other.duckdb'",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "INSTALL httpfs",
        "LOAD '{folder}/x.duckdb_extension'",
        "EXPORT DATABASE '{folder}/out'",
    ],
)
def test_nothing_can_be_changed_or_reached(warehouse: Path, sql: str) -> None:
    with pytest.raises(QueryError):
        query(warehouse, sql.format(folder=warehouse.parent))
    assert [p.name for p in warehouse.parent.iterdir()] == ["w.duckdb"]
    assert query(warehouse, "SELECT count(*) AS n FROM articles").to_pylist() == [{"n": 2}]


def test_errors_say_what_to_do(warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="depesche run"):
        query(tmp_path / "none.duckdb", "SELECT 1")
    with pytest.raises(QueryError, match="artikel"):
        query(warehouse, "SELECT * FROM artikel")
    (tmp_path / "torn.duckdb").write_bytes(b"not a database, but long enough to be taken for one" * 100)
    with pytest.raises(QueryError, match="depesche rebuild"):
        query(tmp_path / "torn.duckdb", "SELECT 1")
