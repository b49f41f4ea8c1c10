"""What an expectation is here: what is expected of a table, how severe a breach is, and why it is expected."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class RowExpectation:
    """An expectation on the staged rows of one table, checked by one of Great Expectations' classes."""

    table_name: str
    column_name: str | None
    kind: str
    """Class in great_expectations.expectations, e.g. ExpectColumnValuesToBeUnique."""
    severity: str
    why: str
    arguments: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As quality.checks calls it: the snake-case name that Great Expectations gives the class."""
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in self.kind).lstrip("_")


@dataclass(frozen=True, slots=True)
class QueryExpectation:
    """An expectation across tables: a query for the rows that break it, which must be empty."""

    table_name: str
    column_name: str | None
    name: str
    severity: str
    why: str
    sql: str
    """Selects the keys of the offending rows from ``staged.*`` (this run's rows) and ``corpus.*`` (all)."""


Expectation = RowExpectation | QueryExpectation
