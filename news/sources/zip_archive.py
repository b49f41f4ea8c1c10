"""A zip archive as a source: its members are listed by its directory and decompressed one by one, in memory."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from calendar import timegm
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from news.discover import Listing, NamePattern, RawFile
from news.rejection import NotAnArticle
from news.sources.archive import (
    Members,
    Stamp,
    bomb,
    ensure_unchanged,
    most_bytes,
    position_of,
    stamp_of,
    told_of_damage,
)

METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""Compressions whose memory is bounded by their format; others can ask for gigabytes."""
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError)
ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Zip:
    """The members of a zip archive; an archive within it is not opened."""

    path: Path
    stamp: Stamp | None = None
    """Of the version that was listed."""

    def check(self) -> None:
        """SourceError where there is no such archive, or its directory cannot be read."""
        stamp = stamp_of(self.path)
        with told_of_damage(self.path, DAMAGED):
            _opened(self.path, stamp, os.getpid())

    def list(self, pattern: str) -> Listing:
        """The members to read. SourceError where the archive is damaged, or where it unpacks to too much."""
        stamp = stamp_of(self.path)
        members = Members(NamePattern(pattern))
        total = 0
        with told_of_damage(self.path, DAMAGED):
            infos = _opened(self.path, stamp, os.getpid()).infolist()
        for position, info in enumerate(infos):
            if info.is_dir() or not members.is_wanted(info.filename):
                continue
            total += info.file_size
            kind = stat.S_IFMT(info.external_attr >> 16)
            is_file = kind in {0, stat.S_IFREG}
            # Seconds since 1970 if it were UTC: a zip archive tells the time of some place.
            modified_ns = timegm((*info.date_time, 0, 0, 0)) * 1_000_000_000 if info.date_time[1] else 0
            members.add(
                info.filename, info.file_size, modified_ns, f"{info.CRC:08x}", position if is_file else None
            )
        if total > most_bytes(stamp[0]):
            raise bomb(self.path, stamp[0])
        return members.listing(replace(self, stamp=stamp))

    def read(self, file: RawFile, max_bytes: int) -> bytes:
        """The bytes of a member; NotAnArticle also where its checksum is wrong, or it is encrypted."""
        position = position_of(file, max_bytes)
        ensure_unchanged(self.path, self.stamp)
        with _told_of_member():
            archive = _opened(self.path, self.stamp, os.getpid())
            info = archive.infolist()[position]
            if info.flag_bits & ENCRYPTED:
                raise NotAnArticle("unreadable", "it is encrypted; unpack the archive with its password")
            if info.compress_type not in METHODS:
                raise NotAnArticle(
                    "unreadable", f"it is compressed by method {info.compress_type}; only Deflate is read"
                )
            with archive.open(info) as member:
                # No more than was declared ever comes, and the checksum is compared at the end.
                return member.read(max_bytes + 1)


@contextmanager
def _told_of_member() -> Iterator[None]:
    try:
        yield
    except (*DAMAGED, NotImplementedError) as error:
        raise NotAnArticle("damaged", str(error) or "it is cut off") from error


@lru_cache(maxsize=1)
def _opened(path: Path, stamp: Stamp | None, process: int) -> zipfile.ZipFile:
    """An archive's directory is read once per process and version; handles must not be shared between processes."""
    return zipfile.ZipFile(path)
