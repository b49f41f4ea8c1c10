"""Validate: run all expectations on a run's staged rows with Great Expectations, before they are published.

Row expectations run on pandas frames of the staged tables. Query expectations are computed in DuckDB and
their offending rows handed to Great Expectations as a frame that is expected to be empty: its own DuckDB
support does not work unpatched, and one place must give all verdicts.
"""

from __future__ import annotations

import logging
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pandas as pd

from expectations.derive import derive
from expectations.expectation import Expectation, QueryExpectation, RowExpectation
from expectations.rules import rules
from schemas import TABLES, Check, Table

SAMPLE = 5
"""So many keys of offending rows are told."""
VALIDATED = tuple(t for t in TABLES if t.name not in {"runs", "checks"})
"""The tables whose rows a run hands over before it ends; runs and checks describe the run itself."""


def all_expectations() -> list[Expectation]:
    """Every expectation, derived and hand-written."""
    found: list[Expectation] = [e for table in VALIDATED for e in derive(table)]
    return [
        *(e for e in found if not (isinstance(e, QueryExpectation) and e.name.startswith("references_runs"))),
        *rules(),
    ]


def validate(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[Check]:
    """Check the staged rows. ``connection`` shows them as ``staged.*`` and the state after the run as ``corpus.*``.

    Returns one row per expectation, in the order of the tables. Raises what Great Expectations raises where an
    expectation cannot be computed at all: that is a fault of the expectation, not of the rows.
    """
    suites: dict[str, list[Expectation]] = defaultdict(list)
    for expectation in all_expectations():
        suites[expectation.table_name].append(expectation)
    context = _context()
    return [
        check
        for table in VALIDATED
        for check in _validate_table(connection, context, run_id, table, suites[table.name])
    ]


def _context() -> Any:
    # Set before the import, which would ask a server at every start. It takes seconds: only here is it needed.
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx  # noqa: PLC0415
    from great_expectations.data_context.types.base import ProgressBarsConfig  # noqa: PLC0415

    for logger in ("great_expectations", "great_expectations.data_context.types.base"):
        logging.getLogger(logger).setLevel(logging.WARNING)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    return context


def _validate_table(
    connection: duckdb.DuckDBPyConnection,
    context: Any,
    run_id: str,
    table: Table[Any],
    expectations: Sequence[Expectation],
) -> Iterable[Check]:
    rows = connection.execute(f"SELECT * FROM staged.{table.qualified_name}").df()
    on_rows = [e for e in expectations if isinstance(e, RowExpectation)]
    results = _run_suite(context, table.name, rows, on_rows, list(table.key))
    for expectation, result in zip(on_rows, results, strict=True):
        found = result["result"]
        offending = found.get("unexpected_index_list") or []
        yield _check(
            run_id, expectation, bool(result["success"]), len(rows), found["unexpected_count"], offending
        )
    for query in (e for e in expectations if isinstance(e, QueryExpectation)):
        broken = connection.execute(query.sql).df()
        name = ".".join(filter(None, (table.name, query.column_name, query.name)))
        (result,) = _run_suite(context, name, broken, [_no_rows(query)], [])
        keys = broken.head(SAMPLE).to_dict("records")
        yield _check(run_id, query, bool(result["success"]), len(rows), len(broken), keys)


def _no_rows(expectation: QueryExpectation) -> RowExpectation:
    return RowExpectation(
        expectation.table_name,
        None,
        "ExpectTableRowCountToEqual",
        expectation.severity,
        expectation.why,
        {"value": 0},
    )


def _run_suite(
    context: Any, name: str, rows: pd.DataFrame, expectations: Sequence[RowExpectation], key: list[str]
) -> list[dict[str, Any]]:
    """The results of Great Expectations for one frame, in the order of the expectations."""
    import great_expectations as gx  # noqa: PLC0415
    import great_expectations.expectations as classes  # noqa: PLC0415

    suite = context.suites.add(gx.ExpectationSuite(name))
    for number, e in enumerate(expectations):
        kind = getattr(classes, e.kind)
        suite.add_expectation(kind(**e.arguments, severity=e.severity, notes=e.why, meta={"number": number}))
    batch = (
        context.data_sources.add_pandas(name)
        .add_dataframe_asset(name)
        .add_batch_definition_whole_dataframe(name)
    )
    definition = context.validation_definitions.add(
        gx.ValidationDefinition(name=name, data=batch, suite=suite)
    )
    outcome = definition.run(
        batch_parameters={"dataframe": rows},
        result_format={"result_format": "COMPLETE", "unexpected_index_column_names": key},
    )
    results = sorted((r.to_json_dict() for r in outcome.results), key=_number)
    for result in results:
        _raise_if_not_computed(result)
    return results


def _number(result: dict[str, Any]) -> int:
    return int(result["expectation_config"]["meta"]["number"])


def _raise_if_not_computed(result: dict[str, Any]) -> None:
    info = result["exception_info"]
    errors = [info] if "raised_exception" in info else list(info.values())
    for error in errors:
        if error["raised_exception"]:
            kind = result["expectation_config"]["type"]
            raise RuntimeError(f"Great Expectations cannot compute {kind}: {error['exception_message']}")


def _check(
    run_id: str,
    expectation: Expectation,
    success: bool,
    row_count: int,
    unexpected_count: int,
    offending: Sequence[dict[Any, Any]],
) -> Check:
    shown = "; ".join(", ".join(f"{k}={v}" for k, v in row.items()) for row in offending[:SAMPLE])
    return Check(
        run_id=run_id,
        table_name=expectation.table_name,
        column_name=expectation.column_name,
        expectation=expectation.name,
        severity=expectation.severity,
        success=success,
        observed=shown or None,
        unexpected_count=unexpected_count,
        unexpected_fraction=min(1.0, unexpected_count / row_count) if row_count else 0.0,
        why=expectation.why,
    )
