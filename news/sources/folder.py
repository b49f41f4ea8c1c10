"""A folder as a source: listed by its directory entries, read file by file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from news.discover import LISTED, Listing, NamePattern, RawFile, SourceError
from news.file_bytes import read
from schemas.arrays import array_of


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with all that is below it."""

    path: Path

    def check(self) -> None:
        """SourceError where it is not there or no folder."""
        try:
            is_there = self.path.exists()
        except OSError as error:  # it lies in a folder that may not be entered, or its name is too long
            raise SourceError(
                f"cannot look up {self.path}: {error.strerror}; check the folder that --source names"
            ) from error
        if not is_there:
            raise SourceError(
                f"there is no folder {self.path}; name the folder of your text files with --source"
            )
        if not self.path.is_dir():
            raise SourceError(
                f"{self.path} is not a folder; name the folder that holds the text files, or an archive"
                " (.zip, .tar, .tar.gz, .tgz, .tar.zst), with --source"
            )

    def list(self, pattern: str) -> Listing:
        """List the files whose names match ``pattern`` (a glob on the bare name).

        Links, hidden files and hidden folders are never followed or read: what lies outside the source is not part
        of it. They and the files that do not match are counted (a hidden folder once), so that nothing is left out
        silently. Raises SourceError where the folder does not exist, is no folder, or cannot be listed.
        """
        self.check()
        matches = NamePattern(pattern).matches
        names: list[str] = []
        sizes: list[int] = []
        times: list[int] = []
        ignored_count = 0
        folders = [(os.fspath(self.path), "")]
        while folders:
            folder, above = folders.pop()
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        name = entry.name
                        if name[0] == ".":
                            ignored_count += 1
                        elif matches(name) and entry.is_file(follow_symlinks=False):
                            try:
                                stat = entry.stat(follow_symlinks=False)
                            except FileNotFoundError:  # it vanished since its folder was listed
                                continue
                            names.append(above + name)
                            sizes.append(stat.st_size)
                            times.append(stat.st_mtime_ns)
                        elif entry.is_dir(follow_symlinks=False):
                            folders.append((entry.path, f"{above}{name}/"))
                        else:
                            ignored_count += 1
            except OSError as error:
                if above and isinstance(error, FileNotFoundError):
                    continue  # it vanished since the folder above it was listed
                raise SourceError(f"cannot list {folder}: {error.strerror}; check its permissions") from error
        odd: dict[str, str] = {}
        try:
            told = array_of(names, pa.string())
        except UnicodeEncodeError:
            odd = {w: n for n in names if (w := written(n)) != n}
            told = array_of([written(n) for n in names], pa.string())
        nulls = [pa.nulls(len(names), pa.string()), pa.nulls(len(names), pa.int64())]
        columns = [told, array_of(sizes, pa.int64()), array_of(times, pa.int64()), *nulls]
        return Listing(self, pa.Table.from_arrays(columns, schema=LISTED), ignored_count, odd)

    def read(self, file: RawFile, max_bytes: int) -> bytes:
        """The bytes of a file; raises as ``news.file_bytes.read``."""
        return read(self.path / file.key, max_bytes)


def written(name: str) -> str:
    """Ids and tables hold UTF-8, which not every name on Linux is; such a name is written with escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
