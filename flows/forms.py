"""Forms: rows as a table for people, or as csv, JSON, Markdown, Parquet and xlsx for programs."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stdout
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.connection import connect
from warehouse.query import QueryError

FORMULA = re.compile(r"[=+\-@\t]")
"""Spreadsheets compute a cell of text that begins so; an apostrophe in front makes them show it."""
BREAK = re.compile(r"\r\n?")
"""Python's csv writer puts no quotes around these, so that a reader would see the end of a row."""
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
WIDTH = 120
"""Columns of a terminal that does not say how wide it is."""


BINARY = ("parquet", "xlsx")
"""Forms that are no text."""


def counted(count: int, noun: str) -> str:
    """A number with its noun, in the singular for one."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def require_file(form: str, out: Path | None) -> None:
    """QueryError where a form that is no text would go to the terminal."""
    if form in BINARY and out is None:
        raise QueryError(f"{form} is no text; name a file with --out")


def write_answer(table: pa.Table, form: str, out: Path | None = None) -> None:
    """Write rows in a form on stdout or into a file, which parquet and xlsx need.

    In csv and xlsx, text that a spreadsheet would compute as a formula gets an apostrophe in front.
    """
    require_file(form, out)
    if out is None:
        write_text(table, form, sys.stdout)
    elif form == "parquet":
        pq.write_table(table, out, compression="zstd")
    elif form == "xlsx":
        _write_xlsx(table, out)
    else:
        with out.open("w", encoding="utf-8", newline="") as stream:
            write_text(table, form, stream)


def write_text(table: pa.Table, form: str, stream: TextIO) -> None:
    """Write rows in a form that is text."""
    TEXT_FORMS[form](table, stream)


def _write_table(table: pa.Table, stream: TextIO) -> None:
    width = shutil.get_terminal_size((WIDTH, 40)).columns
    with connect() as connection, redirect_stdout(stream):
        connection.from_arrow(table).show(max_width=width)


def _write_json(table: pa.Table, stream: TextIO) -> None:
    json.dump(table.to_pylist(), stream, ensure_ascii=False, indent=1, default=str)
    stream.write("\n")


def _write_csv(table: pa.Table, stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.column_names)
    for batch in table.to_batches(10_000):
        writer.writerows([cell(value) for value in row] for row in _rows(batch))


def _write_markdown(table: pa.Table, stream: TextIO) -> None:
    def line(cells: Iterable[str]) -> str:
        return f"| {' | '.join(cells)} |\n"

    numeric = [pa.types.is_integer(f.type) or pa.types.is_floating(f.type) for f in table.schema]
    stream.write(line(table.column_names))
    stream.write(line("---:" if is_number else "---" for is_number in numeric))
    for row in _rows(table):
        stream.write(line(_markdown(value) for value in row))


def _markdown(value: Any) -> str:
    text = "" if value is None else str(plain(value))
    return re.sub(r"\s+", " ", text).replace("\\", "\\\\").replace("|", "\\|")


def _write_xlsx(table: pa.Table, out: Path) -> None:
    from openpyxl import Workbook  # noqa: PLC0415 - only for this form

    book = Workbook(write_only=True)
    sheet = book.create_sheet("answer")
    sheet.freeze_panes = "A2"
    sheet.append(table.column_names)
    for row in _rows(table):
        cells = [cell(value) for value in row]
        sheet.append([NOT_IN_XML.sub("", c)[:32_767] if isinstance(c, str) else c for c in cells])
    book.save(out)


def _rows(table: pa.Table | pa.RecordBatch) -> Iterable[Sequence[Any]]:
    columns = [column.to_pylist() for column in table.columns]
    return zip(*columns, strict=True) if columns else ()


def plain(value: Any) -> Any:
    """A value as one cell: lists and structures as JSON."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def cell(value: Any) -> Any:
    """A value as a cell of csv or xlsx: nested ones as JSON, breaks as line feeds, formulas made harmless."""
    value = plain(value)
    if isinstance(value, str):
        value = BREAK.sub("\n", value)
        return f"'{value}" if FORMULA.match(value) else value
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


TEXT_FORMS: dict[str, Callable[[pa.Table, TextIO], None]] = {
    "table": _write_table,
    "csv": _write_csv,
    "json": _write_json,
    "markdown": _write_markdown,
}
