"""A tar archive, plain or compressed, as a source: read as a stream from its beginning to its end, never unpacked.

Listing it reads it once, with a SHA-256 of each member. Then every process reads on from where it was, so that the
shards of a run decompress the archive once per process.
"""

from __future__ import annotations

import os
import tarfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from news.compressed import DAMAGED, decompressing
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
from news.sources.folder import written

BROKEN = (tarfile.TarError, *DAMAGED)
BLOCK = 1 << 20
"""So much is read at once; no header of a member may be longer, for tarfile holds it in memory as a whole."""
END = bytes(tarfile.BLOCKSIZE)
"""A block of zeros ends an archive."""


@dataclass(frozen=True, slots=True)
class Tar:
    """The members of a tar archive; an archive within it is not opened."""

    path: Path
    suffix: str
    """Of ``news.compressed.SUFFIXES``, or empty."""
    stamp: Stamp | None = None
    """Of the version that was listed."""

    def check(self) -> None:
        """SourceError where there is no such archive, or it does not begin like one."""
        byte_count, _ = stamp_of(self.path)
        with told_of_damage(self.path, BROKEN), _Stream(self.path, self.suffix, byte_count) as stream:
            tarfile.TarFile(fileobj=stream, mode="r")  # type: ignore[arg-type]  # what it needs of a file it has

    def list(self, pattern: str) -> Listing:
        """The members to read. SourceError where the archive is cut off or damaged, or unpacks to too much."""
        stamp = stamp_of(self.path)
        members = Members(NamePattern(pattern))
        with told_of_damage(self.path, BROKEN), _Stream(self.path, self.suffix, stamp[0]) as stream:
            for member in _members(stream):
                name = written(member.name)
                if member.isdir() or not members.is_wanted(name):
                    continue
                etag, position = None, None
                if member.isreg() and member.sparse is None:
                    etag, position = stream.digest(member.offset_data, member.size), member.offset_data
                members.add(name, member.size, int(member.mtime * 1_000_000_000), etag, position)
            stream.drain()
        return members.listing(replace(self, stamp=stamp))

    def read(self, file: RawFile, max_bytes: int) -> bytes:
        """The bytes of a member."""
        position = position_of(file, max_bytes)
        ensure_unchanged(self.path, self.stamp)
        try:
            stream = _opened(self.path, self.suffix, self.stamp, os.getpid())
            stream.seek(position)
            content = b"".join(stream.blocks(file.byte_count))
        except BROKEN as error:
            _opened.cache_clear()
            raise NotAnArticle("damaged", str(error) or "it is cut off") from error
        return content


def _members(stream: _Stream) -> Iterator[tarfile.TarInfo]:
    archive = tarfile.TarFile(fileobj=stream, mode="r")  # type: ignore[arg-type]  # as in Tar.check
    while member := archive.next():
        yield member
        archive.members.clear()  # type: ignore[attr-defined]  # tarfile would keep a million of them
    # tarfile takes whatever is no header for the end.
    if stream.last != END:
        raise tarfile.ReadError("it ends without the mark of its end, or a header is broken")


class _Stream:
    """What an archive unpacks to, read at rising offsets; to go back it starts again."""

    def __init__(self, path: Path, suffix: str, byte_count: int) -> None:
        self._path, self._suffix, self._byte_count = path, suffix, byte_count
        self._file: BinaryIO = path.open("rb")
        self._stream = decompressing(self._file, suffix)
        self._at = 0
        self.last = b""
        """What was last read."""

    def __enter__(self) -> _Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the archive."""
        with suppress(*DAMAGED):  # a compressed stream that is left before its end may complain
            self._stream.close()
        self._file.close()

    def tell(self) -> int:
        """The offset, in what was unpacked."""
        return self._at

    def read(self, size: int) -> bytes:
        """The next bytes; fewer only at the end."""
        if size > BLOCK:
            raise tarfile.ReadError(f"a header of {size} bytes")
        parts = []
        while size and (part := self._stream.read(size)):
            parts.append(part)
            size -= len(part)
            self._at += len(part)
        if self._suffix and self._at > most_bytes(self._byte_count):
            raise bomb(self._path, self._byte_count)
        self.last = b"".join(parts)
        return self.last

    def seek(self, offset: int) -> None:
        """Go to an offset."""
        if not self._suffix:
            self._at = self._file.seek(offset)
            return
        if offset < self._at:
            self.close()
            self.__init__(self._path, self._suffix, self._byte_count)  # type: ignore[misc]
        while self._at < offset and self.read(min(BLOCK, offset - self._at)):
            pass

    def blocks(self, size: int) -> Iterator[bytes]:
        """The next ``size`` bytes, in blocks; tarfile.ReadError where the archive ends before."""
        while size:
            block = self.read(min(BLOCK, size))
            if not block:
                raise tarfile.ReadError("it is cut off")
            size -= len(block)
            yield block

    def digest(self, offset: int, size: int) -> str:
        """SHA-256 of a range of bytes."""
        self.seek(offset)
        digest = sha256()
        for block in self.blocks(size):
            digest.update(block)
        return digest.hexdigest()

    def drain(self) -> None:
        """Read to the end, where compressions keep their checksum."""
        while self.read(BLOCK):
            pass


@lru_cache(maxsize=1)
def _opened(path: Path, suffix: str, stamp: Stamp, process: int) -> _Stream:
    """The stream goes on from file to file; a handle must not be shared between processes."""
    return _Stream(path, suffix, stamp[0])
