"""The benchmarks run: a tiny large warehouse is right, and every subject that needs no model makes its table."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from benchmarks.__main__ import ROOT, SUBJECTS
from benchmarks.large_lake import Size, write_change, write_large_lake
from benchmarks.questions import questions
from warehouse.lake import Lake
from warehouse.publish import publish, published

SIZE = Size(300)
SMOKED = ["copies", "listing", "upserts", "large", "rivals"]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    lake = Lake(tmp_path_factory.mktemp("large") / "lake")
    write_large_lake(lake, SIZE)
    return lake


def test_a_large_warehouse_is_updated_to_what_a_full_build_gives(lake: Lake, tmp_path: Path) -> None:
    updated, full = tmp_path / "updated.duckdb", tmp_path / "full.duckdb"
    publish(lake, updated)
    with duckdb.connect(str(updated), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM mentions").fetchone() == (SIZE.mentions,)
        assert connection.execute("SELECT count(*) FROM event_mentions").fetchone() == (SIZE.event_mentions,)
        for asked in questions("none"):
            connection.execute(asked.sql).fetchall()
    assert write_change(lake, SIZE, 30) == 30
    publish(lake, updated)
    found = published(updated)
    assert found
    assert found.updates == 1
    publish(lake, full)
    with duckdb.connect() as connection:
        for name, path in (("updated", updated), ("built", full)):
            connection.execute(f"ATTACH '{path}' AS {name} (READ_ONLY)")
        tables = connection.execute(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables()"
            " WHERE database_name = 'built' AND table_name <> 'published'"
        ).fetchall()
        assert len(tables) > 30
        for (table,) in tables:
            for one, other in (("updated", "built"), ("built", "updated")):
                difference = f"SELECT * FROM {one}.{table} EXCEPT ALL SELECT * FROM {other}.{table}"
                assert connection.execute(f"SELECT count(*) FROM ({difference})").fetchone() == (0,), table


def test_every_subject_without_a_model_makes_its_table(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    command = [sys.executable, "-m", "benchmarks", "--size", "tiny", "--only", *SMOKED, "--out", str(page)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    written = page.read_text(encoding="utf-8")
    assert written.count("\n## ") == written.count("\nLimit: ") == len(SMOKED)
    assert set(SMOKED) < SUBJECTS.keys()
