"""Arrays hold what pyarrow would make of the same values, refuse other types, and leave pandas alone."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.arrays import KINDS, array_of, table_of

VALUES: dict[pa.DataType, st.SearchStrategy[Any]] = {
    pa.string(): st.text(),
    pa.int64(): st.integers(-(2**63), 2**63 - 1),
    pa.float64(): st.floats(allow_nan=False),
    pa.bool_(): st.booleans(),
    pa.date32(): st.dates(),
    pa.timestamp("us"): st.datetimes(),
}


def test_every_kind_is_tried() -> None:
    assert VALUES.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", VALUES, ids=str)
@given(data=st.data())
def test_an_array_is_the_one_that_pyarrow_makes(kind: pa.DataType, data: st.DataObject) -> None:
    one = st.none() | VALUES[kind]
    values = data.draw(st.lists(one))
    array = array_of(values, kind)
    array.validate(full=True)
    assert array.equals(pa.array(values, kind))
    lists = data.draw(st.lists(st.none() | st.lists(one).map(tuple)))
    nested = array_of(lists, pa.list_(kind))
    nested.validate(full=True)
    assert nested.equals(pa.array(lists, pa.list_(kind)))


def test_numbers_of_numpy_and_whole_numbers_for_floats_are_taken() -> None:
    assert array_of([np.int64(3), None], pa.int64()).to_pylist() == [3, None]
    assert array_of([np.float64(0.5), 2], pa.float64()).to_pylist() == [0.5, 2.0]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (1, pa.string()),
        (b"x", pa.string()),
        ("1", pa.int64()),
        (1.5, pa.int64()),
        (True, pa.int64()),
        (True, pa.float64()),
        (1, pa.bool_()),
        ("2020-01-01", pa.date32()),
        (datetime(2020, 1, 1), pa.date32()),
        (date(2020, 1, 1), pa.timestamp("us")),
    ],
    ids=str,
)
def test_a_value_of_another_type_is_refused(value: object, kind: pa.DataType) -> None:
    with pytest.raises(pa.ArrowTypeError, match=f"column of type .* cannot hold .*{type(value).__name__}"):
        array_of([None, value], kind)


def test_what_is_no_utf8_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        array_of(["\udcff"], pa.string())


def test_columns_have_to_match_the_schema() -> None:
    schema = pa.schema([pa.field("name", pa.string(), False), pa.field("count", pa.int64())])
    assert table_of([["a", "b"], [1, None]], schema).to_pylist() == [
        {"name": "a", "count": 1},
        {"name": "b", "count": None},
    ]
    with pytest.raises(ValueError, match="zip"):
        table_of([["a"]], schema)


def test_pandas_stays_out() -> None:
    code = (
        "import sys, pyarrow as pa; from schemas.arrays import array_of;"
        " array_of(['a', None], pa.string()); sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
