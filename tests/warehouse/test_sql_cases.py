"""Each view, mart and macro answers as its file in sql_cases/ says, on the rows of sql_cases/world.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from plain_rows import plain_row

from schemas import TABLES, Table
from warehouse.lake import Lake
from warehouse.publish import SQL, publish
from warehouse.query import open_warehouse

FOLDER = Path(__file__).parent / "sql_cases"
CASES = sorted(path for path in FOLDER.glob("*.yaml") if path.stem != "world")
TESTED = ("views", "sums", "marts", "macros")
"""Folders of warehouse/sql; the export views have tests of their own, for each has a reader of its own."""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("cases")
    lake = Lake(folder / "lake")
    with lake.writer():
        staging = lake.staging("r2")
        for name, rows in yaml.safe_load((FOLDER / "world.yaml").read_text(encoding="utf-8")).items():
            (table,) = (t for t in TABLES if t.name == name)
            staging.write(table, [_row(table, row) for row in rows])
            staging.take({name: sorted({row[table.owner] for row in rows})}, name)
        lake.commit("r2", 0)
    publish(lake, folder / "warehouse.duckdb")
    with open_warehouse(folder / "warehouse.duckdb") as connection:
        yield connection


def _row(table: Table[Any], values: dict[str, Any]) -> Any:
    return plain_row(table, **{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_answers_are_those_of_the_file(warehouse: duckdb.DuckDBPyConnection, path: Path) -> None:
    for case in yaml.safe_load(path.read_text(encoding="utf-8")):
        answer = warehouse.execute(case["sql"])
        names = [column[0] for column in answer.description or ()]
        assert names == case["columns"], case["sql"]
        assert [list(row) for row in answer.fetchall()] == case["rows"], case["sql"]


def test_everything_has_a_case() -> None:
    objects = {path.stem for folder in TESTED for path in (SQL / folder).glob("*.sql")}
    assert objects == {path.stem for path in CASES}


def test_everything_is_commented(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.execute(
        """SELECT schema_name || '.' || table_name || '.' || column_name FROM duckdb_columns()
        WHERE comment IS NULL AND schema_name IN ('main', 'quality', 'marts') AND NOT internal
        UNION ALL
        SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE comment IS NULL AND NOT internal
        UNION ALL
        SELECT schema_name || '.' || function_name FROM duckdb_functions()
        WHERE comment IS NULL AND NOT internal AND function_type LIKE '%macro'"""
    )
    assert found.fetchall() == []
