"""The shell answers, completes, explains its tables, and survives errors and Ctrl-C."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from prompt_toolkit.document import Document

from flows.shell import Shell, SqlCompleter, interruptible, is_complete
from warehouse.lake import Lake
from warehouse.publish import publish
from warehouse.query import open_warehouse


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("shell")
    publish(Lake(folder / "lake"), folder / "warehouse.duckdb")
    with open_warehouse(folder / "warehouse.duckdb") as connection:
        yield connection


def told(connection: duckdb.DuckDBPyConnection, *lines: str) -> str:
    said: list[str] = []
    shell = Shell(connection, say=said.append, is_paged=False)
    assert all(shell.take(line) for line in lines)
    return "\n".join(said)


def test_queries_are_answered_one_after_the_other(connection: duckdb.DuckDBPyConnection) -> None:
    assert told(connection, ".mode csv", "SELECT 1 AS a; SELECT 'x' AS b;") == "a\n1\nb\nx"


def test_lines_show_a_wide_row_one_value_a_line(connection: duckdb.DuckDBPyConnection) -> None:
    assert told(connection, ".mode lines", "SELECT 1 AS a, [2] AS bcd, NULL AS e;") == (
        "-- 1\n  a  1\nbcd  [2]\n  e  "
    )


def test_tables_and_columns_say_what_they_mean(connection: duckdb.DuckDBPyConnection) -> None:
    listed = told(connection, ".mode csv", ".tables marts")
    assert 'marts.dyads,view,"Events between pairs of states' in listed
    assert "main.articles" not in listed
    assert "main.search(words)" in told(connection, ".mode csv", ".tables")
    assert "event_type,VARCHAR," in told(connection, ".mode csv", ".describe events")


def test_errors_leave_the_shell_open(connection: duckdb.DuckDBPyConnection) -> None:
    assert 'column "nichts"' in told(connection, "SELECT nichts;")
    assert ".help" in told(connection, ".bogus")
    assert ".help" in told(connection, ".mode")
    assert "choose one of" in told(connection, ".mode pdf")
    assert "no table or view nix" in told(connection, ".describe nix")
    assert "nowhere.sql" in told(connection, ".read nowhere.sql")


def test_a_file_is_run_and_timed(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    (tmp_path / "q.sql").write_text("SELECT 1 AS a;", encoding="utf-8")
    said = told(connection, ".mode csv", ".timer on", f".read {tmp_path / 'q.sql'}")
    assert said.startswith("a\n1\n1 row in ")


def test_leaving(connection: duckdb.DuckDBPyConnection) -> None:
    assert not Shell(connection).take(".quit")


def test_what_return_ends() -> None:
    assert [is_complete(t) for t in ("", ".tables", "SELECT 1;", "SELECT 1", "SELECT ';'\n")] == [
        True, True, True, False, False
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("FROM marts.dya", "marts.dyads"),
        ("SELECT recip", "recipient_name"),
        ("FROM search", "search("),
        ("sel", "SELECT"),
        (".des", ".describe"),
    ],
)
def test_names_are_completed(connection: duckdb.DuckDBPyConnection, typed: str, wanted: str) -> None:
    found = [c.text for c in SqlCompleter(connection).get_completions(Document(typed))]
    assert wanted in found
    assert all(f.lower().startswith(typed.rpartition(" ")[2].lower()) for f in found)


def test_ctrl_c_ends_the_query_and_not_the_shell(connection: duckdb.DuckDBPyConnection) -> None:
    timer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    said = told(connection, "SELECT count(*) FROM range(1000000000000) a, range(1000) b;")
    assert said == "stopped"
    assert told(connection, ".mode csv", "SELECT 1 AS a;") == "a\n1"


def test_an_error_of_the_work_comes_through(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.BinderException):
        interruptible(connection, lambda: connection.execute("SELECT nix").to_arrow_table())
