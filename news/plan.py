"""Plan: which files of a listing a run has to read, given what earlier runs have read.

Size and ETag, or time of change where the source has no ETags, decide first (:func:`compare`); a file whose stamp is
another, or that may have changed within the tick of its stamp, is suspect, and its bytes decide (:func:`plan_run`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

import pyarrow as pa
import pyarrow.compute as pc

from news.discover import Listing, RawFile, reading_order
from news.rejection import NotAnArticle
from schemas import SourceFile
from schemas.arrays import array_of

FALSE, TRUE = array_of([False, True], pa.bool_())


@dataclass(frozen=True, slots=True)
class Differences:
    """How a listing differs from what is known."""

    new: tuple[RawFile, ...]
    suspect: tuple[RawFile, ...]
    """Known files whose bytes have to be looked at."""
    missing: tuple[str, ...]
    """Known files that are not listed and not on record as missing, by name."""
    missing_before: pa.Array
    """Names of known files that are not listed and on record as missing already."""
    returned: tuple[str, ...]
    """Files on record as missing that are listed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to read, what to record of others, and the counts of all."""

    listing: Listing
    to_read: tuple[RawFile, ...]
    restamped: tuple[SourceFile, ...]
    """Files that hold the bytes that they held: their rows with the new stamp."""
    missing: tuple[str, ...]
    """Files to record as missing; their rows stay."""
    pruned: tuple[str, ...]
    """Files whose rows are to be removed."""
    returned: tuple[str, ...]
    """Files that are missing no more."""
    new_count: int
    changed_count: int
    missing_count: int

    @property
    def is_idle(self) -> bool:
        """True where no article changes."""
        return not self.to_read and not self.pruned

    @property
    def seen_count(self) -> int:
        """All files of the source."""
        return int(self.listing.columns.num_rows)

    @property
    def unchanged_count(self) -> int:
        """Files that are as they were when they were read."""
        return self.seen_count - self.new_count - self.changed_count


def compare(listing: Listing, known: pa.Table) -> Differences:
    """Compare a listing with what is known (KNOWN_FILES) column by column; nothing is read."""
    known = known.combine_chunks()
    listed, names = listing.columns["source_file"], known["source_file"]
    at = pc.index_in(listed, value_set=names)
    then = {
        name: known[name].take(at) for name in ("byte_count", "modified_ns", "etag", "is_racy", "is_missing")
    }
    is_new = pc.is_null(then["byte_count"])
    etag = listing.columns["etag"]
    is_same = pc.and_(
        pc.equal(listing.columns["byte_count"], then["byte_count"]),
        pc.if_else(
            pc.or_(pc.is_valid(etag), pc.is_valid(then["etag"])),
            pc.fill_null(pc.equal(etag, then["etag"]), FALSE),
            pc.equal(listing.columns["modified_ns"], then["modified_ns"]),
        ),
    )
    is_suspect = pc.and_(pc.invert(is_new), pc.or_(pc.invert(is_same), pc.fill_null(then["is_racy"], TRUE)))
    is_gone = pc.and_(pc.is_valid(known["byte_count"]), pc.invert(pc.is_in(names, value_set=listed)))
    is_known_gone = pc.and_(is_gone, known["is_missing"])
    return Differences(
        new=listing.where(is_new),
        suspect=listing.where(pc.fill_null(is_suspect, FALSE)),
        missing=tuple(names.filter(pc.and_not(is_gone, is_known_gone)).to_pylist()),
        missing_before=names.filter(is_known_gone),
        returned=tuple(sorted(listed.filter(pc.fill_null(then["is_missing"], FALSE)).to_pylist())),
    )


def plan_run(
    listing: Listing,
    found: Differences,
    stored: Mapping[str, SourceFile],
    *,
    run_id: str,
    max_bytes: int,
    full: bool = False,
    prune: bool = False,
) -> Plan:
    """Say what to read: new files, and those of the suspect whose bytes differ from the stored rows (by name).

    With ``full`` every file is read again; with ``prune`` the rows of missing files are removed. Memory holds one
    file's bytes at a time.
    """
    changed, restamped = [], []
    for file in found.suspect:
        row = stored[file.source_file]
        if row.content_sha256 is None or row.content_sha256 != _digest(file, max_bytes):
            changed.append(file)
        else:
            restamped.append(
                replace(
                    row,
                    byte_count=file.byte_count,
                    modified_ns=file.modified_ns,
                    etag=file.etag,
                    run_id=run_id,
                )
            )
    some = sorted([*found.new, *changed], key=reading_order)
    gone = [*found.missing, *found.missing_before.to_pylist()] if prune else []
    return Plan(
        listing=listing,
        to_read=listing.files if full else tuple(some),
        restamped=() if full else tuple(restamped),
        missing=() if prune else tuple(sorted(found.missing)),
        pruned=tuple(sorted(gone)),
        returned=found.returned,
        new_count=len(found.new),
        changed_count=len(changed),
        missing_count=len(found.missing) + len(found.missing_before),
    )


def _digest(file: RawFile, max_bytes: int) -> str | None:
    try:
        return sha256(file.read(max_bytes)).hexdigest()
    except NotAnArticle:  # reading it will say why
        return None
