"""Staged rows of two invented articles, resolved and ready to be checked, and ways to break them for a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from expectations.validate import prepared, validate
from flows.settings import Settings
from flows.stages.copies import link_copies
from flows.stages.discover import discover_files
from flows.stages.entities import resolve_entities
from flows.stages.events import resolve_events
from flows.stages.settle import settle
from flows.stages.shards import code_shard, read_shard
from flows.work import Work, begin
from schemas import Check, Table

TEXT = """ date 2023-05 Arne Holt gibt nach

Präsident Arne Holt warf Dänemark am Freitag vor, Boote zu spät geliefert zu haben.

Die Europäische Union kündigte neue Sanktionen gegen Dänemark an, wie der Präsident am 3. Mai 2023 sagte.
"""


@contextmanager
def staged_work(folder: Path) -> Iterator[Work]:
    """A run up to its validation."""
    source = folder / "in"
    source.mkdir()
    (source / "001_00000000000000aa.txt").write_text(TEXT)
    (source / "002_00000000000000ab.txt").write_text(
        TEXT.replace("Arne Holt", "Vera Lund").replace("Boote", "Kähne")
    )
    settings = Settings(home=folder / "home", model="none")
    with begin(settings, source, "command", full=False) as work:
        plan = discover_files(work)
        read_shard(plan.to_read, "00000", work.terms, settings)
        settled = settle(work, plan)
        code_shard("00000", settled.recurring, work.terms, settings)
        link_copies(work, settled)
        resolve_entities(work)
        resolve_events(work)
        yield work


def check(work: Work) -> list[Check]:
    """The checks of the staged rows."""
    with work.lake.open(work.staging) as snapshot:
        return validate(snapshot.connection, prepared(None, work.run_id), at=work.started_at).checks


@contextmanager
def changed(
    work: Work, table: Table[Any], change: Callable[[Sequence[Any]], Sequence[Any]]
) -> Iterator[None]:
    """Change the staged rows of a table (its first part) while the context lasts."""
    part = next(iter(work.staging.parts(table)))
    rows = work.staging.read(table, part)
    work.staging.rewrite(table, change(rows), part)
    try:
        yield
    finally:
        work.staging.rewrite(table, rows, part)


def failed(checks: Sequence[Check]) -> set[str]:
    """The checks that failed, as table.column expectation."""
    return {f"{c.table_name}.{c.column_name or ''} {c.expectation}" for c in checks if c.state == "fail"}
