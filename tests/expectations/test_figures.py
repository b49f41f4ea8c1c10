"""One pass over a table counts all that is expected of its values, and tells some of the rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import duckdb
import pytest

from expectations.derive import derive
from expectations.expectation import QueryExpectation, RowExpectation, ShareExpectation
from expectations.figures import SAMPLE, SHOWN_CHARACTERS, figures_of, freshness
from schemas import TIME_EXPRESSIONS

TODAY = date(2026, 1, 1)
VALUES = [e for e in derive(TIME_EXPRESSIONS) if isinstance(e, RowExpectation)]


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as connection:
        connection.execute("ATTACH ':memory:' AS staged")
        columns = ", ".join(
            f'"{f.name}" {"VARCHAR" if str(f.type) == "string" else "BIGINT"}'
            for f in TIME_EXPRESSIONS.fields
        )
        connection.execute(f"CREATE TABLE staged.main.time_expressions ({columns})")
        yield connection


def insert(connection: duckdb.DuckDBPyConnection, count: int, **values: object) -> None:
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" for _ in values)
    connection.execute(
        f"INSERT INTO staged.main.time_expressions ({names}) SELECT {marks} FROM range({count})",
        list(values.values()),
    )


def test_values_are_counted_with_some_of_their_rows(connection: duckdb.DuckDBPyConnection) -> None:
    insert(connection, 7, article_id="a" * 300, timex_type="EWIG", text="bald")
    insert(connection, 3, article_id="00000000000000aa", timex_type="DATE", text="bald")
    found = figures_of(connection, TIME_EXPRESSIONS, VALUES, "r", TODAY, [])
    assert [f.expectation for f in found] == VALUES
    (kinds,) = (
        f for f in found if f.rule == "time_expressions.timex_type: expect_column_values_to_be_in_set"
    )
    assert (kinds.unexpected_count, kinds.row_count, kinds.unexpected_fraction) == (7, 10, 0.7)
    assert len(kinds.examples) == SAMPLE
    assert kinds.examples[0]["timex_type"] == "EWIG"
    assert len(str(kinds.examples[0]["article_id"])) == SHOWN_CHARACTERS + 1
    (missing,) = (f for f in found if f.rule == "time_expressions.rule: expect_column_values_to_not_be_null")
    assert missing.unexpected_count == 10


def test_without_rows_there_is_nothing_to_judge(connection: duckdb.DuckDBPyConnection) -> None:
    empty = QueryExpectation("time_expressions", None, "some", "critical", "W.", "SELECT 1 AS one")
    found = figures_of(connection, TIME_EXPRESSIONS, [*VALUES, empty], "r", TODAY, [])
    assert {f.value for f in found} == {None}


def test_a_share_is_judged_from_enough_rows_on(connection: duckdb.DuckDBPyConnection) -> None:
    told = ("time_expressions", None, "share", "warning", "W.")
    shares = [
        ShareExpectation(
            *told, sql="SELECT 3 AS part, 10 AS whole", at_least=0.5, at_most=None, of_at_least=n
        )
        for n in (10, 11)
    ]
    enough, few = figures_of(connection, TIME_EXPRESSIONS, shares, "r", TODAY, [])
    assert (enough.value, enough.unexpected_count, enough.observed) == (0.3, 7, "3 of 10")
    assert enough.is_share
    assert few.value is None


def test_freshness_needs_a_history(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "CREATE TABLE staged.main.runs AS SELECT TIMESTAMP '2026-01-01' + to_days(n::INTEGER) AS started_at,"
        " 5 AS articles, 'done' AS state FROM range(10) AS t(n)"
    )
    late = freshness(connection, datetime(2026, 1, 20), "staged")
    assert (late.value, late.at_most) == (10.0, 2.0)
    connection.execute("DELETE FROM staged.main.runs WHERE started_at > TIMESTAMP '2026-01-03'")
    assert freshness(connection, datetime(2026, 1, 20), "staged").value is None
