"""Rows keep their values in every form, and no cell runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.forms import counted, write_answer, write_text
from warehouse.query import QueryError

ROWS = pa.table(
    {
        "name": ["Vera | Lund", None, "=HYPERLINK(0)"],
        "n": [1, -2, 3],
        "day": [date(2022, 3, 1), None, None],
        "aliases": [["Lund"], [], ["+1", "ö"]],
    }
)


def text(form: str, rows: pa.Table = ROWS) -> str:
    stream = io.StringIO()
    write_text(rows, form, stream)
    return stream.getvalue()


def test_csv_keeps_numbers_and_stops_formulas() -> None:
    assert list(csv.reader(io.StringIO(text("csv")))) == [
        ["name", "n", "day", "aliases"],
        ["Vera | Lund", "1", "2022-03-01", '["Lund"]'],
        ["", "-2", "", "[]"],
        ["'=HYPERLINK(0)", "3", "", '["+1", "ö"]'],
    ]


def test_json_is_exact() -> None:
    assert json.loads(text("json"))[2] == {
        "name": "=HYPERLINK(0)", "n": 3, "day": None, "aliases": ["+1", "ö"]
    }  # fmt: skip


def test_markdown_aligns_numbers_and_escapes_bars() -> None:
    assert text("markdown").splitlines()[:3] == [
        "| name | n | day | aliases |",
        "| --- | ---: | --- | --- |",
        '| Vera \\| Lund | 1 | 2022-03-01 | ["Lund"] |',
    ]


def test_files_hold_the_rows(tmp_path: Path) -> None:
    write_answer(ROWS, "parquet", tmp_path / "a.parquet")
    assert pq.read_table(tmp_path / "a.parquet").equals(ROWS)
    write_answer(ROWS, "xlsx", tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    cells = list(sheet.iter_rows())
    assert [c.value for c in cells[0]] == ROWS.column_names
    assert cells[3][0].value == "'=HYPERLINK(0)"
    assert {c.data_type for row in cells for c in row} <= {"s", "n", "d"}, "no cell is a formula"


def test_binary_forms_need_a_file() -> None:
    for form in ("parquet", "xlsx"):
        with pytest.raises(QueryError, match="--out"):
            write_answer(ROWS, form)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_text_begins_like_a_formula(value: str) -> None:
    (_, (cell,)) = csv.reader(io.StringIO(text("csv", pa.table({"v": [value + "x"]})), newline=""))
    assert cell.removeprefix("'") == re.sub("\r\n?", "\n", value + "x").removeprefix("'")
    assert cell[0] not in "=+-@\t\r"


def test_counted_knows_one() -> None:
    assert [counted(n, "row") for n in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]
