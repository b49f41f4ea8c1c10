"""The full-text index finds German stems, ranks, and leaves what is newer to the letters."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from plain_rows import plain_row

from schemas import ARTICLES
from warehouse.extension import extension_file
from warehouse.lake import Lake
from warehouse.publish import publish
from warehouse.query import open_warehouse
from warehouse.search import SearchError, build_search

pytestmark = pytest.mark.skipif(
    extension_file("fts") is None, reason=f"no wheel has the fts extension of DuckDB {duckdb.__version__}"
)
BODIES = {
    "a1": "Die Häuser an der Nordtrasse wurden geräumt. Die Nordtrasse ruht.",
    "a2": "Ein Haus in Velen brannte; von der Nordtrasse sah man es.",
    "a3": "Der Minister sprach über Zölle.",
}


def warehouse_of(folder: Path, bodies: dict[str, str]) -> Path:
    lake = Lake(folder / "lake")
    with lake.writer():
        run_id = f"run{lake.version}"
        staging = lake.staging(run_id)
        rows = [
            plain_row(ARTICLES, article_id=i, content_sha256=text, source_file=i, body=text)
            for i, text in bodies.items()
        ]
        staging.write(ARTICLES, rows)
        staging.take({"articles": list(bodies)})
        lake.commit(run_id, lake.version)
    publish(lake, folder / "warehouse.duckdb")
    return folder / "warehouse.duckdb"


def found(warehouse: Path, index: Path | None, words: str) -> list[tuple[str, str]]:
    with open_warehouse(warehouse, index) as connection:
        return connection.execute("SELECT article_id, method FROM search(?)", [words]).fetchall()


def test_stems_are_found_best_first(tmp_path: Path) -> None:
    warehouse, index = warehouse_of(tmp_path, BODIES), tmp_path / "search.duckdb"
    assert build_search(warehouse, index) == 3
    assert found(warehouse, index, "haus nordtrassen") == [("a1", "stems"), ("a2", "stems")]
    assert found(warehouse, index, "Zoll") == [("a3", "stems")]
    assert found(warehouse, index, "haus minister") == []
    assert found(warehouse, index, " ?! ") == []
    assert not (tmp_path / "search.duckdb.wal").exists()


def test_without_an_index_the_letters_are_looked_for(tmp_path: Path) -> None:
    warehouse = warehouse_of(tmp_path, BODIES)
    assert found(warehouse, tmp_path / "none.duckdb", "HAUS velen") == [("a2", "letters")]
    assert found(warehouse, None, "haus velen") == [("a2", "letters")]


def test_articles_that_came_or_changed_since_are_found_by_letters(tmp_path: Path) -> None:
    warehouse, index = warehouse_of(tmp_path, BODIES), tmp_path / "search.duckdb"
    build_search(warehouse, index)
    warehouse_of(tmp_path, {"a3": "Das Haus der Zölle.", "a4": "Noch ein Haus."})
    assert found(warehouse, index, "haus") == [
        ("a1", "stems"), ("a2", "stems"), ("a3", "letters"), ("a4", "letters")
    ]  # fmt: skip
    assert found(warehouse, index, "minister") == []


def test_a_warehouse_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "w.duckdb").write_bytes(b"no database at all" * 1000)
    with pytest.raises(SearchError, match=r"w\.duckdb"):
        build_search(tmp_path / "w.duckdb", tmp_path / "search.duckdb")
    assert [p.name for p in tmp_path.iterdir()] == ["w.duckdb"]
