"""The stages of a run as plain functions: discover, code, resolve, validate, commit, publish, report.

``code`` is read -> parse -> analyse -> extract, for a shard of files at a time. Each stage hands over typed
rows, a receipt or a path; flows/tasks.py wraps them for Prefect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from spacy.language import Language

from expectations.report import write_report
from expectations.validate import validate
from flows.settings import Settings
from flows.work import Work, ensure_home, stage_record
from news.discover import SourceError, discover
from news.language import load
from news.plan import FileTask, Plan, plan_run
from news.resolve.entities import gather_entities
from news.resolve.events import cluster_events, gather_events
from news.shard import Reading, code_files
from schemas import (
    ARTICLES,
    BOILERPLATE,
    CHECKS,
    ENTITIES,
    EVENT_MENTIONS,
    EVENTS,
    MENTIONS,
    REJECTS,
    RUNS,
    SOURCE_FILES,
    TIME_EXPRESSIONS,
    Check,
    Run,
    Table,
)
from warehouse.lake import Lake, Staging
from warehouse.publish import is_stale, publish

OF_ARTICLE = (ARTICLES, BOILERPLATE, TIME_EXPRESSIONS, MENTIONS, EVENT_MENTIONS)
"""Tables whose rows belong to one article and are replaced with it."""


class ReportError(Exception):
    """There is nothing to report; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a shard came to: row counts by table. The rows themselves lie in the staging folder."""

    file_count: int
    counts: dict[str, int]


def discover_files(work: Work) -> Plan:
    """List the source and choose what to read; SourceError where it holds no file at all."""
    with work.timed("discover"):
        listing = discover(work.source, work.settings.pattern)
        with work.lake.open() as connection:
            known = {f.source_file: f for f in rows_of(connection, SOURCE_FILES)}
        plan = plan_run(listing, known, full=work.full)
    work.count(
        {
            "files_seen": plan.seen_count,
            "files_new": plan.new_count,
            "files_changed": plan.changed_count,
            "files_unchanged": plan.unchanged_count,
            "files_missing": plan.missing_count,
            "files_ignored": plan.ignored_count,
        }
    )
    if not listing.files:
        raise SourceError(
            f"{work.source} holds no file named {work.settings.pattern} ({plan.ignored_count} others were left"
            " alone); name another folder with --source or other files with DEPESCHE_PATTERN"
        )
    return plan


def leave_unchanged(work: Work) -> Run:
    """Record that there was nothing new; publish all the same if an earlier run broke off before it could."""
    run = work.record("unchanged")
    if is_stale(work.lake, work.settings.warehouse_file):
        publish(work.lake, work.settings.warehouse_file)
    return run


def shards_of(plan: Plan, settings: Settings) -> list[tuple[FileTask, ...]]:
    """The plan's files in shards of equal size, in order."""
    size = settings.shard_files
    return [plan.tasks[at : at + size] for at in range(0, len(plan.tasks), size)]


def code_shard(tasks: Sequence[FileTask], part: str, reading: Reading, settings: Settings) -> Receipt:
    """Read and code a shard of files into the run's staging folder; doing it again gives the same files."""
    staging = Lake(settings.lake_folder).staging(reading.run_id)
    rows = code_files(tasks, engine(settings.model), reading)
    tables: dict[Table[Any], Sequence[Any]] = {
        SOURCE_FILES: rows.source_files,
        ARTICLES: rows.articles,
        BOILERPLATE: rows.boilerplate,
        REJECTS: rows.rejects,
        TIME_EXPRESSIONS: rows.time_expressions,
        MENTIONS: rows.mentions,
        EVENT_MENTIONS: rows.event_mentions,
    }
    for table, found in tables.items():
        staging.write(table, found, part)
    files = [task.raw.source_file for task in tasks]
    articles = [task.raw.article_id for task in tasks if task.twin is None]
    by_file = {SOURCE_FILES.name: files, REJECTS.name: files}
    staging.take(by_file | {table.name: articles for table in OF_ARTICLE}, part)
    return Receipt(len(tasks), {table.name: len(found) for table, found in tables.items()})


@cache
def engine(name: str) -> Language:
    """The language engine, loaded once per process."""
    return load(name)


def resolve_corpus(work: Work) -> None:
    """Resolve entities and events over all rows that will hold, and stage what that changes."""
    with work.timed("resolve"):
        staging = work.staging
        with work.lake.open(staging) as connection:
            entities = gather_entities(rows_of(connection, MENTIONS))
            provisional = rows_of(connection, EVENT_MENTIONS)
            mentions = cluster_events(provisional)
            copies = connection.execute(
                "SELECT article_id, duplicate_of FROM corpus.main.articles WHERE duplicate_of IS NOT NULL"
            ).fetchall()
            staged_articles = {
                row[0] for row in connection.execute("SELECT article_id FROM staged.main.articles").fetchall()
            }
            old_entities = rows_of(connection, ENTITIES)
            old_events = rows_of(connection, EVENTS)
        events = gather_events(mentions, {e.entity_id: e for e in entities}, dict(copies))
        _stage_changes(staging, ENTITIES, old_entities, entities)
        _stage_changes(staging, EVENTS, old_events, events)
        event_of = {m.event_mention_id: m.event_id for m in provisional}
        moved = {m.article_id for m in mentions if event_of[m.event_mention_id] != m.event_id}
        rewritten = staged_articles | moved
        staging.replace(EVENT_MENTIONS, [m for m in mentions if m.article_id in rewritten])
        staging.take({EVENT_MENTIONS.name: sorted(moved - staged_articles)}, "moved")
    work.count({"entities": len(entities), "events": len(events)})


def validate_rows(work: Work) -> list[Check]:
    """Check the staged rows against all expectations."""
    with work.timed("validate"), work.lake.open(work.staging) as connection:
        work.checks = validate(connection, work.run_id)
    return work.checks


def commit_rows(work: Work) -> Run:
    """Make the staged rows part of the lake, together with the run's own row and its checks."""
    run = work.row("done")
    stage_record(work.staging, run, work.checks)
    work.lake.commit(work.run_id, work.parent)
    return run


def publish_warehouse(lake: Lake, warehouse: Path) -> int:
    """Build the warehouse from the lake and put it in place; return the lake's version that it shows."""
    return publish(lake, warehouse)


def report_run(run: Run, checks: Sequence[Check], settings: Settings) -> Path:
    """Write the quality report of a run; return its path."""
    return write_report(run, checks, settings.report_folder)


def rows_of(connection: duckdb.DuckDBPyConnection, table: Table[Any]) -> list[Any]:
    """The rows of a table that hold in the corpus."""
    return table.from_arrow(
        connection.execute(f"SELECT * FROM corpus.{table.qualified_name}").to_arrow_table()
    )


def _stage_changes(staging: Staging, table: Table[Any], old: Sequence[Any], new: Sequence[Any]) -> None:
    """Stage the rows that are new or differ, and take over the owners of those that are gone."""
    before = {getattr(row, table.owner): row for row in old}
    after = {getattr(row, table.owner): row for row in new}
    changed = {owner: row for owner, row in after.items() if before.get(owner) != row}
    staging.write(table, list(changed.values()))
    staging.take({table.name: [*changed, *(before.keys() - after.keys())]}, table.name)


def rebuild_warehouse(settings: Settings) -> int:
    """Make the warehouse again from the lake alone; return the commit that it shows."""
    ensure_home(settings.home)
    lake = Lake(settings.lake_folder)
    with lake.writer():
        return publish(lake, settings.warehouse_file)


def report_last_run(settings: Settings) -> Path:
    """Write the report of the last run that the lake records; ReportError where there is none."""
    with Lake(settings.lake_folder).open() as connection:
        runs = rows_of(connection, RUNS)
        if not runs:
            raise ReportError(
                f"no run is recorded in {settings.home} yet; make one with: depesche run --source DIR"
            )
        last = max(runs, key=lambda run: run.run_id)
        checks = [c for c in rows_of(connection, CHECKS) if c.run_id == last.run_id]
    return write_report(last, checks, settings.report_folder)
