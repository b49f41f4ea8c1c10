"""Plan: which files of a listing a run has to read, given what earlier runs have read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from news.discover import Listing, RawFile
from schemas import SourceFile


@dataclass(frozen=True, slots=True)
class FileTask:
    """A raw file to read; ``twin`` names the file that bears the same upstream id and comes first."""

    raw: RawFile
    twin: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to read and the counts of all others."""

    tasks: tuple[FileTask, ...]
    seen_count: int
    new_count: int
    changed_count: int
    unchanged_count: int
    missing_count: int
    ignored_count: int


def plan_run(listing: Listing, known: Mapping[str, SourceFile], *, full: bool = False) -> Plan:
    """Compare a listing with the files that earlier runs have read (by path): size and time decide.

    Where several files bear one upstream id, the first by path is the article and the others are its twins,
    whichever came first in time; a file whose place among its twins changes is read again. With ``full``
    every file is read again.
    """
    first_now = _first_by_id([(f.article_id, f.source_file) for f in listing.files], known)
    first_then = _first_by_id([], known)
    tasks = []
    new_count = changed_count = 0
    for raw in listing.files:
        before = known.get(raw.source_file)
        is_new = before is None
        is_changed = before is not None and (before.byte_count, before.modified_ns) != (
            raw.byte_count,
            raw.modified_ns,
        )
        new_count += is_new
        changed_count += is_changed
        first = first_now[raw.article_id]
        was_first = first_then.get(raw.article_id) == raw.source_file
        if full or is_new or is_changed or was_first != (first == raw.source_file):
            tasks.append(FileTask(raw, None if first == raw.source_file else first))
    return Plan(
        tasks=tuple(tasks),
        seen_count=len(listing.files),
        new_count=new_count,
        changed_count=changed_count,
        unchanged_count=len(listing.files) - new_count - changed_count,
        missing_count=len(known.keys() - {f.source_file for f in listing.files}),
        ignored_count=listing.ignored_count,
    )


def _first_by_id(found: Iterable[tuple[str, str]], known: Mapping[str, SourceFile]) -> dict[str, str]:
    """Upstream id -> the first path that bears it."""
    first: dict[str, str] = {}
    for article_id, source_file in (*found, *((f.article_id, f.source_file) for f in known.values())):
        first[article_id] = min(source_file, first.get(article_id, source_file))
    return first
