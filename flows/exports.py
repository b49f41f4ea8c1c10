"""Exports: the events of the warehouse as files of other systems (GDELT 2.0, POLECAT, PLOVER JSON lines)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import duckdb

from warehouse.durable import replace
from warehouse.query import QueryError, open_warehouse

BATCH_ROWS = 10_000
BREAKS = str.maketrans({"\t": " ", "\n": " ", "\r": " "})
"""What would end a field or a line; none of the forms knows quotes."""

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Form:
    """How the files of another system look."""

    view: str
    """The view that holds the rows, with its schema."""
    order: str
    has_header: bool
    line: Callable[[Sequence[str], Row], str]
    """Column names and values of a row -> its line, without its end."""


def export_events(warehouse: Path, form: str, out: Path | None) -> str:
    """Write the events in a form of ``FORMS`` to a file, or to stdout; say in a sentence what was left out.

    A file appears as a whole or not at all. QueryError where the warehouse cannot be read
    or lacks the views, or the file cannot be written.
    """
    with open_warehouse(warehouse) as connection:
        try:
            if out is None:
                count = _write(connection, FORMS[form], sys.stdout)
            else:
                beside = out.with_name(f".{out.name}.new")
                try:
                    with beside.open("w", encoding="utf-8", newline="\n") as stream:
                        count = _write(connection, FORMS[form], stream)
                    replace(beside, out)
                finally:
                    beside.unlink(missing_ok=True)
            return _summary(connection, FORMS[form], count)
        except OSError as error:
            raise QueryError(f"cannot write {out or 'to the terminal'}: {error.strerror or error}") from error
        except duckdb.CatalogException as error:
            raise QueryError(
                f"{warehouse} was published before exports existed; make it anew with: depesche rebuild"
            ) from error


def _write(connection: duckdb.DuckDBPyConnection, form: Form, stream: TextIO) -> int:
    answer = connection.execute(f"SELECT * FROM {form.view} ORDER BY {form.order}")
    names = [column[0] for column in answer.description or ()]
    if form.has_header:
        stream.write("\t".join(names) + "\n")
    count = 0
    for row in _rows(answer):
        stream.write(form.line(names, row) + "\n")
        count += 1
    return count


def _rows(answer: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    while batch := answer.fetchmany(BATCH_ROWS):
        yield from batch


def _summary(connection: duckdb.DuckDBPyConnection, form: Form, count: int) -> str:
    if form.view == "export.gdelt_mentions":
        return f"{count} mentions"
    found = connection.execute("SELECT count(*) FROM main.events").fetchone()
    left_out = (found[0] if found else 0) - count
    if not left_out:
        return f"{count} events"
    why = (
        "no date bounds them"
        if form.view == "export.plover"
        else "no date bounds them, or they are not actual"
    )
    return f"{count} events; {left_out} left out ({why})"


def _gdelt_line(names: Sequence[str], row: Row) -> str:
    return "\t".join("" if value is None else str(value).translate(BREAKS) for value in row)


def _polecat_line(names: Sequence[str], row: Row) -> str:
    return "\t".join(str(value).translate(BREAKS) for value in row)


def _plover_line(names: Sequence[str], row: Row) -> str:
    record = {name: _filled(value) for name, value in zip(names, row, strict=True)}
    kept = {name: value for name, value in record.items() if value not in (None, [], {}) or name == "source"}
    return json.dumps(kept, ensure_ascii=False, default=str)


def _filled(value: Any) -> Any:
    """A value without the fields that are null; PLOVER leaves out what is not known."""
    if isinstance(value, dict):
        return {key: _filled(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_filled(inner) for inner in value]
    return value


FORMS = {
    "gdelt": Form("export.gdelt_events", "Day, GlobalEventID", False, _gdelt_line),
    "gdelt-mentions": Form(
        "export.gdelt_mentions", "GlobalEventID, MentionIdentifier, ActionCharOffset", False, _gdelt_line
    ),
    # POLECAT writes None where it knows nothing; Python's str() does, too.
    "polecat": Form("export.polecat", '"Event Date", "Event ID"', True, _polecat_line),
    "plover-jsonl": Form("export.plover", "date, id", False, _plover_line),
}
"""Name on the command line -> form."""
