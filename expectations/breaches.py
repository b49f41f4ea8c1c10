"""Breaches: single rows that break critical rules, by the articles that can be set aside for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from expectations.derive import derive
from expectations.expectation import QueryExpectation, RowExpectation
from expectations.rules import OF_ARTICLE, rules
from schemas import TABLES, Table

MOST_ROWS = 20
"""So many rows of an article are kept for each rule: the next ones tell nothing new."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A row that breaks a rule."""

    article_id: str
    expectation: RowExpectation | QueryExpectation
    key: Mapping[str, Any]
    row: Mapping[str, Any]


def find_breaches(connection: duckdb.DuckDBPyConnection) -> list[Breach]:
    """The staged rows of articles that break critical rules; ``connection`` shows ``staged.*`` and ``corpus.*``.

    Each table is read once for what its declaration implies. At most MOST_ROWS rows per article and rule.
    """
    found: list[Breach] = []
    for table in (t for t in TABLES if t.name in OF_ARTICLE):
        found += _of_declaration(connection, table)
        for rule in rules():
            if (
                rule.table_name == table.name
                and isinstance(rule, QueryExpectation)
                and _is_for_articles(rule)
            ):
                found += _of_rule(connection, table, rule)
    return list(_first_ones(found))


def _is_for_articles(rule: QueryExpectation) -> bool:
    return rule.is_of_article and rule.severity == "critical"


def _of_declaration(connection: duckdb.DuckDBPyConnection, table: Table[Any]) -> Iterator[Breach]:
    expectations = [e for e in derive(table) if isinstance(e, RowExpectation)]
    flags = ", ".join(f"coalesce({e.broken}, false)" for e in expectations)
    answer = connection.execute(
        f"SELECT *, [{flags}] AS broken_flags FROM staged.{table.qualified_name}"
        f" WHERE {' OR '.join(e.broken for e in expectations)}"
    )
    for row in _dicts(answer):
        flagged: Sequence[bool] = row.pop("broken_flags")
        for expectation, is_broken in zip(expectations, flagged, strict=True):
            if is_broken:
                yield _breach(table, expectation, row)


def _of_rule(
    connection: duckdb.DuckDBPyConnection, table: Table[Any], rule: QueryExpectation
) -> Iterator[Breach]:
    key = ", ".join(f'"{name}"' for name in table.key)
    answer = connection.execute(
        f"SELECT DISTINCT t.* FROM staged.{table.qualified_name} AS t SEMI JOIN ({rule.sql}) USING ({key})"
    )
    for row in _dicts(answer):
        yield _breach(table, rule, row)


def _breach(
    table: Table[Any], expectation: RowExpectation | QueryExpectation, row: Mapping[str, Any]
) -> Breach:
    return Breach(row["article_id"], expectation, {name: row[name] for name in table.key}, row)


def _dicts(answer: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    names = [column[0] for column in answer.description or ()]
    for row in answer.fetchall():
        yield dict(zip(names, row, strict=True))


def _first_ones(breaches: Sequence[Breach]) -> Iterator[Breach]:
    seen: Counter[tuple[str, str, str, str | None]] = Counter()
    for breach in sorted(breaches, key=lambda b: (b.article_id, str(b.key))):
        e = breach.expectation
        of = (breach.article_id, e.table_name, e.name, e.column_name)
        seen[of] += 1
        if seen[of] <= MOST_ROWS:
            yield breach
