"""Queries read the warehouse and reach nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from warehouse.query import QueryError, open_warehouse, query


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "w.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE articles AS SELECT 1 AS n UNION ALL SELECT 2")
    return path


def test_an_answer_is_an_arrow_table(warehouse: Path) -> None:
    assert query(warehouse, "SELECT sum(n) AS total FROM articles").to_pylist() == [{"total": 3}]


ESCAPES = (
    # what changes the warehouse
    "DROP TABLE articles",
    "INSERT INTO articles VALUES (3)",
    "UPDATE articles SET n = 0",
    "DELETE FROM articles",
    "CREATE TABLE own AS SELECT 1 AS n",
    "CREATE OR REPLACE VIEW articles AS SELECT 1 AS n",
    "ALTER TABLE articles ADD COLUMN m INTEGER",
    "SELECT 1; DROP TABLE articles",
    # what reads other files
    "SELECT * FROM read_csv('{outside}')",
    "SELECT * FROM read_text('{outside}')",
    "SELECT * FROM read_blob('{outside}')",
    "SELECT * FROM read_json('{outside}')",
    "SELECT * FROM read_parquet('{outside}')",
    "SELECT * FROM read_duckdb('{folder}/other.duckdb')",
    "SELECT * FROM '{outside}'",
    "SELECT * FROM query_table('{outside}')",
    "SELECT * FROM query('FROM read_text(''{outside}'')')",
    "SELECT * FROM sniff_csv('{outside}')",
    "SELECT * FROM parquet_metadata('{outside}')",
    "SELECT * FROM glob('{folder}/*')",
    "SET VARIABLE stolen = (SELECT content FROM read_text('{outside}'))",
    "ATTACH '{folder}/other.duckdb'",
    "ATTACH '{folder}/w.duckdb' AS again (READ_WRITE)",
    "IMPORT DATABASE '{folder}'",
    # what writes other files
    "COPY articles TO '{folder}/out.csv'",
    "COPY (SELECT 1) TO '{folder}/out.parquet'",
    "SELECT 1; COPY articles TO '{folder}/out.csv'",
    "PREPARE p AS COPY articles TO '{folder}/out.csv'",
    "EXPORT DATABASE '{folder}/out'",
    "PRAGMA enable_profiling = 'json'",
    "SET profiling_output = '{folder}/out.json'",
    "SET log_query_path = '{folder}/out.log'",
    "SET temp_directory = '{folder}/out'",
    # what loads code or speaks to others
    "INSTALL httpfs",
    "LOAD httpfs",
    "LOAD '{folder}/x.duckdb_extension'",
    "UPDATE EXTENSIONS",
    "SELECT * FROM read_csv('https://127.0.0.1/x.csv')",
    "CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')",
    "SELECT * FROM duckdb_secrets()",
    "SELECT getenv('HOME')",
    # what takes the locks off
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "RESET lock_configuration",
    "SET allowed_directories = ['/']",
    "SET python_enable_replacements = true",
)


@pytest.mark.parametrize("sql", ESCAPES)
def test_nothing_can_be_changed_or_reached(warehouse: Path, sql: str) -> None:
    folder = warehouse.parent
    outside = folder / "secret.csv"
    outside.write_text("word\nHANSEATISCH\n", encoding="utf-8")
    with pytest.raises(QueryError) as refused:
        query(warehouse, sql.format(folder=folder, outside=outside))
    assert "HANSEATISCH" not in str(refused.value)
    assert sorted(p.name for p in folder.iterdir()) == ["secret.csv", "w.duckdb"]
    assert query(warehouse, "SELECT count(*) AS n FROM articles").to_pylist() == [{"n": 2}]


@pytest.mark.parametrize(
    "sql",
    [
        "FROM enable_logging(storage='file', storage_config={'path': '{folder}/log', 'buffer_size': '0'})",
        "FROM enable_profiling(format='json', save_location='{folder}/profile.json')",
    ],
)
def test_diagnostics_write_no_file(warehouse: Path, sql: str) -> None:
    """DuckDB lets a query name a file for its diagnostics, but refuses to open it, even by ending the process."""
    asked = f"""
import sys
from pathlib import Path
from warehouse.query import open_warehouse
connection = open_warehouse(Path({str(warehouse)!r}))
connection.execute({sql.replace("{folder}", str(warehouse.parent))!r})
connection.execute("SELECT count(*) FROM articles")
"""
    subprocess.run([sys.executable, "-c", asked], capture_output=True, check=False, timeout=120)
    assert [p.name for p in warehouse.parent.iterdir()] == ["w.duckdb"]


def test_variables_of_the_program_are_no_tables(warehouse: Path) -> None:
    with open_warehouse(warehouse) as connection:
        secret = pa.table({"word": ["HANSEATISCH"]})
        with pytest.raises(duckdb.CatalogException):
            connection.execute("SELECT * FROM secret")
        assert secret.num_rows == 1


def test_errors_say_what_to_do(warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="depesche run"):
        query(tmp_path / "none.duckdb", "SELECT 1")
    with pytest.raises(QueryError, match="artikel"):
        query(warehouse, "SELECT * FROM artikel")
    (tmp_path / "torn.duckdb").write_bytes(b"not a database, but long enough to be taken for one" * 100)
    with pytest.raises(QueryError, match="depesche rebuild"):
        query(tmp_path / "torn.duckdb", "SELECT 1")
