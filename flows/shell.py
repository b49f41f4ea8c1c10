"""The SQL shell: history, completion of tables, columns and macros, wide answers, timing, a pager.

Line editing is prompt_toolkit's, tables are DuckDB's own. Ctrl-C ends the query that runs, not the shell.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from pydoc import pager
from time import perf_counter

import duckdb
import pyarrow as pa
from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import FileHistory
from prompt_toolkit.lexers import PygmentsLexer
from pygments.lexers.sql import SqlLexer

from flows.forms import TEXT_FORMS, counted, plain, write_text
from warehouse.ddl import literal
from warehouse.query import QueryError, open_warehouse

PROMPT = "depesche> "
GOES_ON = "     ...> "
WELCOME = "Queries end with a semicolon; .help shows the commands, Ctrl-D leaves."
WORD = re.compile(r"[\w.]+$")
LINES = "lines"
HELP = """.tables [SCHEMA]    tables, views and macros, with what each holds
.describe NAME      columns of a table or view, with what each means
.mode FORM          how answers look: table, lines (one value a line), csv, json, markdown
.timer on|off       say how long each query took
.pager on|off       show long answers in a pager ($PAGER)
.read FILE          run the queries of a file
.help               this list
.quit               leave, as Ctrl-D does
The tables with their columns: docs/data_dictionary.md; questions and queries: docs/cookbook.md."""

OBJECTS = """
    SELECT schema_name || '.' || table_name AS name, 'table' AS kind, comment
    FROM duckdb_tables() WHERE NOT internal AND NOT temporary AND database_name = current_database()
    UNION ALL
    SELECT schema_name || '.' || view_name, 'view', comment
    FROM duckdb_views() WHERE NOT internal AND NOT temporary AND database_name = current_database()
    UNION ALL
    SELECT DISTINCT schema_name || '.' || function_name || '(' || array_to_string(parameters, ', ') || ')', 'macro',
        comment
    FROM duckdb_functions() WHERE NOT internal AND database_name = current_database()
    ORDER BY 1
"""
COLUMNS = """
    SELECT column_name, data_type, comment FROM duckdb_columns()
    WHERE database_name = current_database() AND (schema_name || '.' || table_name = {name}
        OR (schema_name = 'main' AND table_name = {name}))
    ORDER BY column_index
"""


@dataclass
class Shell:
    """A shell on one connection; everything it says goes through ``say``."""

    connection: duckdb.DuckDBPyConnection
    say: Callable[[str], None] = print
    page: Callable[[str], None] = print
    mode: str = "table"
    is_timed: bool = False
    is_paged: bool = field(default_factory=sys.stdout.isatty)

    def take(self, text: str) -> bool:
        """Do what a line says: a command with a dot, or queries. False where it says to leave."""
        text = text.strip()
        if text in {".quit", ".exit"}:
            return False
        try:
            if text.startswith("."):
                self._command(*text.rstrip(";").split())
            elif text:
                for answer in self._answers(text):
                    self._show(answer)
        except KeyboardInterrupt:
            self.say("stopped")
        except (QueryError, duckdb.Error, OSError, UnicodeDecodeError) as error:
            self.say(str(error))
        return True

    def _command(self, name: str, *arguments: str) -> None:
        commands: dict[str, Callable[..., None]] = {
            ".help": lambda: self.say(HELP),
            ".tables": self._tables,
            ".describe": self._describe,
            ".mode": self._set_mode,
            ".timer": lambda value: setattr(self, "is_timed", _is_on(value)),
            ".pager": lambda value: setattr(self, "is_paged", _is_on(value)),
            ".read": self._read,
        }
        if name not in commands:
            raise QueryError(f"there is no command {name}; .help lists them")
        try:
            commands[name](*arguments)
        except TypeError:
            raise QueryError(f"{name} takes other arguments; .help shows them") from None

    def _tables(self, schema: str = "") -> None:
        found = self.connection.execute(f"FROM ({OBJECTS}) WHERE starts_with(name, ?)", [schema])
        self._show(found.to_arrow_table())

    def _describe(self, name: str) -> None:
        found = self.connection.execute(COLUMNS.format(name=literal(name))).to_arrow_table()
        if found.num_rows == 0:
            raise QueryError(f"there is no table or view {name}; .tables lists them")
        self._show(found)

    def _set_mode(self, form: str) -> None:
        if form not in (*TEXT_FORMS, LINES):
            raise QueryError(f"there is no form {form}; choose one of {', '.join([*TEXT_FORMS, LINES])}")
        self.mode = form

    def _read(self, path: str) -> None:
        for answer in self._answers(Path(path).read_text(encoding="utf-8")):
            self._show(answer)

    def _answers(self, text: str) -> Iterator[pa.Table]:
        for statement in self.connection.extract_statements(text):
            began = perf_counter()
            answer = interruptible(self.connection, partial(_fetched, self.connection, statement))
            yield answer
            if self.is_timed:
                self.say(f"{counted(answer.num_rows, 'row')} in {perf_counter() - began:.3f} s")

    def _show(self, answer: pa.Table) -> None:
        stream = io.StringIO()
        if self.mode == LINES:
            _write_lines(answer, stream)
        else:
            write_text(answer, self.mode, stream)
        shown = stream.getvalue().rstrip("\n")
        is_long = shown.count("\n") >= shutil.get_terminal_size().lines
        (self.page if self.is_paged and is_long else self.say)(shown)


def run_shell(warehouse: Path, index: Path, history: Path) -> None:
    """Answer queries until end of file; QueryError where there is no warehouse."""
    with open_warehouse(warehouse, index) as connection:
        os.environ.setdefault("LESS", "-FRSX")  # wide rows scroll sideways instead of being folded
        shell = Shell(connection, page=pager)
        session: PromptSession[str] = PromptSession(
            history=FileHistory(str(history)),
            completer=SqlCompleter(connection),
            lexer=PygmentsLexer(SqlLexer),
            auto_suggest=AutoSuggestFromHistory(),
            multiline=Condition(lambda: not is_complete(session.default_buffer.text)),
            prompt_continuation=GOES_ON,
            complete_while_typing=False,
        )
        print(WELCOME)
        while True:
            try:
                if not shell.take(session.prompt(PROMPT)):
                    return
            except KeyboardInterrupt:
                continue
            except EOFError:
                return


def is_complete(text: str) -> bool:
    """Whether Return ends what was typed: a command with a dot, nothing, or queries up to a semicolon."""
    text = text.strip()
    return not text or text.startswith(".") or text.endswith(";")


def interruptible(connection: duckdb.DuckDBPyConnection, work: Callable[[], pa.Table]) -> pa.Table:
    """The outcome of ``work``, which runs in a thread, so that Ctrl-C can end its query."""
    done: list[pa.Table] = []
    failed: list[BaseException] = []
    ended = (
        threading.Event()
    )  # Ctrl-C in Thread.join() makes Python take a thread that runs for one that ended

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:
            failed.append(error)
        finally:
            ended.set()

    threading.Thread(target=run, daemon=True).start()
    try:
        while not ended.wait(0.1):
            pass
    except KeyboardInterrupt:
        while not ended.is_set():
            connection.interrupt()
            ended.wait(0.1)  # then again: a query that was just beginning has not heard it
        raise
    if failed:
        raise failed[0]
    return done[0]


class SqlCompleter(Completer):
    """Completes names of tables, views, macros and columns, and the words of SQL."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        objects = connection.execute(f"SELECT name, kind FROM ({OBJECTS})").fetchall()
        columns = connection.execute(
            "SELECT DISTINCT column_name FROM duckdb_columns() WHERE NOT internal ORDER BY 1"
        ).fetchall()
        words = connection.execute("SELECT upper(keyword_name) FROM duckdb_keywords() ORDER BY 1").fetchall()
        named = {_callable(name): kind for name, kind in objects}
        short = {n.removeprefix("main."): kind for n, kind in named.items() if n.startswith("main.")}
        self.candidates = {
            **dict.fromkeys((word for (word,) in words), "keyword"),
            **dict.fromkeys((name for (name,) in columns), "column"),
            **named,
            **short,
            **dict.fromkeys(
                (".tables", ".describe", ".mode", ".timer", ".pager", ".read", ".help"), "command"
            ),
        }

    def get_completions(
        self, document: Document, _event: CompleteEvent | None = None
    ) -> Iterable[Completion]:
        """All candidates that go on what stands before the cursor; keywords last."""
        typed = WORD.search(document.text_before_cursor)
        if typed is None:
            return
        begun = typed.group().lower()
        fitting = [name for name in self.candidates if name.lower().startswith(begun)]
        for name in sorted(fitting, key=lambda n: (self.candidates[n] == "keyword", n)):
            yield Completion(name, start_position=-len(begun), display_meta=self.candidates[name])


def _fetched(connection: duckdb.DuckDBPyConnection, statement: duckdb.Statement) -> pa.Table:
    return connection.execute(statement).to_arrow_table()


def _write_lines(answer: pa.Table, stream: io.StringIO) -> None:
    width = max((len(name) for name in answer.column_names), default=0)
    for number, row in enumerate(answer.to_pylist(), 1):
        stream.write(f"-- {number}\n")
        for name, value in row.items():
            stream.write(f"{name:>{width}}  {'' if value is None else plain(value)}\n")


def _callable(name: str) -> str:
    """The name of a macro as far as one types it: up to its bracket."""
    return name.partition("(")[0] + ("(" if "(" in name else "")


def _is_on(value: str) -> bool:
    if value not in {"on", "off"}:
        raise QueryError(f"say on or off, not {value}")
    return value == "on"
