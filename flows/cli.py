"""The command line: ``depesche run | rebuild | sql | report | serve | status | explain | entities | export | timeml``.

Every error ends as one line on stderr that says what to do; exit code 0 is done, 1 failed, 2 wrong usage,
3 the quality gate held the data back. Prefect and the stages are imported only by the commands that need
them, so that the others answer at once.
"""

from __future__ import annotations

import sys
import traceback
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from flows.settings import Settings

app = typer.Typer(
    name="depesche",
    help="German news text in, typed, validated, queryable events out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

FAILED, WRONG_USAGE, HELD = 1, 2, 3
Verbose = Annotated[
    bool, typer.Option("--verbose", help="Show Prefect's log, and the traceback of an error.")
]


class Form(StrEnum):
    """Forms in which entities are shown."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class Output(StrEnum):
    """Forms in which a query is answered."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


class Exchange(StrEnum):
    """Forms of other systems in which events are written."""

    GDELT = "gdelt"
    GDELT_MENTIONS = "gdelt-mentions"
    POLECAT = "polecat"
    PLOVER_JSONL = "plover-jsonl"


@app.command()
def run(
    source: Annotated[
        Path | None, typer.Option(help="Folder of raw text files; without it DEPESCHE_SOURCE.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Read every file again, also unchanged ones.")] = False,
    verbose: Verbose = False,
) -> None:
    """Read what is new in a folder of news texts, code it, check it, and publish the warehouse."""
    with plain_errors(verbose=verbose):
        from flows.runner import run_ingest  # noqa: PLC0415

        typer.echo(run_ingest(_settings(), source, full=full, verbose=verbose))


@app.command()
def rebuild(verbose: Verbose = False) -> None:
    """Make the whole warehouse again from the lake alone."""
    with plain_errors(verbose=verbose):
        from flows.stages.finish import rebuild_warehouse  # noqa: PLC0415

        settings = _settings()
        version = rebuild_warehouse(settings)
        typer.echo(f"Rebuilt {settings.warehouse_file} from commit {version} of {settings.lake_folder}.")


@app.command()
def sql(
    query: Annotated[
        str | None, typer.Argument(help="One query; without it a shell, or a query from a pipe.")
    ] = None,
    output: Annotated[Output, typer.Option("--format", "-f", help="Form of the answer.")] = Output.TABLE,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File for the answer; parquet needs one.")
    ] = None,
    verbose: Verbose = False,
) -> None:
    """Ask the published warehouse, read-only."""
    with plain_errors(verbose=verbose):
        from flows.answers import answer, shell  # noqa: PLC0415

        warehouse = _settings().warehouse_file
        if query is None and sys.stdin.isatty():
            shell(warehouse)
        else:
            answer(warehouse, query if query is not None else sys.stdin.read(), output.value, out)


@app.command()
def export(
    form: Annotated[
        Exchange, typer.Option("--format", "-f", help="Whose form; docs/exports.md tells what each loses.")
    ],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File; without it stdout.")] = None,
    verbose: Verbose = False,
) -> None:
    """Write the events as files that readers of GDELT, POLECAT or PLOVER understand."""
    with plain_errors(verbose=verbose):
        from flows.exports import export_events  # noqa: PLC0415

        typer.echo(export_events(_settings().warehouse_file, form.value, output), err=True)


@app.command()
def report(
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    verbose: Verbose = False,
) -> None:
    """Write the quality report of the last run and say where it is."""
    with plain_errors(verbose=verbose):
        from flows.stages.finish import report_last_run  # noqa: PLC0415

        page = report_last_run(_settings())
        typer.echo(page)
        if open_page:
            webbrowser.open(page.resolve().as_uri())


@app.command()
def serve(
    source: Annotated[
        Path | None, typer.Option(help="Folder that scheduled runs read; without it DEPESCHE_SOURCE.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="Port on 127.0.0.1; without it DEPESCHE_SERVER_PORT.")
    ] = None,
    verbose: Verbose = False,
) -> None:
    """Run a Prefect server, the deployments of prefect.yaml and a worker on this machine, until Ctrl-C."""
    with plain_errors(verbose=verbose):
        from flows.serve import serve_deployments  # noqa: PLC0415

        settings = _settings()
        changes = {"source": source or settings.source, "server_port": port or settings.server_port}
        serve_deployments(settings.model_copy(update=changes), verbose=verbose)


@app.command()
def status(verbose: Verbose = False) -> None:
    """Say in one screen what the last runs did and what the warehouse holds."""
    with plain_errors(verbose=verbose):
        from flows.answers import describe_status  # noqa: PLC0415

        typer.echo(describe_status(_settings()))


@app.command()
def explain(
    event_id: Annotated[str, typer.Argument(help="events.event_id, or its first digits.")],
    output: Annotated[
        Output, typer.Option("--format", "-f", help="Text for people, or the rows of the mentions.")
    ] = Output.TABLE,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File for the answer; parquet needs one.")
    ] = None,
    verbose: Verbose = False,
) -> None:
    """Show the sentences behind an event, what each claims, and why it was joined to the others."""
    with plain_errors(verbose=verbose):
        from flows.explain import explain as explain_event  # noqa: PLC0415

        explain_event(_settings().warehouse_file, event_id, output.value, out)


@app.command()
def entities(
    text: Annotated[
        str | None,
        typer.Argument(help="A name in any spelling, or entities.entity_id; without it the most named."),
    ] = None,
    output: Annotated[Form, typer.Option("--format", "-f", help="Form of the answer.")] = Form.TABLE,
    limit: Annotated[int, typer.Option(min=1, help="Entities to list at most.")] = 20,
    verbose: Verbose = False,
) -> None:
    """Find entities by name; where one is meant, show its offices, months and events (csv always lists)."""
    with plain_errors(verbose=verbose):
        from flows.entity_answers import show_entities  # noqa: PLC0415

        show_entities(_settings().warehouse_file, text, output.value, limit)


@app.command()
def timeml(
    folder: Annotated[Path, typer.Argument(help="Folder for the files; it is made if need be.")],
    verbose: Verbose = False,
) -> None:
    """Write each article with its time expressions as TimeML, one .tml file per source file."""
    with plain_errors(verbose=verbose):
        from flows.write_timeml import write_timeml  # noqa: PLC0415

        typer.echo(f"Wrote {write_timeml(_settings().warehouse_file, folder)} files to {folder}.")


def main() -> None:
    """Entry point of the ``depesche`` command."""
    app()


@contextmanager
def plain_errors(*, verbose: bool) -> Iterator[None]:
    """Turn an error into one line on stderr and an exit code; with ``verbose`` its traceback goes before."""
    try:
        yield
    except (typer.Exit, typer.Abort):
        raise
    except KeyboardInterrupt:
        typer.echo("depesche: stopped; run again to go on", err=True)
        raise typer.Exit(FAILED) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(FAILED) from None
    except Exception as error:
        if verbose:
            traceback.print_exc()
        typer.echo(f"depesche: {_words(error)}", err=True)
        raise typer.Exit(_exit_code(error)) from None


def _words(error: Exception) -> str:
    """The message of an error that is ours; any other with its kind and the way to its traceback."""
    if type(error).__module__.split(".")[0] in {"flows", "expectations", "warehouse", "news"}:
        return str(error)
    return f"{type(error).__name__}: {error} (--verbose shows where)"


def _exit_code(error: Exception) -> int:
    return int(getattr(error, "exit_code", FAILED))


def _settings() -> Settings:
    from pydantic import ValidationError  # noqa: PLC0415

    from flows.settings import Settings, SettingsError  # noqa: PLC0415

    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(error) from error
