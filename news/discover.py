"""Discover: what a source of raw files is, and what its listing tells of them before they are read."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fnmatch import translate
from pathlib import PurePosixPath
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from news.compressed import decompress, suffix_of
from schemas import content_id
from schemas.arrays import array_of

UPSTREAM_NAME = re.compile(r"\d+_([0-9a-f]{16})\.[a-z]+")
"""The users' naming scheme, ``NNN_<16 hex>.txt``: the hex digits are the upstream id."""


class SourceError(Exception):
    """The source as a whole cannot be read; the message says what to do."""

    exit_code = 2


class Source(Protocol):
    """A place that holds raw files. Values of these classes are small and can be sent to other processes."""

    def check(self) -> None:
        """SourceError where the source is not there or cannot be used; cheap."""

    def list(self, pattern: str) -> Listing:
        """The files whose bare names match a glob, and how many others were left out; SourceError."""

    def read(self, file: RawFile, max_bytes: int) -> bytes:
        """The bytes of a listed file as the source holds them.

        Raises NotAnArticle where they cannot be had or are more than ``max_bytes``, of these NotNow where the file
        vanished or is another one than was listed, and OSError where another try may help.
        """


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file of a source as its listing tells it."""

    source_file: str
    """Path relative to the source, with forward slashes; bytes of a name that are no UTF-8 as ``\\xd6``."""
    source: Source
    byte_count: int
    """Size as it lies in the source, so of a compressed file before it is decompressed."""
    modified_ns: int
    etag: str | None = None
    """What tells versions of the file apart better than its time of change; null where the source has no such thing."""
    position: int | None = None
    """Where an archive holds the file; files are best read in this order."""
    key: str = ""
    """The name by which the source itself finds the file."""

    @property
    def article_id(self) -> str:
        """The upstream id in the file's name, else a hash of its path, both without the ending of a compression."""
        path = self.source_file.removesuffix(suffix_of(self.source_file))
        named = UPSTREAM_NAME.fullmatch(PurePosixPath(path).name)
        return named.group(1) if named else content_id("article", path)

    def read(self, max_bytes: int) -> bytes:
        """The bytes of the file, decompressed where its name says that it is compressed; raises as Source.read."""
        return decompress(self.source.read(self, max_bytes), suffix_of(self.source_file), max_bytes)


def reading_order(file: RawFile) -> tuple[int, str]:
    """Sorts files so that an archive is read from its beginning to its end, others by name."""
    return (file.position or 0, file.source_file)


LISTED = pa.schema(
    [
        pa.field("source_file", pa.string(), False),
        pa.field("byte_count", pa.int64(), False),
        pa.field("modified_ns", pa.int64(), False),
        pa.field("etag", pa.string()),
        pa.field("position", pa.int64()),
    ]
)
"""Columns of a listing: those of RawFile but its key, which follows from the name."""


@dataclass(frozen=True)
class Listing:
    """What a source holds, as columns: a folder of a million files is compared, and only what is read becomes rows."""

    source: Source
    columns: pa.Table
    """One row per file to read, in no order; columns LISTED."""
    ignored_count: int
    """Files, links and folders that were left out."""
    odd_keys: Mapping[str, str] = field(default_factory=dict)
    """Name -> key, for files that are not found by their names alone."""

    @property
    def files(self) -> tuple[RawFile, ...]:
        """All files in the order in which they are best read."""
        return self._rows(self.columns)

    def where(self, mask: pa.ChunkedArray | pa.BooleanArray) -> tuple[RawFile, ...]:
        """The files whose rows are marked, in the same order."""
        return self._rows(self.columns.filter(mask))

    def named(self, names: Collection[str]) -> tuple[RawFile, ...]:
        """The files of these names that are there, in the same order."""
        return self.where(pc.is_in(self.columns["source_file"], array_of(list(names), pa.string())))

    def _rows(self, columns: pa.Table) -> tuple[RawFile, ...]:
        values = zip(*(column.to_pylist() for column in columns.columns), strict=True)
        files = (
            RawFile(name, self.source, size, time, etag, position, self.odd_keys.get(name, name))
            for name, size, time, etag, position in values
        )
        return tuple(sorted(files, key=reading_order))


class NamePattern:
    """Whether a file is one to read, by its bare name: a glob, which may also match a compressed file's inner name."""

    def __init__(self, pattern: str) -> None:
        self._matches = re.compile(translate(pattern)).match

    def matches(self, name: str) -> bool:
        """``a.txt.gz`` is matched by ``*.txt`` and by ``*.gz``."""
        return bool(
            self._matches(name) or ((end := suffix_of(name)) and self._matches(name.removesuffix(end)))
        )
