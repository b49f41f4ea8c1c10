"""What one table is, read off its row class: the single declaration from which all else derives.

From a :class:`Table` come the Arrow schema and Parquet metadata (here), the DuckDB DDL with comments
(``warehouse/ddl.py``), the derived expectations (``expectations/derive.py``) and the data dictionary
(``docs/generate.py``).
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cached_property
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from schemas.arrays import table_of
from schemas.column import Column, Field

Row = TypeVar("Row")

ARROW_TYPES: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us"),
    tuple[str, ...]: pa.list_(pa.string()),
    tuple[int, ...]: pa.list_(pa.int64()),
}
"""Python type of a row's field -> storage type. Timestamps are UTC and carry no zone."""


@dataclass(frozen=True)
class Table(Generic[Row]):
    """A table of the contract.

    ``owner`` names the column by whose value a commit replaces rows: all rows that an article, a source
    file, an entity, an event or a run owns are replaced together (see ``warehouse/lake.py``).
    """

    name: str
    row: type[Row]
    grain: str
    key: tuple[str, ...]
    owner: str
    schema: str = "main"
    is_published: bool = True
    """False for tables that only the pipeline needs: they stay in the lake."""
    published_order: tuple[str, ...] = ()
    """Columns by which rows are looked up most, where that is not the key: they lie in this order in the warehouse."""

    @property
    def qualified_name(self) -> str:
        """``schema.name``, as SQL says it."""
        return f"{self.schema}.{self.name}"

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The columns in their stored order."""
        hints = get_type_hints(self.row, include_extras=True)
        return tuple(_field(self.row, f.name, hints[f.name]) for f in fields(self.row))  # type: ignore[arg-type]

    def field(self, name: str) -> Field:
        """The column of that name; KeyError if the table has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name} has no column {name!r}")

    @cached_property
    def arrow_schema(self) -> pa.Schema:
        """The Arrow schema, with a description for the table and for each column."""
        return pa.schema(
            [f.to_arrow() for f in self.fields], metadata={"table": self.name, "description": self.grain}
        )

    def to_arrow(self, rows: Iterable[Row]) -> pa.Table:
        """Rows as an Arrow table of this schema; pyarrow.ArrowException where a value has the wrong type."""
        rows = list(rows)
        return table_of([[getattr(r, f.name) for r in rows] for f in self.fields], self.arrow_schema)

    def from_arrow(self, table: pa.Table) -> list[Row]:
        """The rows of an Arrow table that has (at least) this table's columns."""
        columns = [_values(table.column(f.name)) for f in self.fields]
        return [self.row(*values) for values in zip(*columns, strict=True)]


def _values(column: pa.ChunkedArray) -> list[Any]:
    values: list[Any] = column.to_pylist()
    if pa.types.is_list(column.type):
        return [None if value is None else tuple(value) for value in values]
    return values


def _field(row: type, name: str, hint: Any) -> Field:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{row.__name__}.{name} is not declared as Annotated[type, Column(…)]")
    declared, column = get_args(hint)
    if not isinstance(column, Column):
        raise TypeError(f"{row.__name__}.{name} carries {column!r} where a Column belongs")
    options: Sequence[Any] = (
        get_args(declared) if get_origin(declared) in (Union, types.UnionType) else (declared,)
    )
    (kind,) = (o for o in options if o is not type(None))
    if kind not in ARROW_TYPES:
        raise TypeError(f"{row.__name__}.{name}: no storage type for {kind!r}; add it to ARROW_TYPES")
    return Field(name, ARROW_TYPES[kind], type(None) in options, column)
