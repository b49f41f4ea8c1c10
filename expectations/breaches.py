"""Breaches: single rows that break critical rules, by the articles that can be set aside for them.

What coding makes is the row of one article. What is resolved from many of them, an event or an entity, stands on the
articles that its mentions lead to: without these it would not be there, or be another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from expectations.derive import derive
from expectations.expectation import QueryExpectation, RowExpectation
from expectations.rules import OF_ARTICLE, rules
from schemas import TABLES, Check, Table

MOST_ROWS = 20
"""So many rows of an article are kept for each rule: the next ones tell nothing new."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A row that breaks a rule."""

    article_id: str
    expectation: RowExpectation | QueryExpectation
    key: Mapping[str, Any]
    row: Mapping[str, Any]


STANDS_ON = {
    "article_id": "SELECT t.*, t.article_id AS of_article FROM {rows} AS t",
    "event_id": "SELECT t.*, m.article_id AS of_article FROM {rows} AS t JOIN corpus.main.event_mentions AS m"
    " USING (event_id)",
    "entity_id": "SELECT t.*, m.article_id AS of_article FROM {rows} AS t JOIN corpus.main.mentions AS m"
    " USING (entity_id)",
}
"""Column of a row -> the articles that the row stands on."""
RELEASED = """
    SELECT DISTINCT q.article_id
    FROM before.quality.quarantine AS q
    JOIN staged.main.articles AS a ON a.article_id = q.article_id AND a.content_sha256 = q.content_sha256
    WHERE q.state = 'released'
"""
OF_FILES = {"source_files", "rejects"}
"""Tables that tell of files. To set an article aside would write more of them, not mend them."""


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


def released_articles(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """The staged articles that were released in this version: their rows are not judged again."""
    return frozenset(article_id for (article_id,) in connection.execute(RELEASED).fetchall())


def breaches_behind(connection: duckdb.DuckDBPyConnection, checks: Iterable[Check]) -> list[Breach]:
    """The staged rows behind critical checks that failed, once for each article of the run that they stand on.

    Nothing where setting articles aside cannot mend all of it: where a check is about more than single rows, or a
    row stands on none of the run's articles.
    """
    found: list[Breach] = []
    for check in checks:
        expectation = _row_rule(check)
        if expectation is None:
            return []
        broken = _broken_rows(connection, expectation)
        if len({str(b.key) for b in broken}) < check.unexpected_count:
            return []
        found += broken
    return list(_first_ones(found))


def stands_on(table: Table[Any]) -> str | None:
    """The query for the rows of a table with the articles that they stand on; null where they stand on none."""
    if table.name in OF_FILES:
        return None
    names = {field.name for field in table.fields}
    return next((sql for column, sql in STANDS_ON.items() if column in names), None)


def _row_rule(check: Check) -> RowExpectation | QueryExpectation | None:
    (table,) = (t for t in TABLES if t.name == check.table_name)
    if stands_on(table) is None:
        return None
    for rule in (*derive(table), *(r for r in rules() if r.table_name == table.name)):
        if (rule.column_name, rule.name) == (check.column_name, check.expectation):
            return rule if isinstance(rule, RowExpectation | QueryExpectation) else None
    return None


def _broken_rows(
    connection: duckdb.DuckDBPyConnection, expectation: RowExpectation | QueryExpectation
) -> list[Breach]:
    (table,) = (t for t in TABLES if t.name == expectation.table_name)
    staged = f"staged.{table.qualified_name}"
    if isinstance(expectation, RowExpectation):
        rows = f"(FROM {staged} WHERE {expectation.broken})"
    else:
        told = [column[0] for column in connection.execute(f"DESCRIBE {expectation.sql}").fetchall()]
        key = [name for name in table.key if name in told] or [str(expectation.column_name)]
        rows = f"(FROM {staged} SEMI JOIN ({expectation.sql}) USING ({', '.join(key)}))"
    answer = connection.execute(
        f"SELECT DISTINCT * FROM ({str(stands_on(table)).format(rows=rows)})"
        " WHERE of_article IN (SELECT article_id FROM staged.main.articles)"
    )
    return [
        Breach(row.pop("of_article"), expectation, {name: row[name] for name in table.key}, row)
        for row in _dicts(answer)
    ]


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
