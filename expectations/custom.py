"""Custom expectations: classes for Great Expectations that judge what DuckDB has counted.

Their batch is a frame of one row that has a column per rule: how many rows break it, or the share it bounds (null where
there is nothing to judge). So rules across tables, and over more rows than fit into memory, are validated, stored
and shown in Data Docs like any other expectation.
"""

from __future__ import annotations

from great_expectations.expectations.core.expect_column_max_to_be_between import ExpectColumnMaxToBeBetween
from great_expectations.expectations.metadata_types import FailureSeverity


class ExpectNoBrokenRows(ExpectColumnMaxToBeBetween):
    """Expect that no row breaks the rule that the column is named after."""

    max_value: float = 0


class ExpectShareToBeBetween(ExpectColumnMaxToBeBetween):
    """Expect that the share that the column is named after lies within its bounds."""


def of_rule(name: str, why: str, severity: str) -> ExpectNoBrokenRows:
    """The expectation on a count of broken rows; ``why`` is what Data Docs show."""
    return ExpectNoBrokenRows(column=name, severity=FailureSeverity(severity), description=f"{name}: {why}")


def of_share(
    name: str, why: str, severity: str, at_least: float | None, at_most: float | None
) -> ExpectShareToBeBetween:
    """The expectation on a share."""
    told = " ".join(
        f"at {word} {bound:g}"
        for word, bound in (("least", at_least), ("most", at_most))
        if bound is not None
    )
    return ExpectShareToBeBetween(
        column=name,
        severity=FailureSeverity(severity),
        description=f"{name} ({told}): {why}",
        min_value=at_least,
        max_value=at_most,
    )
