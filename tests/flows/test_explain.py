"""An event is explained by its sentences, their claims and the reasons for which they were joined."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from reported_events import ATTACK, publish_rows

from flows.explain import NoSuchEventError, explain, find_event
from warehouse.query import QueryError


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_rows(tmp_path_factory.mktemp("explain"))


def test_text_for_people(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    explain(warehouse, ATTACK, "table", None)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "ASSAULT Nordarmee -> Velen, actual, 2022-03-09",
        f"event {ATTACK}, score 0.80",
        "4 mentions in 4 articles from 3 independent sources, killed 12 to 20",
    ]
    assert lines[3].startswith("days most_precise (from 1 and 1 below): ")
    assert lines[5:9] == [
        "1. 000.txt, published between 2022-03-09 and 2022-03-31",
        "   Am Mittwoch [beschoss] die Armee den Hafen.",
        "   claims: actual, 2022-03-09, Nordarmee -> Velen, killed 12 (score 0.80)",
        "   joined as seed: The most specific mention of the event, to which the others were joined.",
    ]
    text = "\n".join(lines)
    assert "repeats article" in text
    assert "date unknown, dpa" in text
    assert "   Bei dem [Beschuss] starben laut Notruf 20 Menschen!" in text
    assert "killed 20 to ?, as Notruf Velen says" in text


def test_rows_for_machines(warehouse: Path, tmp_path: Path) -> None:
    explain(warehouse, ATTACK, "json", tmp_path / "a.json")
    rows = json.loads((tmp_path / "a.json").read_text())
    assert [row["join_rule"] for row in rows] == ["seed", "near_copy", "same_day", "same_place"]
    first = rows[0]
    assert first["sentence"][first["trigger_start"] : first["trigger_end"]] == first["trigger"] == "beschoss"
    explain(warehouse, ATTACK, "csv", tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as handle:
        assert [row["sentence"] for row in csv.DictReader(handle)] == [row["sentence"] for row in rows]
    explain(warehouse, ATTACK, "parquet", tmp_path / "a.parquet")
    assert pq.read_table(tmp_path / "a.parquet").num_rows == 4
    with pytest.raises(QueryError, match="--out"):
        explain(warehouse, ATTACK, "parquet", None)


def test_the_first_digits_of_an_id_are_enough(warehouse: Path) -> None:
    assert find_event(warehouse, ATTACK[:6].upper())["event_id"] == ATTACK


@pytest.mark.parametrize(
    ("prefix", "words"), [("0", "no event 0"), ("a", "several"), ("", "no event"), ("'", "no")]
)
def test_what_names_no_event_is_wrong_usage(warehouse: Path, prefix: str, words: str) -> None:
    with pytest.raises(NoSuchEventError, match=words) as raised:
        find_event(warehouse, prefix)
    assert raised.value.exit_code == 2
