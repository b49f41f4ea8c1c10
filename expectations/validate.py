"""Validate: run all expectations on a run's staged rows with Great Expectations, before they are published.

DuckDB counts, in one pass over each table and with no more memory for a million rows than for a thousand
(expectations/figures.py); Great Expectations judges the counts (expectations/custom.py): its own DuckDB support does
not work unpatched, frames of whole tables take memory that grows with a run, and one place must give all verdicts.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

import duckdb

from expectations.breaches import released_articles, stands_on
from expectations.context import Project
from expectations.derive import derive
from expectations.expectation import Expectation, QueryExpectation
from expectations.figures import FRESHNESS, Figure, figures_of, freshness, uncounted
from expectations.findings import Findings
from expectations.rules import rules
from schemas import ARTICLES, TABLES, Check

OF_RUNS = {"runs", "checks", "drift", "quarantine"}
VALIDATED = tuple(t for t in TABLES if t.name not in OF_RUNS)
"""The tables whose rows a run hands over before it ends; the others describe runs."""


def all_expectations() -> list[Expectation]:
    """Every expectation, derived and hand-written."""
    found: list[Expectation] = [e for table in VALIDATED for e in derive(table)]
    return [
        *(e for e in found if not (isinstance(e, QueryExpectation) and e.name.startswith("references_runs"))),
        *rules(),
    ]


def prepared(folder: Path | None, run_id: str) -> Project:
    """A Great Expectations project in which all is ready for the figures of a run.

    It lies below ``folder``, or in memory. The rows of the run need not be there yet.
    """
    project = Project(folder, run_id)
    figures = {name: [uncounted(e) for e in suite] for name, suite in _suites().items()}
    figures[ARTICLES.name].append(FRESHNESS)
    project.prepare(figures)
    return project


def validate(
    connection: duckdb.DuckDBPyConnection,
    project: Project,
    *,
    at: datetime,
) -> Findings:
    """Check the staged rows. ``connection`` shows them as ``staged.*``, the state after the run as ``corpus.*``,
    and that before it as ``before.*``.

    ``at`` is when the run began. Rows of articles that were released from the quarantine are not judged. One check per
    expectation, in the order of the tables. The project then can build Data Docs of what it found. Raises
    what Great Expectations raises where an expectation cannot be computed at all: that is a fault of the
    expectation, not of the rows.
    """
    _leave_out(connection, released_articles(connection))
    suites, run_id = _suites(), project.run_id
    findings = Findings()
    figures = {
        table.name: figures_of(connection, table, suites[table.name], run_id, at.date(), findings.drift)
        for table in VALIDATED
    }
    figures[ARTICLES.name].append(freshness(connection, at, "before"))
    is_met = project.validate(figures)
    findings.checks.extend(
        _check_of(f, run_id, None if f.value is None else is_met[f.rule])
        for table in VALIDATED
        for f in figures[table.name]
    )
    return findings


def _suites() -> dict[str, list[Expectation]]:
    """The expectations by table, in the order of the tables."""
    suites: dict[str, list[Expectation]] = {table.name: [] for table in VALIDATED}
    for expectation in all_expectations():
        suites[expectation.table_name].append(expectation)
    return suites


def check_freshness(connection: duckdb.DuckDBPyConnection, run_id: str, at: datetime) -> Findings:
    """All that can be checked in a run that read nothing: for how long nothing came, from ``corpus.main.runs``."""
    figure = freshness(connection, at, "corpus")
    is_met = None if figure.value is None or figure.at_most is None else figure.value <= figure.at_most
    return Findings([_check_of(figure, run_id, is_met)])


def _check_of(figure: Figure, run_id: str, is_met: bool | None) -> Check:
    bound = figure.at_most if figure.at_least is None else figure.at_least
    return Check(
        run_id=run_id,
        table_name=figure.table_name,
        column_name=figure.column_name,
        expectation=figure.name,
        severity=figure.severity,
        state="no_data" if is_met is None else "pass" if is_met else "fail",
        success=is_met,
        observed=figure.observed,
        observed_value=figure.value if figure.is_share else None,
        threshold=bound if figure.is_share else None,
        unexpected_count=figure.unexpected_count,
        unexpected_fraction=figure.unexpected_fraction,
        why=figure.why,
    )


def _leave_out(connection: duckdb.DuckDBPyConnection, released: Collection[str]) -> None:
    """Take the rows that stand on released articles out of what is judged."""
    if not released:
        return
    connection.execute(
        "CREATE TEMP TABLE released AS SELECT unnest(?::VARCHAR[]) AS article_id", [sorted(released)]
    )
    for table in VALIDATED:
        if (sql := stands_on(table)) is None:
            continue
        name = table.qualified_name
        schema, _, view = name.rpartition(".")
        rows = f"staged.{schema}.all_{view}"
        key = ", ".join(f'"{column}"' for column in table.key)
        connection.execute(f"ALTER VIEW staged.{name} RENAME TO all_{view}")
        connection.execute(
            f"CREATE VIEW staged.{name} AS FROM {rows} ANTI JOIN ("
            f"FROM ({sql.format(rows=rows)}) WHERE of_article IN (FROM released)) USING ({key})"
        )
