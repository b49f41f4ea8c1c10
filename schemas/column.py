"""What one column is: its meaning and the facts that must be true of each of its values."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Column:
    """The part of a column's declaration that its Python type does not say.

    It stands in the annotation of a row class: ``body: Annotated[str, Column("The article …")]``. The type
    gives the storage type and whether the value may be missing (``str | None``); everything else is here.
    """

    description: str
    unique: bool = False
    values: tuple[str, ...] | None = None
    """The closed vocabulary the value comes from."""
    pattern: str | None = None
    """A regular expression that matches the whole value."""
    minimum: float | None = None
    maximum: float | None = None
    references: str | None = None
    """``table.column`` in which each value must be found (a foreign key)."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of one table, complete."""

    name: str
    type: pa.DataType
    nullable: bool
    column: Column

    @property
    def description(self) -> str:
        """What the column means, in one sentence or two."""
        return self.column.description

    def to_arrow(self) -> pa.Field:
        """The Arrow field; its description travels as metadata into every Parquet file."""
        return pa.field(self.name, self.type, self.nullable, metadata={"description": self.description})
