"""Discover: list the raw files of a source folder, without reading them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from schemas import content_id

UPSTREAM_NAME = re.compile(r"\d+_([0-9a-f]{16})\.[a-z]+")
"""The users' naming scheme, ``NNN_<16 hex>.txt``: the hex digits are the upstream id."""


class SourceError(Exception):
    """The source as a whole cannot be read; the message says what to do."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file of the source as its directory entry tells it."""

    source_file: str
    """Path relative to the source, with forward slashes; bytes of a name that are no UTF-8 as ``\\xd6``."""
    path: Path
    byte_count: int
    modified_ns: int

    @property
    def article_id(self) -> str:
        """The upstream id in the file's name, else a hash of its path relative to the source."""
        named = UPSTREAM_NAME.fullmatch(PurePosixPath(self.source_file).name)
        return named.group(1) if named else content_id("article", self.source_file)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a source holds: the files to read, in order of their paths, and how many were left out."""

    files: tuple[RawFile, ...]
    ignored_count: int


def check_source(source: Path) -> None:
    """SourceError where a source is not there or no folder."""
    try:
        is_there = source.exists()
    except OSError as error:  # it lies in a folder that may not be entered, or its name is too long
        raise SourceError(
            f"cannot look up {source}: {error.strerror}; check the folder that --source names"
        ) from error
    if not is_there:
        raise SourceError(f"there is no folder {source}; name the folder of your text files with --source")
    if not source.is_dir():
        raise SourceError(
            f"{source} is not a folder; name the folder that holds the text files with --source"
        )


def discover(source: Path, pattern: str) -> Listing:
    """List the files below ``source`` whose names match ``pattern`` (a glob on the bare name).

    Links, hidden files and hidden folders are never followed or read: what lies outside the source is not part
    of it. They and the files that do not match are counted (a hidden folder once), so that nothing is left out
    silently. Raises SourceError where the folder does not exist, is no folder, or cannot be listed.
    """
    check_source(source)
    files: list[RawFile] = []
    ignored_count = 0
    for entry in _walk(source):
        is_article = entry.is_file(follow_symlinks=False) and not entry.name.startswith(".")
        if is_article and fnmatchcase(entry.name, pattern):
            path = Path(entry.path)
            try:
                stat = entry.stat(follow_symlinks=False)
            except FileNotFoundError:  # it vanished since its folder was listed
                continue
            files.append(RawFile(_name_of(path, source), path, stat.st_size, stat.st_mtime_ns))
        else:
            ignored_count += 1
    return Listing(tuple(sorted(files, key=lambda f: f.source_file)), ignored_count)


def _name_of(path: Path, source: Path) -> str:
    """Ids and tables hold UTF-8, which not every name on Linux is; such a name is written with escapes."""
    return os.fsencode(path.relative_to(source).as_posix()).decode("utf-8", "backslashreplace")


def _walk(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                    yield from _walk(Path(entry.path))
                else:
                    yield entry
    except OSError as error:
        raise SourceError(f"cannot list {folder}: {error.strerror}; check its permissions") from error
