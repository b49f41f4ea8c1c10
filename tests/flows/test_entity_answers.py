"""Entities on the terminal, and the views that tell of them, on a small warehouse."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from coded import run, texts
from typer.testing import CliRunner

from flows.cli import app
from flows.entity_answers import entities_like, the_one
from flows.settings import Settings
from warehouse.lake import Lake
from warehouse.publish import publish


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("answers")
    run(folder, texts())
    publish(Lake(folder / "lake"), folder / "warehouse.duckdb")
    return folder


def entities(home: Path, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(
        app, ["entities", *arguments], env={"DEPESCHE_HOME": str(home), "COLUMNS": "160"}
    )
    return result.exit_code, result.stdout, result.stderr


def query(home: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(Settings(home=home).warehouse_file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize(
    "text", ["Wadim Kolzow", "wadim kolzow", "Vadim Koltsov", "Kolzow", "Koltsov", "Wadim Kolzo"]
)
def test_a_person_is_found_by_any_spelling(home: Path, text: str) -> None:
    warehouse = home / "warehouse.duckdb"
    found = entities_like(warehouse, text, 20)
    meant = the_one(found)
    assert query(home, f"SELECT name FROM entities WHERE entity_id = '{meant}'") == [("Wadim Kolzow",)]


def test_one_entity_is_shown_with_offices_months_and_events(home: Path) -> None:
    code, out, _ = entities(home, "Vadim Koltsov")
    assert code == 0
    lines = out.splitlines()
    assert lines[0].startswith("Wadim Kolzow (PER, KAZ, GOV)")
    assert "also written Kolzow; Vadim Koltsov; W. Kolzow" in lines
    assert "  2021-03-01 to 2021-06-01  Außenminister (KAZ), 3 articles" in lines
    assert "  2021-09-01 to 2021-09-01  former Minister (KAZ), 1 article" in lines
    assert any(line.startswith("  2021-09      2  █") for line in lines)
    assert any(" events as actor" in line for line in lines)


def test_one_entity_as_json_holds_all_and_csv_always_lists(home: Path) -> None:
    shown = json.loads(entities(home, "Kolzow", "-f", "json")[1])
    assert set(shown) == {"entity", "roles", "months", "events"}
    assert shown["entity"]["name"] == "Wadim Kolzow"
    (row,) = csv.DictReader(io.StringIO(entities(home, "Kolzow", "-f", "csv")[1]))
    assert (row["name"], row["match"]) == ("Wadim Kolzow", "form")


def test_several_that_fit_and_no_text_at_all_give_a_list(home: Path) -> None:
    found = json.loads(entities(home, "Ahl", "-f", "json")[1])
    assert {row["name"] for row in found} == {"Jens Ahl", "Jana Ahl"}
    named = json.loads(entities(home, "-f", "json", "--limit", "2")[1])
    assert [row["name"] for row in named] == ["Wadim Kolzow", "Velen"]
    assert "│" in entities(home)[1]


def test_a_name_that_nobody_bears_is_told(home: Path) -> None:
    code, out, err = entities(home, "Xyz'; DROP TABLE entities")
    assert (code, out) == (1, "")
    assert "no entity has a name like" in err


def test_an_id_is_found(home: Path) -> None:
    ((entity_id,),) = query(home, "SELECT entity_id FROM entities WHERE name = 'Jana Ahl'")
    assert entities(home, entity_id)[1].startswith("Jana Ahl (PER, DNK")


def test_the_timeline_counts_articles_mentions_and_events_by_month(home: Path) -> None:
    found = query(
        home,
        "SELECT month::VARCHAR, article_count, mention_count FROM marts.entity_timeline"
        " WHERE name = 'Wadim Kolzow' ORDER BY month",
    )
    assert found == [
        ("2021-03-01", 1, 1),
        ("2021-05-01", 1, 2),
        ("2021-06-01", 2, 2),
        ("2021-07-01", 1, 1),
        ("2021-09-01", 2, 2),
    ]
    assert not query(home, "FROM marts.entity_timeline WHERE month IS NULL")


def test_pairs_are_told_once_with_the_share_of_the_rarer_one(home: Path) -> None:
    found = query(
        home,
        "SELECT list_sort([name, other_name]), article_count, overlap_score FROM marts.cooccurrence"
        " ORDER BY ALL",
    )
    assert found == [
        (["Jana Ahl", "Velen"], 1, 0.5),
        (["Jens Ahl", "Velen"], 1, 1.0),
        (["NWB", "Wadim Kolzow"], 1, 0.5),
        (["Velen", "Wadim Kolzow"], 1, 0.333),
    ]


def test_open_names_are_told_with_what_is_known(home: Path) -> None:
    assert query(home, "SELECT text, unresolved, mention_count, roles FROM open_names ORDER BY ALL") == [
        ("Ahl", "several", 1, None),
        ("Ahl", "surname_only", 1, None),
    ]
