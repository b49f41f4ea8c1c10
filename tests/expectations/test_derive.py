"""What a declaration implies is expected, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from expectations.derive import derive
from expectations.expectation import QueryExpectation, RowExpectation
from schemas import Column, Table


@dataclass(frozen=True)
class Boat:
    boat_id: Annotated[str, Column("Id.", unique=True, pattern="[a-z]+")]
    kind: Annotated[str | None, Column("Kind.", values=("kahn", "boot"))]
    length: Annotated[float | None, Column("Metres.", minimum=0)]
    article_id: Annotated[str, Column("Where it is named.", references="articles.article_id")]


def test_constraints_become_expectations() -> None:
    found = list(derive(Table("boats", Boat, "One row per boat.", ("boat_id", "kind"), "boat_id")))
    on_rows = {(e.column_name, e.name) for e in found if isinstance(e, RowExpectation)}
    assert on_rows == {
        ("boat_id", "expect_column_values_to_not_be_null"),
        ("boat_id", "expect_column_values_to_match_regex"),
        ("kind", "expect_column_values_to_be_in_set"),
        ("length", "expect_column_values_to_be_between"),
        ("article_id", "expect_column_values_to_not_be_null"),
    }
    assert [e.name for e in found if isinstance(e, QueryExpectation)] == [
        "unique",
        "references_articles_article_id",
        "unique_boat_id_kind",
    ]
    assert {e.severity for e in found} == {"critical"}
