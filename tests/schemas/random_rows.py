"""Random rows of any table, made from its declaration."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from schemas import Field, Table

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def rows_of(table: Table[Any]) -> st.SearchStrategy[Any]:
    """One random row that the declaration allows."""
    return st.builds(table.row, **{f.name: _value(f) for f in table.fields})


def _value(field: Field) -> st.SearchStrategy[Any]:
    column, kind = field.column, field.type
    found: st.SearchStrategy[Any]
    if column.values:
        found = st.sampled_from(column.values)
        if pa.types.is_list(kind):
            found = st.lists(found, max_size=3).map(tuple)
    elif pa.types.is_list(kind):
        inner = TEXT if kind.value_type == pa.string() else st.integers(-(2**63), 2**63 - 1)
        found = st.lists(inner, max_size=3).map(tuple)
    elif kind == pa.string():
        found = st.from_regex(column.pattern, fullmatch=True) if column.pattern else TEXT
    elif kind == pa.int64():
        found = st.integers(int(column.minimum or 0), int(column.maximum or 2**62))
    elif kind == pa.float64():
        found = st.floats(column.minimum or 0.0, column.maximum or 1e9)
    elif kind == pa.bool_():
        found = st.booleans()
    elif kind == pa.date32():
        found = st.dates(date(1900, 1, 1), date(2100, 1, 1))
    else:
        found = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1))
    return st.none() | found if field.nullable else found
