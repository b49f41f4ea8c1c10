"""Derive expectations from the declarations in schemas/: null, unique, set, pattern, range, foreign key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from expectations.expectation import Expectation, QueryExpectation, RowExpectation
from schemas import Field, Table

WHY = {
    "null": "The declaration says that this column always holds a value.",
    "unique": "The declaration says that no two rows share this value; doubled rows double every count.",
    "set": "The value comes from a closed vocabulary; another value would be missed by every query.",
    "pattern": "Codes and ids have one form; another form joins with nothing.",
    "range": "The declaration bounds the value; beyond the bounds it has no meaning.",
    "reference": "Each row must lead to the row that it refers to, or joins lose it silently.",
}


def derive(table: Table[Any]) -> Iterator[Expectation]:
    """All expectations that the declaration of a table implies; a breach of any is critical."""
    for field in table.fields:
        yield from _of_field(table, field)
    if len(table.key) > 1:
        yield _unique(table, None, table.key)


def _of_field(table: Table[Any], field: Field) -> Iterator[Expectation]:
    column = field.column

    name = f'"{field.name}"'

    def expect(kind: str, why: str, broken: str, **arguments: Any) -> RowExpectation:
        return RowExpectation(
            table.name, field.name, kind, "critical", WHY[why], broken, {"column": field.name, **arguments}
        )

    if not field.nullable:
        yield expect("ExpectColumnValuesToNotBeNull", "null", f"{name} IS NULL")
    if column.unique:
        yield _unique(table, field.name, (field.name,))
    if column.values is not None:
        values = ", ".join(_literal(value) for value in column.values)
        yield expect(
            "ExpectColumnValuesToBeInSet", "set", f"{name} NOT IN ({values})", value_set=list(column.values)
        )
    if column.pattern is not None:
        broken = f"NOT regexp_full_match({name}, {_literal(column.pattern)})"
        yield expect("ExpectColumnValuesToMatchRegex", "pattern", broken, regex=f"^(?:{column.pattern})$")
    if column.minimum is not None or column.maximum is not None:
        bounds = (
            (f"{name} < {column.minimum}", column.minimum),
            (f"{name} > {column.maximum}", column.maximum),
        )
        broken = " OR ".join(told for told, bound in bounds if bound is not None)
        yield expect(
            "ExpectColumnValuesToBeBetween",
            "range",
            f"({broken})",
            min_value=column.minimum,
            max_value=column.maximum,
        )
    if column.references is not None:
        yield _reference(table, field, column.references)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _unique(table: Table[Any], column: str | None, key: tuple[str, ...]) -> QueryExpectation:
    columns = ", ".join(f'"{name}"' for name in key)
    present = " AND ".join(f'"{name}" IS NOT NULL' for name in key)
    return QueryExpectation(
        table.name,
        column,
        "unique" if column else f"unique_{'_'.join(key)}",
        "critical",
        WHY["unique"],
        f"""SELECT {columns}, count(*) AS row_count FROM staged.{table.qualified_name}
        WHERE {present if column else "true"} GROUP BY {columns} HAVING count(*) > 1""",
    )


def _reference(table: Table[Any], field: Field, target: str) -> QueryExpectation:
    target_table, target_column = target.split(".")
    keys = ", ".join(f's."{k}"' for k in table.key)
    return QueryExpectation(
        table.name,
        field.name,
        f"references_{target_table}_{target_column}",
        "critical",
        WHY["reference"],
        f"""SELECT {keys}, s."{field.name}" FROM staged.{table.qualified_name} AS s
        WHERE s."{field.name}" IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM corpus.main.{target_table} AS t WHERE t."{target_column}" = s."{field.name}")""",
    )
