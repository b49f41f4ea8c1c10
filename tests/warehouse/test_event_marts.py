"""What the marts of events say of articles that agree and that contradict each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reported_events import ATTACK, TALK, publish_rows

from warehouse.query import query


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_rows(tmp_path_factory.mktemp("marts"))


def answer(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in query(warehouse, sql).to_pylist()]


def test_the_consensus_counts_texts_and_not_copies(warehouse: Path) -> None:
    assert answer(
        warehouse,
        "SELECT event_id, most_factual_status, majority_status, majority_text_count, text_count, killed_low,"
        " killed_high, killed_text_count, wounded_text_count FROM marts.event_consensus ORDER BY event_id",
    ) == [
        (ATTACK, "actual", "actual", 2, 3, 12, 20, 2, 0),
        (TALK, "actual", "actual", 2, 2, None, None, 0, 0),
    ]


def test_contradictions_are_named_with_who_claims_what(warehouse: Path) -> None:
    assert answer(
        warehouse,
        "SELECT event_type, aspect, claim, text_count, attributed_to, len(event_mention_ids)"
        " FROM marts.event_contradictions ORDER BY ALL",
    ) == [
        ("ASSAULT", "killed", "12", 1, [], 2),
        ("ASSAULT", "killed", "at least 20", 1, ["Notruf Velen"], 1),
        ("ASSAULT", "status", "actual", 2, ["Notruf Velen"], 3),
        ("ASSAULT", "status", "negated", 1, [], 1),
        ("CONSULT", "duration", "anderthalb Stunden", 1, [], 1),
        ("CONSULT", "duration", "zwei Stunden", 1, [], 1),
    ]


def test_claims_that_can_both_be_true_do_not_contradict(warehouse: Path) -> None:
    assert answer(
        warehouse,
        "SELECT claim FROM marts.event_claims WHERE aspect = 'days' AND event_id = "
        f"'{ATTACK}' GROUP BY ALL ORDER BY ALL",
    ) == [("2022-03-01 to 2022-03-31",), ("2022-03-09",)]
