"""Runs that are killed: a short pipeline, children that die at a step or after a time, and what a home then shows.

A child is forked from the test's own process, which has everything loaded, so that a run takes a fraction of a second.
It does all of a run that touches the disk, with texts taken as they are: coding and resolving write through the same
calls, and would only make the runs longer.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import corpus
import duckdb
from coded import article

from flows.settings import Settings
from flows.stages.discover import discover_files
from flows.stages.finish import commit_rows, leave_unchanged
from flows.stages.settle import settle
from flows.stages.shards import engine, read_shard
from flows.work import begin
from news.lexicon import lexicon_version
from news.parse import parse
from news.read import decode
from schemas import ARTICLES, RAW_TEXTS, TABLES
from warehouse.durable import KILL_AT
from warehouse.lake import Lake
from warehouse.publish import publish

BY_RUN = {"run_id", "modified_ns"}
"""Columns that say when and by which run a row was made; all others are the same by any way."""
OF_RUNS = {"runs", "checks", "drift", "quarantine"}
"""Tables that tell of the runs themselves."""

Rows = dict[str, list[tuple[Any, ...]]]


def warm_up() -> None:
    """Load what every child needs, once."""
    engine("none")
    lexicon_version()
    decode(corpus.text_of(0).encode())
    parse(corpus.text_of(0), today=date(2026, 1, 1), tolerance_days=0)


def short_run(
    source: Path, home: Path, *, prune: bool = False, shard_files: int = 3, is_published: bool = True
) -> str:
    """One run from listing to publishing; its state."""
    settings = Settings(home=home, model="none", shard_files=shard_files)
    with begin(settings, source, "command", full=False, prune=prune) as work:
        plan = discover_files(work)
        if plan.is_idle:
            return leave_unchanged(work).state
        for at in range(0, len(plan.to_read), shard_files):
            work.count_rows(read_shard(plan.to_read[at : at + shard_files], f"{at:05}", work.terms, settings))
        settled = settle(work, plan)
        for part in settled.parts:
            texts = work.staging.read(RAW_TEXTS, part)
            rows = [
                replace(
                    article(0),
                    article_id=t.article_id,
                    source_file=t.source_file,
                    body=t.text,
                    run_id=work.run_id,
                )
                for t in texts
            ]
            work.staging.write(ARTICLES, rows, part)
        run = commit_rows(work)
        if is_published:
            publish(work.lake, settings.warehouse_file)
    return run.state


def in_child(job: Callable[[], object], *, kill_at: str = "", kill_after: float | None = None) -> int:
    """Do a job in a child that dies at a step, or after some seconds; its exit code, negative for a signal."""
    child = os.fork()
    if child == 0:
        try:
            os.environ[KILL_AT] = kill_at
            job()
            os._exit(0)
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
            os._exit(1)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def shown(home: Path) -> Rows:
    """What the warehouse shows, without what tells of runs; nothing where there is none."""
    warehouse = Settings(home=home).warehouse_file
    if not warehouse.exists():
        return {}
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return _rows(connection, "main")


def held(home: Path) -> Rows:
    """What holds in the lake, without what tells of runs."""
    with Lake(Settings(home=home).lake_folder).open() as snapshot:
        return _rows(snapshot.connection, "corpus.main", unpublished=True)


def _rows(connection: duckdb.DuckDBPyConnection, where: str, *, unpublished: bool = False) -> Rows:
    found = {}
    for table in TABLES:
        if table.name not in OF_RUNS and (unpublished or table.is_published):
            columns = ", ".join(f.name for f in table.fields if f.name not in BY_RUN)
            rows = connection.execute(f"SELECT {columns} FROM {where}.{table.name}").fetchall()
            found[table.name] = sorted(rows, key=str)
    return found
