"""Rows for tests that name only the values that matter; the rest is empty."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pyarrow as pa

from schemas import Field, Table


def plain_row(table: Table[Any], **values: Any) -> Any:
    """A row of a table: ``values``, null where a column allows it, else the least value of its type."""
    unknown = values.keys() - {f.name for f in table.fields}
    assert not unknown, f"{table.name} has no columns {unknown}"
    return table.row(**{f.name: values.get(f.name, _least(f)) for f in table.fields})


def _least(field: Field) -> Any:
    if field.nullable:
        return None
    if pa.types.is_list(field.type):
        return ()
    if field.column.values:
        return field.column.values[0]
    least: dict[pa.DataType, Any] = {
        pa.string(): "",
        pa.int64(): int(field.column.minimum or 0),
        pa.float64(): float(field.column.minimum or 0),
        pa.bool_(): False,
        pa.date32(): date(1970, 1, 1),
        pa.timestamp("us"): datetime(1970, 1, 1),
    }
    return least[field.type]
