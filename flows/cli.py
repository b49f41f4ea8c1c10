"""The command line: ``depesche run | rebuild | check | compact | diff | sql | report | serve | status`` ….

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
from importlib.metadata import version
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

quarantine = typer.Typer(
    help="Look at the articles that were set aside, and let them in.", no_args_is_help=True
)
app.add_typer(quarantine, name="quarantine")

FAILED, WRONG_USAGE, HELD = 1, 2, 3


def _say_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"depesche {version('depesche')}")
        raise typer.Exit


@app.callback()
def _main(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """German news text in, typed, validated, queryable events out."""


Verbose = Annotated[
    bool, typer.Option("--verbose", help="Show Prefect's log, and the traceback of an error.")
]
OpenPage = Annotated[bool, typer.Option("--open", help="Open the page in the browser.")]


class Language(StrEnum):
    """Languages of the pages."""

    EN = "en"
    DE = "de"


PageLanguage = Annotated[
    Language | None, typer.Option(help="Language of the page; without it DEPESCHE_PAGE_LANGUAGE.")
]


class Output(StrEnum):
    """Forms in which a query is answered."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"
    PARQUET = "parquet"
    XLSX = "xlsx"


class Listing(StrEnum):
    """Forms in which entities are shown."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class Exchange(StrEnum):
    """Forms in which tables are written for other programs, and events for other systems."""

    PARQUET = "parquet"
    CSV = "csv"
    GDELT = "gdelt"
    GDELT_MENTIONS = "gdelt-mentions"
    POLECAT = "polecat"
    PLOVER_JSONL = "plover-jsonl"


@app.command()
def run(
    source: Annotated[
        str | None,
        typer.Option(
            help="Folder, archive (.zip, .tar, .tar.gz, .tar.zst) or s3://bucket/prefix of raw text files; without "
            "it DEPESCHE_SOURCE."
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Read every file again, also unchanged ones.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove the articles of files that the source no longer holds.")
    ] = False,
    recode: Annotated[
        bool,
        typer.Option(
            "--recode",
            help="Read no file; code stored articles again that older code, models, lexicons or knowledge coded.",
        ),
    ] = False,
    verbose: Verbose = False,
) -> None:
    """Read what is new in a folder of news texts, code it, check it, and publish the warehouse."""
    if recode and (full or prune or source):
        raise typer.BadParameter("--recode reads no source; leave out --source, --full and --prune")
    with plain_errors(verbose=verbose):
        from flows.runner import run_ingest, run_recode  # noqa: PLC0415
        from flows.summary import recode_summary, summary  # noqa: PLC0415

        settings = _settings()
        if recode:
            typer.echo(recode_summary(run_recode(settings, verbose=verbose), settings))
            return
        run = run_ingest(settings, source, full=full, prune=prune, verbose=verbose)
        typer.echo(summary(run, settings))


@app.command()
def rebuild(verbose: Verbose = False) -> None:
    """Make the whole warehouse again from the lake alone; without a copy of a lake in a bucket, bring it up to that."""
    with plain_errors(verbose=verbose):
        from flows.sources import reads_bucket  # noqa: PLC0415
        from flows.stages.finish import rebuild_warehouse  # noqa: PLC0415

        settings = _settings()
        version = rebuild_warehouse(settings)
        lake = settings.lake if reads_bucket(settings) else settings.lake_folder
        typer.echo(f"Rebuilt {settings.warehouse_file} from commit {version} of {lake}.")


@app.command()
def compact(verbose: Verbose = False) -> None:
    """Merge the lake's many small files into few, and drop former versions beyond DEPESCHE_RETENTION_DAYS."""
    with plain_errors(verbose=verbose):
        from flows.compact import compact_lake, describe_compaction  # noqa: PLC0415

        typer.echo(describe_compaction(compact_lake(_settings())))


@app.command()
def check(
    read_data: Annotated[
        bool, typer.Option("--read-data", help="Read and hash every byte of the lake; without it sizes only.")
    ] = False,
    verbose: Verbose = False,
) -> None:
    """Compare the lake's files with its commits; exit code 1 names those that are damaged or gone."""
    with plain_errors(verbose=verbose):
        from flows.check import check_home  # noqa: PLC0415

        typer.echo(check_home(_settings(), read_data=read_data))


@app.command()
def diff(
    before: Annotated[
        str, typer.Argument(help="A run's id or its beginning, a date, previous or last.", metavar="[RUN]")
    ] = "previous",
    after: Annotated[str, typer.Argument(help="The same, of the later state.", metavar="[RUN]")] = "last",
    output: Annotated[Output, typer.Option("--format", "-f", help="Form of the answer.")] = Output.TABLE,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File for the answer; parquet needs one.")
    ] = None,
    verbose: Verbose = False,
) -> None:
    """Show which events appeared, vanished or changed between two runs, in which columns, and why."""
    with plain_errors(verbose=verbose):
        from flows.diff import show_diff  # noqa: PLC0415

        show_diff(_settings(), before, after, output.value, out)


@app.command()
def sql(
    query: Annotated[
        str | None, typer.Argument(help="Queries; without any a shell, or queries from a pipe.")
    ] = None,
    file: Annotated[Path | None, typer.Option(help="File that holds the queries.")] = None,
    param: Annotated[
        list[str] | None, typer.Option(help="A value for $NAME in the query, as NAME=VALUE; may be repeated.")
    ] = None,
    form: Annotated[Output, typer.Option("--format", "-f", help="Form of the answer.")] = Output.TABLE,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File for the answer; parquet and xlsx need one.")
    ] = None,
    verbose: Verbose = False,
) -> None:
    """Ask the published warehouse, read-only."""
    with plain_errors(verbose=verbose):
        settings = _settings()
        if query is None and file is None and sys.stdin.isatty():
            from flows.shell import run_shell  # noqa: PLC0415

            run_shell(settings.warehouse_file, settings.search_file, settings.history_file)
            return
        from flows.answers import answer  # noqa: PLC0415

        text = query if query is not None else file.read_text("utf-8") if file else sys.stdin.read()
        answer(settings, text, form.value, out, _parameters(param or []))


@app.command()
def index(verbose: Verbose = False) -> None:
    """Index the words of all articles, with German stems, for search('…') in SQL."""
    with plain_errors(verbose=verbose):
        from warehouse.query import open_warehouse  # noqa: PLC0415
        from warehouse.search import build_search  # noqa: PLC0415

        settings = _settings()
        open_warehouse(settings.warehouse_file).close()
        count = build_search(settings.warehouse_file, settings.search_file)
        typer.echo(f"Indexed {count} articles in {settings.search_file}.")


@app.command()
def export(
    what: Annotated[
        str | None,
        typer.Argument(
            help="A table, a view or a query, for csv and parquet; the other forms hold the events."
        ),
    ] = None,
    form: Annotated[
        Exchange, typer.Option("--format", "-f", help="Whose form; docs/exports.md tells what each loses.")
    ] = Exchange.PARQUET,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File, or folder for csv and parquet; a file may be stdout."),
    ] = None,
    partition_by: Annotated[
        list[str] | None, typer.Option(help="Column whose values become folders; may be repeated.")
    ] = None,
    verbose: Verbose = False,
) -> None:
    """Write a table or query as a data package, or the events in the form of GDELT, POLECAT or PLOVER."""
    with plain_errors(verbose=verbose):
        warehouse = _settings().warehouse_file
        if form in {Exchange.CSV, Exchange.PARQUET}:
            if what is None or output is None:
                raise typer.BadParameter(f"{form} takes a table or query, and a folder with --output")
            from flows.packages import export_package  # noqa: PLC0415

            typer.echo(export_package(warehouse, what, form.value, output, partition_by or []), err=True)
            return
        if what is not None or partition_by:
            raise typer.BadParameter(f"{form} holds the events and takes no table and no --partition-by")
        from flows.exports import export_events  # noqa: PLC0415

        typer.echo(export_events(warehouse, form.value, output), err=True)


@app.command()
def report(
    run: Annotated[
        str | None, typer.Option(help="runs.run_id, or its first characters; without it the last run.")
    ] = None,
    language: PageLanguage = None,
    open_page: OpenPage = False,
    verbose: Verbose = False,
) -> None:
    """Write the quality report of a run and say where it is."""
    with plain_errors(verbose=verbose):
        from flows.stages.pages import report_recorded_run  # noqa: PLC0415

        page = report_recorded_run(_settings(page_language=language), run)
        typer.echo(page)
        if open_page:
            webbrowser.open(page.resolve().as_uri())


@app.command()
def desk(
    first: Annotated[
        str | None, typer.Option("--from", help="First day, month or year: 2022-03-14, 2022-03 or 2022.")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last day, month or year.")] = None,
    language: PageLanguage = None,
    open_page: OpenPage = False,
    verbose: Verbose = False,
) -> None:
    """Write the news desk: what happened in a period, without one in the last twelve months of the news."""
    with plain_errors(verbose=verbose):
        from flows.stages.pages import write_desk_of  # noqa: PLC0415
        from pages.period import bounds  # noqa: PLC0415

        try:
            period = bounds(first)[0] if first else None, bounds(last)[1] if last else None
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--from, --to") from error
        page = write_desk_of(_settings(page_language=language), *period)
        typer.echo(page)
        if open_page:
            webbrowser.open(page.resolve().as_uri())


@app.command()
def serve(
    source: Annotated[
        str | None, typer.Option(help="Source that scheduled runs read; without it DEPESCHE_SOURCE.")
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
        from flows.status import describe_status  # noqa: PLC0415

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
    output: Annotated[Listing, typer.Option("--format", "-f", help="Form of the answer.")] = Listing.TABLE,
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


@app.command()
def publish(
    run_id: Annotated[str, typer.Option("--force", help="A run that the quality gate held back.")],
    reason: Annotated[str, typer.Option(help="Why its rows are published all the same; it is recorded.")],
    verbose: Verbose = False,
) -> None:
    """Publish the rows of a run that was held back, although critical expectations are broken."""
    with plain_errors(verbose=verbose):
        from flows.force import force  # noqa: PLC0415

        settings = _settings()
        typer.echo(f"Published run {force(settings, run_id, reason).run_id} in {settings.warehouse_file}.")


@quarantine.command("list")
def list_quarantined(
    with_past: Annotated[
        bool, typer.Option("--all", help="Also what was released, or passed in a later version.")
    ] = False,
    output: Annotated[Output, typer.Option("--format", "-f", help="Form of the list.")] = Output.TABLE,
    verbose: Verbose = False,
) -> None:
    """List the articles that were set aside because their rows break critical rules."""
    with plain_errors(verbose=verbose):
        from flows.answers import answer  # noqa: PLC0415
        from flows.quarantine import listing  # noqa: PLC0415

        answer(_settings(), listing(with_past=with_past), output.value, None)


@quarantine.command("show")
def show_quarantined(
    article_id: Annotated[str, typer.Argument(help="An article_id of the list.")], verbose: Verbose = False
) -> None:
    """Show the rows of an article that broke rules, and why the rules exist."""
    with plain_errors(verbose=verbose):
        from flows.quarantine import describe_quarantined  # noqa: PLC0415

        typer.echo(describe_quarantined(_settings(), article_id))


@quarantine.command("release")
def release_quarantined(
    article_id: Annotated[str, typer.Argument(help="An article_id of the list.")],
    reason: Annotated[str, typer.Option(help="Why it may come in as it is; it is recorded.")],
    verbose: Verbose = False,
) -> None:
    """Let an article in with its next run, as it is."""
    with plain_errors(verbose=verbose):
        from flows.stages.quarantine import release  # noqa: PLC0415

        typer.echo(f"Released; the next run reads {release(_settings(), article_id, reason)}.")


def main() -> None:
    """Entry point of the ``depesche`` command."""
    app()


@contextmanager
def plain_errors(*, verbose: bool) -> Iterator[None]:
    """Turn an error into one line on stderr and an exit code; with ``verbose`` its traceback goes before."""
    try:
        yield
    except (typer.Exit, typer.Abort, typer.BadParameter):
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


def _parameters(given: list[str]) -> dict[str, str]:
    for pair in given:
        if "=" not in pair:
            raise typer.BadParameter(f"{pair}: a parameter is NAME=VALUE", param_hint="--param")
    return {name: value for name, _, value in (pair.partition("=") for pair in given)}


def _words(error: Exception) -> str:
    """The message of an error that is ours; any other with its kind and the way to its traceback."""
    if type(error).__module__.split(".")[0] in {"flows", "expectations", "warehouse", "news"}:
        return str(error)
    return f"{type(error).__name__}: {error} (--verbose shows where)"


def _exit_code(error: Exception) -> int:
    return int(getattr(error, "exit_code", FAILED))


def _settings(page_language: Language | None = None) -> Settings:
    """The settings, with the language that the command line gives before the one of the environment."""
    from pydantic import ValidationError  # noqa: PLC0415

    from flows.settings import Settings, SettingsError  # noqa: PLC0415

    try:
        settings = Settings()
    except ValidationError as error:
        raise SettingsError(error) from error
    if page_language is None:
        return settings
    return settings.model_copy(update={"page_language": page_language.value})
