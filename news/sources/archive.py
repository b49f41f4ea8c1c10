"""What zip and tar archives have in common as sources: which members are read, and how much they may unpack to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from news.discover import LISTED, Listing, NamePattern, RawFile, Source, SourceError
from news.rejection import NotAnArticle, NotNow

MAX_RATIO = 200
"""German text shrinks to a tenth at most, with much repetition to a fiftieth; bombs unpack to a thousand times."""
FREE_BYTES = 64 << 20
"""So much an archive may unpack to whatever its size: small ones may compress well."""

LEADS_OUT = re.compile(r"[/\\]|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|$)", re.DOTALL)

Stamp = tuple[int, int]
"""Size and time of change of an archive: which version of it was listed."""


def stamp_of(path: Path) -> Stamp:
    """The archive's stamp; SourceError where it is not there or no file."""
    try:
        stat = path.stat()
    except OSError as error:
        raise SourceError(
            f"cannot look up the archive {path}: {error.strerror}; check what --source names"
        ) from error
    return stat.st_size, stat.st_mtime_ns


def most_bytes(byte_count: int) -> int:
    """What an archive of this size may unpack to."""
    return max(FREE_BYTES, MAX_RATIO * byte_count)


def bomb(path: Path, byte_count: int) -> SourceError:
    """The error for an archive that unpacks to more."""
    return SourceError(
        f"the archive {path} unpacks to more than {most_bytes(byte_count)} bytes, over {MAX_RATIO} times its size;"
        " if that is right, unpack it and name the folder with --source"
    )


@contextmanager
def told_of_damage(path: Path, damaged: tuple[type[Exception], ...]) -> Iterator[None]:
    """Let what a library raises for a broken archive be a SourceError that names it."""
    try:
        yield
    except damaged as error:
        raise SourceError(
            f"cannot read the archive {path}: {str(error) or 'it is cut off'}; nothing of it was read,"
            " fetch it again"
        ) from error


@dataclass
class Members:
    """The members of an archive that are files to read; of several of one name the last, as all unpackers have it."""

    pattern: NamePattern
    ignored_count: int = 0
    _rows: dict[str, tuple[int, int, str | None, int | None]] = field(default_factory=dict)

    def is_wanted(self, name: str) -> bool:
        """Whether a member is to be read or rejected; the others are counted as ignored.

        Hidden names are left out as in a folder; a name that leads out is looked at by its last part alone.
        """
        parts = _parts(name)
        is_hidden = not leads_out(name) and any(part.startswith(".") for part in parts)
        if not parts or is_hidden or not self.pattern.matches(parts[-1]):
            self.ignored_count += 1
            return False
        return True

    def add(
        self, name: str, byte_count: int, modified_ns: int, etag: str | None, position: int | None
    ) -> None:
        """Note a member that is wanted; without a position it is rejected when it is read."""
        is_unsafe = leads_out(name)
        told = name if is_unsafe else "/".join(_parts(name))
        self.ignored_count += told in self._rows
        self._rows[told] = (byte_count, modified_ns, etag, None if is_unsafe else position)

    def listing(self, source: Source) -> Listing:
        """What was found, as the source's listing."""
        columns = zip(*self._rows.values(), strict=True) if self._rows else ([], [], [], [])
        return Listing(
            source, pa.table([list(self._rows), *map(list, columns)], schema=LISTED), self.ignored_count
        )


def leads_out(name: str) -> bool:
    """Whether a member's name leads out of its archive: absolute, with a drive, or by ``..``."""
    return bool(LEADS_OUT.match(name))


def position_of(file: RawFile, max_bytes: int) -> int:
    """Where a member lies; NotAnArticle (unsafe_member, too_large) where it is not to be read."""
    if file.position is None:
        what = "its name leads out of it" if leads_out(file.source_file) else "it is a link or no plain file"
        raise NotAnArticle("unsafe_member", f"a member of an archive that is not read: {what}")
    if file.byte_count > max_bytes:
        raise NotAnArticle("too_large", f"{file.byte_count} bytes, at most {max_bytes} are read")
    return file.position


def ensure_unchanged(path: Path, stamp: Stamp | None) -> None:
    """NotNow where the archive is not the one that was listed."""
    try:
        stat = path.stat()
    except OSError as error:
        raise NotNow(str(path), f"the archive is gone: {error.strerror}") from error
    if stamp != (stat.st_size, stat.st_mtime_ns):
        raise NotNow(str(path), "the archive changed while it was read")


def _parts(name: str) -> list[str]:
    return [part for part in name.split("/") if part not in {"", "."}]
