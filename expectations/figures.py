"""Figures: what DuckDB counts for each expectation; one row of numbers each, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import duckdb

from expectations.expectation import (
    DriftExpectation,
    Expectation,
    QueryExpectation,
    RowExpectation,
    ShareExpectation,
)
from expectations.freshness import days_without, usual_days
from expectations.history import judge_drift
from schemas import ARTICLES, Drift, Table

SAMPLE = 5
"""So many offending rows of a rule are told."""
SHOWN_CHARACTERS = 100
"""Values of offending rows are cut to this length."""
FRESHNESS_WHY = (
    "A source that brings nothing new fails without an error; the longer unseen, the more is lost for good."
)


@dataclass(frozen=True, slots=True)
class Figure:
    """What was counted for one expectation, and the bounds that it is held against."""

    table_name: str
    column_name: str | None
    name: str
    severity: str
    why: str
    expectation: Expectation | None = None
    """Null for FRESHNESS."""
    value: float | None = None
    """The broken rows, the share, the spans, the days. Null where there is nothing to judge."""
    at_least: float | None = None
    at_most: float | None = 0
    row_count: int = 0
    """Rows that were looked at."""
    unexpected_count: int = 0
    observed: str | None = None
    examples: tuple[Mapping[str, Any], ...] = ()
    """Keys and values of at most SAMPLE offending rows."""
    is_learned: bool = False
    """Whether the bounds come from history, with the counts: what is expected is the same in each run."""

    @property
    def rule(self) -> str:
        """What the expectation is called among all of them."""
        column = f".{self.column_name}" if self.column_name else ""
        return f"{self.table_name}{column}: {self.name}"

    @property
    def kind(self) -> str:
        """What the expectation is told by: the class of Great Expectations and its arguments, learned bounds, or ""."""
        e = self.expectation
        if self.is_learned:
            return "usual"
        return f"{e.kind} {e.arguments}" if isinstance(e, RowExpectation) else ""

    @property
    def declared_bounds(self) -> tuple[float | None, float | None]:
        """The bounds that hold in every run."""
        return (None, None) if self.is_learned else (self.at_least, self.at_most)

    @property
    def unexpected_fraction(self) -> float:
        """Share of the rows that are broken."""
        return min(1.0, self.unexpected_count / self.row_count) if self.row_count else 0.0

    @property
    def is_share(self) -> bool:
        """Whether the value is held against bounds that a person has set or a history has taught."""
        return (self.at_least, self.at_most) != (None, 0)


def uncounted(e: Expectation) -> Figure:
    """All of a figure that is known before anything is counted."""
    if isinstance(e, ShareExpectation):
        return Figure(*_told(e), at_least=e.at_least, at_most=e.at_most)
    return Figure(*_told(e))


FRESHNESS = Figure(ARTICLES.name, None, "freshness", "warning", FRESHNESS_WHY, at_most=None, is_learned=True)
"""What no file declares."""


def figures_of(
    connection: duckdb.DuckDBPyConnection,
    table: Table[Any],
    expectations: Sequence[Expectation],
    run_id: str,
    today: date,
    drift: list[Drift],
) -> list[Figure]:
    """The figures of a table, in the order of its expectations; spans that depart from their history go to ``drift``.

    All expectations on values of the table are counted in one pass over its rows.
    """
    on_rows = [e for e in expectations if isinstance(e, RowExpectation)]
    row_count, counts = _count(connection, table, on_rows)
    broken = dict(zip(map(id, on_rows), counts, strict=True))
    made = (
        _of_values(connection, table, e, broken[id(e)])
        if isinstance(e, RowExpectation)
        else _of_query(connection, e, run_id, today, drift)
        for e in expectations
    )
    return [
        figure
        if isinstance(figure.expectation, ShareExpectation | DriftExpectation)
        else replace(figure, row_count=row_count, value=figure.value if row_count else None)
        for figure in made
    ]


def freshness(connection: duckdb.DuckDBPyConnection, at: datetime, catalog: str) -> Figure:
    """Days without new articles at a moment, held against what is usual by the runs of a catalog."""
    answer = connection.execute(
        f"SELECT started_at FROM {catalog}.main.runs WHERE articles > 0 AND state IN ('done', 'forced')"
        " ORDER BY started_at"
    )
    arrivals = [started for (started,) in answer.fetchall()]
    limit, days = usual_days(arrivals), days_without(arrivals, at)
    return replace(
        FRESHNESS,
        value=None if limit is None else days,
        at_most=limit,
        observed=f"{days:.1f} days without new articles" if days is not None else None,
    )


def _told(e: Expectation) -> tuple[str, str | None, str, str, str, Expectation]:
    return e.table_name, e.column_name, e.name, e.severity, e.why, e


def _count(
    connection: duckdb.DuckDBPyConnection, table: Table[Any], expectations: Sequence[RowExpectation]
) -> tuple[int, list[int]]:
    """The rows of a table, and how many of them break each expectation."""
    counts = "".join(f", count(*) FILTER (WHERE {e.broken})" for e in expectations)
    counted = connection.execute(f"SELECT count(*){counts} FROM staged.{table.qualified_name}").fetchone()
    assert counted
    return int(counted[0]), [int(count) for count in counted[1:]]


def _of_values(
    connection: duckdb.DuckDBPyConnection, table: Table[Any], e: RowExpectation, broken: int
) -> Figure:
    if not broken:
        return Figure(*_told(e), value=0.0)
    columns = ", ".join(f'"{name}"' for name in dict.fromkeys((*table.key, str(e.column_name))))
    sql = f"SELECT {columns} FROM staged.{table.qualified_name} WHERE {e.broken}"
    examples = tuple(_first(connection, sql))
    return Figure(
        *_told(e),
        value=float(broken),
        unexpected_count=broken,
        observed=_line(examples),
        examples=examples,
    )


def _of_query(
    connection: duckdb.DuckDBPyConnection, e: Expectation, run_id: str, today: date, drift: list[Drift]
) -> Figure:
    if isinstance(e, ShareExpectation):
        part, whole = connection.execute(e.sql).fetchone() or (0, 0)
        return replace(
            uncounted(e),
            value=part / whole if whole >= e.of_at_least else None,
            row_count=whole,
            unexpected_count=whole - part if e.at_least is not None else part,
            observed=f"{part} of {whole}",
        )
    if isinstance(e, DriftExpectation):
        found = judge_drift(connection, e, run_id, today)
        drift += found.drift
        worst = sorted(found.drift, key=lambda d: -abs(d.z_score))[:SAMPLE]
        return Figure(
            *_told(e),
            value=float(len(found.drift)) if found.judged_count else None,
            row_count=max(found.judged_count, len(found.drift)),
            unexpected_count=len(found.drift),
            observed="; ".join(map(_span, worst)) or None,
        )
    assert isinstance(e, QueryExpectation)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE broken_rows AS {e.sql}")
    counted = connection.execute("SELECT count(*) FROM broken_rows").fetchone()
    assert counted
    examples = tuple(_first(connection, "FROM broken_rows")) if counted[0] else ()
    return Figure(
        *_told(e),
        value=float(counted[0]),
        unexpected_count=int(counted[0]),
        observed=_line(examples),
        examples=examples,
    )


def _first(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[dict[str, Any]]:
    answer = connection.execute(f"{sql} ORDER BY ALL LIMIT {SAMPLE}")
    names = [column[0] for column in answer.description or ()]
    for row in answer.fetchall():
        yield {name: _short(value) for name, value in zip(names, row, strict=True)}


def _short(value: object) -> object:
    is_long = isinstance(value, str) and len(value) > SHOWN_CHARACTERS
    return f"{str(value)[:SHOWN_CHARACTERS]}…" if is_long else value


def _line(rows: Sequence[Mapping[str, Any]]) -> str | None:
    return "; ".join(", ".join(f"{k}={v}" for k, v in row.items()) for row in rows) or None


def _span(drift: Drift) -> str:
    return (
        f"{drift.value}: {drift.observed_count} instead of {drift.expected_count:.0f}"
        f" from {drift.first_day} to {drift.last_day}"
    )
