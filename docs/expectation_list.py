"""The list of expectations: what is checked before rows are published, how severely, and why."""

from __future__ import annotations

from typing import Any

from docs.markdown import code, page, table
from expectations.expectation import DriftExpectation, Expectation, RowExpectation, ShareExpectation
from expectations.rules import FOLDER, rules
from expectations.validate import all_expectations
from schemas import TABLES, Table

INTRO = """What a run checks in its rows before it publishes them. A **critical** expectation that is broken holds the
whole run back (exit code 3): the published warehouse stays as it was. A **warning** or an **info** goes to the quality
report, and the rows are published. What each found in each run is a row of `quality.checks`.

Most expectations follow from the declarations in `schemas/`. Those with a link are written by hand, one file
per table in `expectations/rules/`. A check that finds too little to judge is in the state *no_data*: neither met nor
broken.

**Single rows are set aside.** Articles are what comes and goes as a whole, so an article with a row that breaks a
critical expectation is set aside with all of its rows, and the run goes on without it. A broken row of an event, an
entity or another table that is resolved from articles takes those articles of the run out on which it stands, and
the others are resolved once more. `depesche quarantine list`, `show` and `release` tell which rows broke which
expectation, and let an article in all the same. The run is held back where this cannot help: where the expectation is
about a whole table (a share, files without a row), where no article of the run is behind the row, or where all or
more than a tenth of the run's articles would go, for then the code that makes the rows is broken. Rows that break a
warning are published and told in the report."""


def expectation_list() -> str:
    """The page docs/expectations.md."""
    expectations = all_expectations()
    parts = [
        _of_table(declared, found)
        for declared in TABLES
        if (found := [e for e in expectations if e.table_name == declared.name])
    ]
    return page("Expectations", INTRO, [_summary(expectations), *parts])


def _summary(expectations: list[Expectation]) -> str:
    severities = sorted({e.severity for e in expectations})
    told = ", ".join(f"{sum(e.severity == s for e in expectations)} {s}" for s in severities)
    return f"{len(expectations)} expectations: {told}; {len(rules())} of them by hand."


def _of_table(declared: Table[Any], expectations: list[Expectation]) -> str:
    rows = [
        (code(e.column_name) if e.column_name else "", _name(e), e.severity, e.why)
        for e in sorted(expectations, key=lambda e: e in rules())
    ]
    return f"## {declared.name}\n\n" + table(["column", "expectation", "severity", "why"], rows)


def _name(expectation: Expectation) -> str:
    if isinstance(expectation, RowExpectation):
        arguments = [_argument(k, v) for k, v in expectation.arguments.items() if k != "column"]
        return " ".join([code(expectation.name), *filter(None, arguments)])
    if expectation in rules():
        path = f"{FOLDER.parent.name}/{FOLDER.name}/{expectation.table_name}.sql"
        return f"[{expectation.name}](../{path}){_bounds(expectation)}"
    return code(expectation.name)


def _bounds(expectation: Expectation) -> str:
    if isinstance(expectation, DriftExpectation):
        return f" drift by {expectation.dimension}"
    if isinstance(expectation, ShareExpectation):
        bounds = (("least", expectation.at_least), ("most", expectation.at_most))
        told = " and ".join(f"at {word} {code(bound)}" for word, bound in bounds if bound is not None)
        return f" {told} of {code(expectation.of_at_least)} or more rows"
    return ""


def _argument(name: str, value: Any) -> str:
    if value is None:
        return ""
    shown = ", ".join(map(str, value)) if isinstance(value, list) else value
    return f"{name.replace('_', ' ')} {code(shown)}"
