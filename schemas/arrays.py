"""Arrays: Arrow columns of Python values, made without pandas.

``pyarrow.array`` imports pandas where it is installed, to see whether it was given something of pandas (pyarrow 26,
``pandas-shim.pxi``): a quarter of what a run costs that finds nothing new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa


@dataclass(frozen=True, slots=True)
class _Kind:
    """How values of a storage type come and are stored."""

    accepted: tuple[type, ...]
    refused: tuple[type, ...]
    """Subclasses of what is accepted that are something else."""
    blank: Any
    """What fills the place of a null."""
    numpy: tuple[str, ...] = ()
    """The types of NumPy that lead from the values to what is stored; none for text."""


KINDS = {
    pa.string(): _Kind((str,), (), ""),
    pa.int64(): _Kind((int, np.integer), (bool,), 0, ("int64",)),
    pa.float64(): _Kind((float, int), (bool,), 0.0, ("float64",)),
    pa.bool_(): _Kind((bool,), (), False, ("bool",)),
    pa.date32(): _Kind((date,), (datetime,), date(1970, 1, 1), ("datetime64[D]", "int32")),
    pa.timestamp("us"): _Kind((datetime,), (), datetime(1970, 1, 1), ("datetime64[us]", "int64")),
}


def array_of(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """The values as an array of one of the types of KINDS, or of lists of them; None is null.

    pyarrow.ArrowTypeError where a value is of another type, UnicodeEncodeError where a text is no UTF-8.
    """
    nulls = _validity(values) if None in values else None
    if pa.types.is_list(kind):
        items = array_of(list(chain.from_iterable(v or () for v in values)), kind.value_type)
        ends = _offsets([len(v or ()) for v in values])
        return pa.Array.from_buffers(kind, len(values), [nulls, ends], children=[items])
    how = KINDS[kind]
    for found in {type(v) for v in values if v is not None}:
        if not issubclass(found, how.accepted) or issubclass(found, how.refused):
            raise pa.ArrowTypeError(f"a column of type {kind} cannot hold a value of type {found.__name__}")
    filled = [how.blank if v is None else v for v in values] if nulls else values
    if not how.numpy:
        texts = [text.encode() for text in filled]
        return pa.Array.from_buffers(
            kind, len(texts), [nulls, _offsets([len(t) for t in texts]), pa.py_buffer(b"".join(texts))]
        )
    stored = np.array(filled, how.numpy[0])
    for name in how.numpy[1:]:
        stored = stored.astype(name)
    bits = np.packbits(stored, bitorder="little") if pa.types.is_boolean(kind) else stored
    return pa.Array.from_buffers(kind, len(values), [nulls, pa.py_buffer(bits)])


def table_of(columns: Sequence[Sequence[Any]], schema: pa.Schema) -> pa.Table:
    """The columns as a table of this schema; raises as :func:`array_of`."""
    arrays = [array_of(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _validity(values: Sequence[Any]) -> pa.Buffer:
    return pa.py_buffer(np.packbits([v is not None for v in values], bitorder="little"))


def _offsets(lengths: Sequence[int]) -> pa.Buffer:
    ends = np.cumsum([0, *lengths])
    if ends[-1] > np.iinfo(np.int32).max:
        raise pa.ArrowCapacityError(f"{ends[-1]} characters or items are too many for one array")
    return pa.py_buffer(ends.astype("int32"))
