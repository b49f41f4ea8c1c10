"""Run the ingest flow from the command line: check what can be checked at once, run it, sum it up in words."""

from __future__ import annotations

import sys
from pathlib import Path

from flows.local_prefect import use_local_prefect
from flows.settings import Settings
from flows.work import ensure_home
from news.discover import SourceError, check_source
from news.knowledge.own import use
from news.language import check_engine
from schemas import Run


def run_ingest(settings: Settings, source: Path | None, *, full: bool, verbose: bool) -> str:
    """Run the flow and return its summary.

    A folder or a language engine that is not there, a home that cannot be written or own knowledge with a bad
    row is told before Prefect starts, which takes seconds. Raises what the flow raises.
    """
    source = source or settings.source
    if source is None:
        raise SourceError("no source is named; give a folder with --source or set DEPESCHE_SOURCE")
    check_source(source)
    check_engine(settings.model)
    ensure_home(settings.home)
    use(settings.knowledge_folders)
    use_local_prefect(settings, log_level="INFO" if verbose else "CRITICAL")
    if sys.stderr.isatty():
        print("Starting Prefect …", file=sys.stderr)
    from flows.ingest import ingest  # noqa: PLC0415 - Prefect reads its environment when it is imported

    return summary(ingest(source, full=full), settings)


def summary(run: Run, settings: Settings) -> str:
    """What a run did, in a few lines."""
    seconds = (run.finished_at - run.started_at).total_seconds()
    ignored = f", {run.files_ignored} left out by name" if run.files_ignored else ""
    missing = f", {run.files_missing} gone from the source but kept" if run.files_missing else ""
    files = (
        f"Run {run.run_id}: {run.state} in {seconds:.1f} s\n"
        f"  files     {run.files_seen} seen: {run.files_new} new, {run.files_changed} changed,"
        f" {run.files_unchanged} unchanged{missing}{ignored}\n"
    )
    if run.state == "unchanged":
        return f"{files}Nothing new: no row was written, {settings.warehouse_file} stays as it is."
    return (
        f"{files}"
        f"  articles  {run.articles} read, {run.rejects} files rejected\n"
        f"  entities  {run.entities}, from {run.mentions} new mentions\n"
        f"  events    {run.events}, from {run.event_mentions} new event mentions\n"
        f"  checks    {run.checks - run.checks_failed} of {run.checks} passed, none critical failed\n"
        f"Warehouse {settings.warehouse_file}, report {settings.report_folder / 'index.html'}"
    )
