"""Plan: which files of a listing a run has to read, given what earlier runs have read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from news.discover import Listing, RawFile
from schemas import SourceFile


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to read and the counts of all others."""

    to_read: tuple[RawFile, ...]
    listed: Mapping[str, RawFile]
    """All files of the source by path."""
    new_count: int
    changed_count: int
    missing_count: int
    ignored_count: int

    @property
    def unchanged_count(self) -> int:
        """Files that are as they were when they were read."""
        return len(self.listed) - self.new_count - self.changed_count


def plan_run(listing: Listing, known: Mapping[str, SourceFile], *, full: bool = False) -> Plan:
    """Compare a listing with the files that earlier runs have read (by path): size and time decide.

    With ``full`` every file is read again.
    """
    new = [f for f in listing.files if f.source_file not in known]
    changed = [
        f for f in listing.files if f.source_file in known and _stamp(known[f.source_file]) != _stamp(f)
    ]
    to_read = listing.files if full else tuple(sorted([*new, *changed], key=lambda f: f.source_file))
    listed = {f.source_file: f for f in listing.files}
    return Plan(
        to_read=to_read,
        listed=listed,
        new_count=len(new),
        changed_count=len(changed),
        missing_count=len(known.keys() - listed.keys()),
        ignored_count=listing.ignored_count,
    )


def _stamp(file: RawFile | SourceFile) -> tuple[int, int]:
    return file.byte_count, file.modified_ns
