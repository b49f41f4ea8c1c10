"""Answers on the terminal: queries, the shell, the state of things."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from flows.settings import Settings
from schemas import RUNS, Run
from warehouse.lake import Lake
from warehouse.query import QueryError, query

LAST_RUNS = 5
PROMPT, GOES_ON = "depesche> ", "     ...> "


def answer(warehouse: Path, sql: str, form: str, out: Path | None) -> None:
    """Answer one query in a form (table, csv, json, parquet) on stdout or into a file."""
    require_file(form, out)
    write_answer(query(warehouse, sql), form, out)


def require_file(form: str, out: Path | None) -> None:
    """QueryError where a form that is no text would go to the terminal."""
    if form == "parquet" and out is None:
        raise QueryError("parquet is no text; name a file with --out")


def counted(count: int, noun: str) -> str:
    """A number with its noun, in the singular for one."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def write_answer(table: pa.Table, form: str, out: Path | None = None) -> None:
    """Write rows in a form on stdout or into a file; parquet needs one."""
    if form == "parquet":
        pq.write_table(table, out)
    elif out is not None:
        with out.open("w", encoding="utf-8", newline="") as stream:
            _write(table, form, stream)
    else:
        _write(table, form, sys.stdout)


def shell(warehouse: Path) -> None:
    """Answer queries, each ended by a semicolon, until end of file."""
    import readline  # noqa: F401, PLC0415 - gives input() line editing and history

    print("Queries end with a semicolon; Ctrl-D leaves.")
    lines: list[str] = []
    while True:
        try:
            lines.append(input(GOES_ON if lines else PROMPT))
        except EOFError:
            print()
            return
        except KeyboardInterrupt:
            print()
            lines = []
            continue
        if lines[-1].rstrip().endswith(";"):
            try:
                answer(warehouse, "\n".join(lines), "table", None)
            except QueryError as error:
                print(error, file=sys.stderr)
            lines = []


def describe_status(settings: Settings) -> str:
    """The last runs, what is held back, and what the warehouse holds; for people."""
    with Lake(settings.lake_folder).open() as snapshot:
        runs = snapshot.rows(RUNS)
    if not runs:
        return f"No run is recorded in {settings.home} yet. Make one with: depesche run --source DIR"
    runs.sort(key=lambda run: run.run_id, reverse=True)
    lines = [f"Home      {settings.home.resolve()}", *_warehouse_lines(settings), "Last runs (UTC)"]
    lines += [_run_line(run) for run in runs[:LAST_RUNS]]
    if runs[0].state in {"held", "failed"}:
        lines += ["", f"The last run is {runs[0].state}:", runs[0].detail or ""]
    return "\n".join(lines)


def _write(table: pa.Table, form: str, stream: Any) -> None:
    if form == "table":
        width = shutil.get_terminal_size((120, 40)).columns
        with duckdb.connect(":memory:") as connection, redirect_stdout(stream):
            connection.from_arrow(table).show(max_width=width)
    elif form == "json":
        json.dump(table.to_pylist(), stream, ensure_ascii=False, indent=1, default=str)
        stream.write("\n")
    else:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(table.column_names)
        for row in table.to_pylist():
            writer.writerow(
                json.dumps(v, ensure_ascii=False) if isinstance(v, list) else v for v in row.values()
            )


def _run_line(run: Run) -> str:
    return (
        f"  {run.started_at:%Y-%m-%d %H:%M}  {run.state:<9}  {run.files_seen} files, {run.articles} articles read,"
        f" {run.rejects} rejected, {run.checks_failed} of {run.checks} checks failed ({run.trigger})"
    )


def _warehouse_lines(settings: Settings) -> list[str]:
    path = settings.warehouse_file
    if not path.exists():
        return ["Warehouse none yet"]
    (held,) = query(
        path,
        "SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM rejects) AS rejects,"
        " (SELECT count(*) FROM entities) AS entities, (SELECT count(*) FROM events) AS events,"
        " (SELECT max(published_latest) FROM articles) AS latest",
    ).to_pylist()
    size = path.stat().st_size / 1e6
    return [
        f"Warehouse {held['articles']} articles, {held['rejects']} rejects, {held['entities']} entities,"
        f" {held['events']} events ({size:.1f} MB); newest article not after {held['latest'] or 'unknown'}"
    ]
