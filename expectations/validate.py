"""Validate: run all expectations on a run's staged rows with Great Expectations, before they are published.

Expectations on values run on pandas frames of the staged tables, in batches, so that memory does not grow with them.
All others are counted in DuckDB, which needs no more memory for a million rows than for a thousand, and the counts are
handed to Great Expectations as a frame (expectations/custom.py): its own DuckDB support does not work unpatched, and
one place must give all verdicts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from expectations.context import SAMPLE, Project
from expectations.data_docs import make_offline
from expectations.derive import derive
from expectations.expectation import (
    DriftExpectation,
    Expectation,
    QueryExpectation,
    RowExpectation,
    ShareExpectation,
)
from expectations.findings import Findings
from expectations.freshness import days_without, usual_days
from expectations.history import judge_drift
from expectations.rules import OF_ARTICLE, rules
from schemas import ARTICLES, TABLES, Check, Drift, Field, Table

OF_RUNS = {"runs", "checks", "drift", "quarantine"}
VALIDATED = tuple(t for t in TABLES if t.name not in OF_RUNS)
"""The tables whose rows a run hands over before it ends; the others describe runs."""
BATCH_ROWS = 100_000
SHOWN_CHARACTERS = 100
"""Text that only has to be there is cut to this length before it is handed over."""
FRESHNESS_WHY = (
    "A source that brings nothing new fails without an error; the longer unseen, the more is lost for good."
)


@dataclass(frozen=True, slots=True)
class Figure:
    """What DuckDB counted for one expectation, and how it is held against its bounds."""

    expectation: Expectation | None
    table_name: str
    column_name: str | None
    name: str
    severity: str
    why: str
    value: float | None
    """Null where there is nothing to judge."""
    at_least: float | None = None
    at_most: float | None = 0
    unexpected_count: int = 0
    unexpected_fraction: float = 0.0
    observed: str | None = None


def all_expectations() -> list[Expectation]:
    """Every expectation, derived and hand-written."""
    found: list[Expectation] = [e for table in VALIDATED for e in derive(table)]
    return [
        *(e for e in found if not (isinstance(e, QueryExpectation) and e.name.startswith("references_runs"))),
        *rules(),
    ]


def validate(
    connection: duckdb.DuckDBPyConnection,
    run_id: str,
    *,
    at: datetime,
    folder: Path | None = None,
    released: Collection[str] = (),
) -> Findings:
    """Check the staged rows. ``connection`` shows them as ``staged.*``, the state after the run as ``corpus.*``,
    and that before it as ``before.*``.

    ``at`` is when the run began. The Great Expectations project, with its Data Docs, lies below ``folder``, or in
    memory. Rows of the articles that were ``released`` from the quarantine are not judged. One check per
    expectation, in the order of the tables. Raises what Great Expectations raises where an expectation cannot be
    computed at all: that is a fault of the expectation, not of the rows.
    """
    _leave_out(connection, released)
    suites: dict[str, list[Expectation]] = defaultdict(list)
    for expectation in all_expectations():
        suites[expectation.table_name].append(expectation)
    project = Project(folder, run_id)
    findings = Findings()
    for table in VALIDATED:
        rows = _count(connection, table)
        findings.checks.extend(_check_values(connection, project, run_id, table, suites[table.name], rows))
        figures = [
            _figure(connection, e, rows, run_id, at, findings.drift)
            for e in suites[table.name]
            if not isinstance(e, RowExpectation)
        ]
        if table is ARTICLES:
            figures.append(_freshness(connection, at, "before"))
        findings.checks.extend(_check_figures(project, run_id, table, figures))
    if site := project.build_data_docs():
        make_offline(site)
    return findings


def check_freshness(connection: duckdb.DuckDBPyConnection, run_id: str, at: datetime) -> Findings:
    """All that can be checked in a run that read nothing: for how long nothing came, from ``corpus.main.runs``."""
    figure = _freshness(connection, at, "corpus")
    success = None if figure.value is None or figure.at_most is None else figure.value <= figure.at_most
    return Findings([_check_of(figure, run_id, success)])


def _freshness(connection: duckdb.DuckDBPyConnection, at: datetime, catalog: str) -> Figure:
    answer = connection.execute(
        f"SELECT started_at FROM {catalog}.main.runs WHERE articles > 0 AND state IN ('done', 'forced')"
        " ORDER BY started_at"
    )
    arrivals = [started for (started,) in answer.fetchall()]
    limit, days = usual_days(arrivals), days_without(arrivals, at)
    return Figure(
        None,
        ARTICLES.name,
        None,
        "freshness",
        "warning",
        FRESHNESS_WHY,
        value=None if limit is None else days,
        at_most=limit,
        observed=f"{days:.1f} days without new articles" if days is not None else None,
    )


def _check_of(figure: Figure, run_id: str, success: bool | None) -> Check:
    """The row of a figure; ``success`` is null where there was nothing to judge."""
    bound = figure.at_most if figure.at_least is None else figure.at_least
    is_share = isinstance(figure.expectation, ShareExpectation) or figure.name == "freshness"
    return Check(
        run_id=run_id,
        table_name=figure.table_name,
        column_name=figure.column_name,
        expectation=figure.name,
        severity=figure.severity,
        state="no_data" if success is None else "pass" if success else "fail",
        success=success,
        observed=figure.observed,
        observed_value=figure.value if is_share else None,
        threshold=bound if is_share else None,
        unexpected_count=figure.unexpected_count,
        unexpected_fraction=figure.unexpected_fraction,
        why=figure.why,
    )


def _leave_out(connection: duckdb.DuckDBPyConnection, released: Collection[str]) -> None:
    if released:
        listed = ", ".join("'" + article_id.replace("'", "''") + "'" for article_id in sorted(released))
        for name in sorted(OF_ARTICLE):
            connection.execute(f"ALTER VIEW staged.main.{name} RENAME TO all_{name}")
            connection.execute(
                f"CREATE VIEW staged.main.{name} AS SELECT * FROM staged.main.all_{name}"
                f" WHERE article_id NOT IN ({listed})"
            )


def _count(connection: duckdb.DuckDBPyConnection, table: Table[Any]) -> int:
    counted = connection.execute(f"SELECT count(*) FROM staged.{table.qualified_name}").fetchone()
    assert counted
    return int(counted[0])


def _check_values(
    connection: duckdb.DuckDBPyConnection,
    project: Project,
    run_id: str,
    table: Table[Any],
    expectations: Sequence[Expectation],
    row_count: int,
) -> Iterator[Check]:
    """Check the values of a table's columns with Great Expectations' own classes, batch by batch."""
    on_rows = [e for e in expectations if isinstance(e, RowExpectation)]
    broken: Counter[int] = Counter()
    failed: set[int] = set()
    examples: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for batch in _batches(connection, table, on_rows) if row_count and on_rows else ():
        results = project.validate(table.name, batch, _core(on_rows), table.key)
        for number, result in enumerate(results):
            found = result["result"]
            broken[number] += found["unexpected_count"]
            examples[number] += found.get("partial_unexpected_index_list") or []
            if not result["success"]:
                failed.add(number)
    for number, e in enumerate(on_rows):
        yield Check(
            run_id=run_id,
            table_name=table.name,
            column_name=e.column_name,
            expectation=e.name,
            severity=e.severity,
            state="fail" if number in failed else "pass" if row_count else "no_data",
            success=number not in failed if row_count else None,
            observed=_told(examples[number]),
            observed_value=None,
            threshold=None,
            unexpected_count=broken[number],
            unexpected_fraction=min(1.0, broken[number] / row_count) if row_count else 0.0,
            why=e.why,
        )


def _core(expectations: Sequence[RowExpectation]) -> list[Any]:
    import great_expectations.expectations as classes  # noqa: PLC0415 - takes seconds, and only here is it needed

    return [getattr(classes, e.kind)(**e.arguments, severity=e.severity, notes=e.why) for e in expectations]


def _batches(
    connection: duckdb.DuckDBPyConnection, table: Table[Any], expectations: Sequence[RowExpectation]
) -> Iterator[pd.DataFrame]:
    """The columns that are judged, and the key; long text that only has to be there is cut."""
    read = {e.column_name for e in expectations} | set(table.key)
    looked_at = {e.column_name for e in expectations if e.kind != "ExpectColumnValuesToNotBeNull"}
    columns = ", ".join(
        _cut(f) if f.name not in looked_at | set(table.key) else f'"{f.name}"'
        for f in table.fields
        if f.name in read
    )
    reader = connection.execute(f"SELECT {columns} FROM staged.{table.qualified_name}").to_arrow_reader(
        BATCH_ROWS
    )
    for batch in reader:
        yield batch.to_pandas(types_mapper=_pandas_type)


def _cut(column: Field) -> str:
    name = f'"{column.name}"'
    return f"left({name}, {SHOWN_CHARACTERS}) AS {name}" if pa.types.is_string(column.type) else name


def _pandas_type(kind: pa.DataType) -> Any:
    """Whole numbers with nulls stay whole numbers."""
    return pd.Int64Dtype() if pa.types.is_int64(kind) else None


def _figure(
    connection: duckdb.DuckDBPyConnection,
    expectation: Expectation,
    row_count: int,
    run_id: str,
    at: datetime,
    drift: list[Drift],
) -> Figure:
    """Count in DuckDB what an expectation is about."""
    e = expectation
    told = (e, e.table_name, e.column_name, e.name, e.severity, e.why)
    if isinstance(e, ShareExpectation):
        part, whole = connection.execute(e.sql).fetchone() or (0, 0)
        share = part / whole if whole >= e.of_at_least else None
        wrong = whole - part if e.at_least is not None else part
        return Figure(
            *told, share, e.at_least, e.at_most, wrong, wrong / whole if whole else 0.0, f"{part} of {whole}"
        )
    if isinstance(e, DriftExpectation):
        found = judge_drift(connection, e, run_id, at.date())
        drift += found.drift
        worst = sorted(found.drift, key=lambda d: -abs(d.z_score))[:SAMPLE]
        return Figure(
            *told,
            float(len(found.drift)) if found.judged_count else None,
            unexpected_count=len(found.drift),
            unexpected_fraction=min(1.0, len(found.drift) / max(1, found.judged_count)),
            observed="; ".join(map(_span, worst)) or None,
        )
    assert isinstance(e, QueryExpectation)
    broken, examples = _broken(connection, e.sql)
    return Figure(
        *told,
        float(broken) if row_count else None,
        unexpected_count=broken,
        unexpected_fraction=min(1.0, broken / row_count) if row_count else 0.0,
        observed=_told(examples),
    )


def _broken(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[int, list[Mapping[str, Any]]]:
    """How many rows a query selects, and some of them."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE broken_rows AS {sql}")
    counted = connection.execute("SELECT count(*) FROM broken_rows").fetchone()
    assert counted
    if not counted[0]:
        return 0, []
    answer = connection.execute(f"SELECT * FROM broken_rows ORDER BY ALL LIMIT {SAMPLE}")
    names = [column[0] for column in answer.description or ()]
    return int(counted[0]), [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def _check_figures(
    project: Project, run_id: str, table: Table[Any], figures: Sequence[Figure]
) -> Iterator[Check]:
    """Let Great Expectations judge the figures of a table."""
    judged = [f for f in figures if f.value is not None]
    outcome: dict[int, bool] = {}
    if judged:
        columns = {_column(f): [f.value] for f in judged}
        results = project.validate(f"{table.name}_rules", pd.DataFrame(columns), _custom(judged), ())
        outcome = {id(f): bool(r["success"]) for f, r in zip(judged, results, strict=True)}
    for figure in figures:
        yield _check_of(figure, run_id, outcome.get(id(figure)))


def _custom(figures: Sequence[Figure]) -> list[Any]:
    from expectations.custom import of_rule, of_share  # noqa: PLC0415 - imports Great Expectations

    return [
        of_rule(_column(f), f.why, f.severity)
        if (f.at_least, f.at_most) == (None, 0)
        else of_share(_column(f), f.why, f.severity, f.at_least, f.at_most)
        for f in figures
    ]


def _column(figure: Figure) -> str:
    return f"{figure.column_name}: {figure.name}" if figure.column_name else figure.name


def _told(rows: Sequence[Mapping[str, Any]]) -> str | None:
    return "; ".join(", ".join(f"{k}={v}" for k, v in row.items()) for row in rows[:SAMPLE]) or None


def _span(drift: Drift) -> str:
    return (
        f"{drift.value}: {drift.observed_count} instead of {drift.expected_count:.0f}"
        f" from {drift.first_day} to {drift.last_day}"
    )
