"""What an expectation is here: what is expected of a table, how severe a breach is, and why it is expected."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class RowExpectation:
    """An expectation on each value of a column, told by one of Great Expectations' own classes."""

    table_name: str
    column_name: str | None
    kind: str
    """Class in great_expectations.expectations, e.g. ExpectColumnValuesToBeInSet."""
    severity: str
    why: str
    broken: str
    """A condition on a row, in SQL, that is true where the row breaks it."""
    arguments: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As quality.checks calls it: the snake-case name that Great Expectations gives the class."""
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in self.kind).lstrip("_")


@dataclass(frozen=True, slots=True)
class QueryExpectation:
    """An expectation on rows together: a query for the rows that break it, which must be empty."""

    table_name: str
    column_name: str | None
    name: str
    severity: str
    why: str
    sql: str
    """Selects the keys of the offending rows from ``staged.*`` (this run's rows) and ``corpus.*`` (all)."""
    is_of_article: bool = False
    """True where rows of one article decide it before names and events are resolved: the article can be set aside."""


@dataclass(frozen=True, slots=True)
class ShareExpectation:
    """An expectation on a share: a query for a part and its whole, and the bounds of the one over the other."""

    table_name: str
    column_name: str | None
    name: str
    severity: str
    why: str
    sql: str
    """Selects one row of two whole numbers, ``part`` and ``whole``."""
    at_least: float | None
    at_most: float | None
    of_at_least: int
    """A smaller whole is not judged: its share says nothing."""


@dataclass(frozen=True, slots=True)
class DriftExpectation:
    """An expectation on counts by day and month of publication: they do not depart from their own history."""

    table_name: str
    column_name: str | None
    name: str
    severity: str
    why: str
    sql: str
    """Selects ``value``, ``day`` (of a month its first) and ``resolution`` of each row to be counted."""
    dimension: str
    """One of DRIFT_DIMENSIONS; all and weekday count the same rows, by day and by day of the week."""


Expectation = RowExpectation | QueryExpectation | ShareExpectation | DriftExpectation
Rule = QueryExpectation | ShareExpectation | DriftExpectation
"""What a rule file can say."""
