"""The verdict: whether the rows of a run may be published, given what its checks found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from expectations.expectation import DriftExpectation, ShareExpectation
from expectations.rules import rules
from schemas import Check


def blocking(checks: Iterable[Check]) -> list[Check]:
    """The checks that hold the run back: the critical ones that failed."""
    return [c for c in checks if c.state == "fail" and c.severity == "critical"]


def warnings(checks: Iterable[Check]) -> list[Check]:
    """The checks that failed without holding the run back."""
    return [c for c in checks if c.state == "fail" and c.severity != "critical"]


def alarms(checks: Iterable[Check]) -> list[Check]:
    """The warnings that are about the feed as a whole, not about single rows: shares, drift, freshness.

    Somebody upstream has to hear of these; what single rows break stands in the report.
    """
    of_feed = {(r.table_name, r.name) for r in rules() if isinstance(r, ShareExpectation | DriftExpectation)}
    return [
        c
        for c in warnings(checks)
        if c.expectation == "freshness" or (c.table_name, c.expectation) in of_feed
    ]


def describe(check: Check) -> str:
    """One line for a person: the expectation, its table, how many rows break it, and keys of some of them."""
    column = f".{check.column_name}" if check.column_name else ""
    count = f"{check.unexpected_count} row{'s' if check.unexpected_count != 1 else ''}"
    keys = f" ({check.observed})" if check.observed else ""
    return f"{check.table_name}{column}: {check.expectation} is broken by {count}{keys}. {check.why}"


def sentence(checks: Sequence[Check]) -> str:
    """The verdict in one sentence."""
    held, warned = blocking(checks), warnings(checks)
    if held:
        return (
            f"Held back: {len(held)} of {len(checks)} expectations are broken beyond what may be published."
        )
    if warned:
        return (
            f"Published: {len(checks)} expectations checked, none critical broken, {len(warned)} to look at."
        )
    return f"Published: all {len(checks)} expectations are met."
