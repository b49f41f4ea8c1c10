"""The queries of the pages are documented, take only the parameters that they name, and stay bounded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from reported_events import ATTACK, publish_rows

from warehouse.page_rows import FOLDER, page_rows
from warehouse.query import open_warehouse

PERIOD = {"first": date(2022, 3, 1), "last": date(2022, 3, 31), "bin": "month", "ids": [ATTACK]}
FILES = sorted(FOLDER.glob("*/*.sql"))


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_rows(tmp_path_factory.mktemp("pages"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_each_query_says_its_grain_and_question(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("-- Grain: one row")
    assert "Question: " in text.split("\n\n")[0]


def test_every_query_answers(warehouse: Path) -> None:
    with open_warehouse(warehouse) as connection:
        page_rows(connection, "desk", "period", PERIOD)
        counts = {p.stem: len(page_rows(connection, p.parent.name, p.stem, PERIOD)) for p in FILES}
    assert counts["shares"] == counts["counts"] == counts["latest"] == counts["events"] == 1
    assert counts["sentences"] == 3, "of four mentions the three of other articles than the copy"


def test_a_month_knows_its_articles_and_events(warehouse: Path) -> None:
    with open_warehouse(warehouse) as connection:
        shares = page_rows(connection, "report", "shares")[0]
        page_rows(connection, "desk", "period", PERIOD)
        bins = page_rows(connection, "desk", "bins", PERIOD)
    assert shares["event_count"] == 2
    assert {(b["start"], b["event_count"]) for b in bins if ATTACK in b["event_ids"]} == {
        (date(2022, 3, 1), 2)
    }
