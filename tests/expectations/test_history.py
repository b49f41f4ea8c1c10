"""Series of days and months follow from articles; gaps, doubles and shifted clocks in them are told with their days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import duckdb
import numpy as np
import pytest

from expectations.drift import Floats
from expectations.expectation import DriftExpectation
from expectations.history import judge_drift
from expectations.rules import rules
from schemas import Drift

FIRST = date(2022, 1, 3)
DAYS, TODAY = 200, date(2026, 1, 1)
AGENCIES = ("dpa", "AFP", "")
RATES = (30, 20, 15)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as connection:
        for catalog in ("staged", "corpus"):
            connection.execute(f"ATTACH ':memory:' AS {catalog}")
            connection.execute(
                f"CREATE TABLE {catalog}.main.articles (article_id VARCHAR, source_file VARCHAR, language VARCHAR,"
                " agencies VARCHAR[], published_earliest DATE, published_precision VARCHAR)"
            )
        yield connection


def normal() -> Floats:
    """Articles per agency and day, shape (3, DAYS)."""
    return np.random.default_rng(7).poisson(np.array(RATES)[:, np.newaxis], (3, DAYS)).astype(float)


def bring(
    connection: Any,
    counts: Floats,
    *,
    catalogs: tuple[str, ...] = ("staged", "corpus"),
    monthly: bool = False,
) -> None:
    """Put articles into catalogs, so many per agency and day."""
    for catalog in catalogs:
        for agency, series in zip(AGENCIES, counts, strict=True):
            connection.execute(
                f"""INSERT INTO {catalog}.main.articles
                SELECT 'x', 'x.txt', 'de', CASE WHEN ? = '' THEN [] ELSE [?] END,
                    {"date_trunc('month', day)" if monthly else "day"}, ?
                FROM (SELECT unnest(?::DATE[]) AS day, unnest(?::INTEGER[]) AS row_count), range(row_count)""",
                [
                    agency,
                    agency,
                    "month" if monthly else "day",
                    [FIRST + timedelta(n) for n in range(len(series))],
                    series.astype(int).tolist(),
                ],
            )


def found(connection: duckdb.DuckDBPyConnection, today: date = TODAY) -> list[Drift]:
    """All that the drift rules on articles find."""
    judged = [r for r in rules() if isinstance(r, DriftExpectation) and r.table_name == "articles"]
    return [drift for rule in judged for drift in judge_drift(connection, rule, "r1", today).drift]


def spans(drift: list[Drift]) -> list[tuple[str, str, str, date, date]]:
    return [(d.dimension, d.value, d.direction, d.first_day, d.last_day) for d in drift]


def test_a_normal_backfill_is_clean(connection: duckdb.DuckDBPyConnection) -> None:
    bring(connection, normal())
    assert found(connection) == []


def test_an_agency_that_is_missing_is_told_with_its_days(connection: duckdb.DuckDBPyConnection) -> None:
    counts = normal()
    counts[1, 150:157] = 0
    bring(connection, counts)
    assert spans(found(connection)) == [
        ("agency", "AFP", "gap", FIRST + timedelta(150), FIRST + timedelta(156))
    ]


def test_a_source_that_comes_twice_is_a_surplus(connection: duckdb.DuckDBPyConnection) -> None:
    counts = normal()
    counts[0, 190:] *= 4
    bring(connection, counts)
    told = {(d.dimension, d.value, d.direction) for d in found(connection)}
    assert ("all", "all", "surplus") in told
    assert not any(direction == "gap" and dimension == "all" for dimension, _, direction in told)


def test_a_day_that_is_missing_is_told(connection: duckdb.DuckDBPyConnection) -> None:
    counts = normal()
    counts[:, 180] = 0
    bring(connection, counts)
    assert spans(found(connection)) == [("all", "all", "gap", FIRST + timedelta(180), FIRST + timedelta(180))]


def test_a_weekday_that_always_fails_lately_is_told(connection: duckdb.DuckDBPyConnection) -> None:
    counts = normal()
    counts[:, 6 + 7 * 23 :: 7] = 0
    bring(connection, counts)
    assert ("weekday", "7", "gap") in {(d.dimension, d.value, d.direction) for d in found(connection)}


def test_a_clock_that_is_shifted_leaves_a_hole_and_a_pile(connection: duckdb.DuckDBPyConnection) -> None:
    counts = normal()
    counts[:, 181] += counts[:, 180]
    counts[:, 180] = 0
    bring(connection, counts)
    told = spans(found(connection))
    assert ("all", "all", "gap", FIRST + timedelta(180), FIRST + timedelta(180)) in told
    assert all(dimension in {"all", "weekday"} for dimension, *_ in told)


def test_a_dropped_month_is_told_where_only_months_are_known(connection: duckdb.DuckDBPyConnection) -> None:
    counts = np.random.default_rng(8).poisson(3, (3, 900)).astype(float)
    at = [(FIRST + timedelta(n)).strftime("%Y-%m") == "2023-11" for n in range(900)]
    counts[:, at] = 0
    bring(connection, counts, monthly=True)
    assert spans(found(connection)) == [("all", "all", "gap", date(2023, 11, 1), date(2023, 11, 30))]


def test_only_what_the_run_brought_is_judged(connection: duckdb.DuckDBPyConnection) -> None:
    counts = normal()
    counts[:, 150] = 0
    bring(connection, counts[:, :199], catalogs=("corpus",))
    newest = np.zeros((3, DAYS))
    newest[:, 199] = counts[:, 199]
    bring(connection, newest)
    assert found(connection) == []


def test_a_day_that_is_not_over_is_not_judged(connection: duckdb.DuckDBPyConnection) -> None:
    counts = normal()
    counts[:, 199] = 1
    bring(connection, counts)
    assert found(connection, FIRST + timedelta(199)) == []
    assert found(connection) != []
