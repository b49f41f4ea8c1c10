"""Kept analyses: a file beside the lake's rows that spares a model the texts it has read; deleting it loses no row.

SQLite, for a shard looks up some hundred digests out of millions and several processes write: it has an index, a
lock that dies with its process, and pages that are freed again. Whatever is wrong with the file (torn, locked,
gone, of another form) means that nothing is found in it; the model reads the texts then.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

FOLDER = "analyses"
SUFFIX = ".sqlite"
WAIT_SECONDS = 30
ASKED_AT_ONCE = 500
SCHEMA = "CREATE TABLE IF NOT EXISTS analyses (digest BLOB PRIMARY KEY, analysis BLOB NOT NULL)"
"""With the rowid of SQLite, which tells what was kept first."""


@dataclass(frozen=True, slots=True)
class KeptAnalyses:
    """The analyses of one model; see ``news.language.analyses.Analyses``."""

    path: Path

    def find(self, digests: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """Those of the digests that are kept, with their analyses; none where the file cannot be read."""
        if not self.path.exists():
            return {}
        found: dict[bytes, bytes] = {}
        with suppress(sqlite3.Error), self._open() as connection:
            remaining = iter(digests)
            while asked := list(islice(remaining, ASKED_AT_ONCE)):
                marks = ", ".join("?" * len(asked))
                query = f"SELECT digest, analysis FROM analyses WHERE digest IN ({marks})"
                found.update(connection.execute(query, asked).fetchall())
        return found

    def keep(self, analyses: Mapping[bytes, bytes]) -> None:
        """Keep analyses; none where the file cannot be written."""
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with self._open() as connection:
                connection.execute(SCHEMA)
                connection.executemany("INSERT OR REPLACE INTO analyses VALUES (?, ?)", analyses.items())
        except sqlite3.DatabaseError as error:
            if not isinstance(error, sqlite3.OperationalError):
                remove(self.path)  # torn: what is kept from now on is worth more

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=WAIT_SECONDS)) as connection:
            connection.execute("PRAGMA synchronous = NORMAL")
            with connection:
                yield connection


def kept_analyses(lake_folder: Path, version: str) -> KeptAnalyses:
    """The analyses that a lake keeps of a model of that version (``news.language.analyses.analysis_version``)."""
    name = "".join(c if c.isalnum() or c in "-_." else "_" for c in version)
    return KeptAnalyses(lake_folder / FOLDER / f"{name}{SUFFIX}")


def byte_size(lake_folder: Path) -> int:
    """Bytes of all kept analyses."""
    return sum(path.stat().st_size for path in _files(lake_folder))


def bound_analyses(lake_folder: Path, max_bytes: int) -> int:
    """Forget analyses until the rest takes ``max_bytes`` at most; return how many bytes that freed.

    Those of models that were last added to longest ago go first, as whole files; of the last model those that were
    kept first.
    """
    before = byte_size(lake_folder)
    files = sorted(_files(lake_folder), key=lambda path: (path.stat().st_mtime_ns, path.name))
    for path in files[:-1]:
        if byte_size(lake_folder) > max_bytes:
            remove(path)
    if files and byte_size(lake_folder) > max_bytes:
        _shrink(files[-1], max_bytes)
    return before - byte_size(lake_folder)


def remove(path: Path) -> None:
    """Remove a file of analyses with what SQLite may have left beside it."""
    for found in (path, path.with_name(f"{path.name}-journal")):
        found.unlink(missing_ok=True)


def _shrink(path: Path, max_bytes: int) -> None:
    share = 0.9 * max_bytes / path.stat().st_size  # a tenth of room, so that not every run shrinks it
    try:
        with closing(sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)) as connection:
            connection.execute(
                "DELETE FROM analyses WHERE rowid <= (SELECT max(rowid) FROM (SELECT rowid FROM analyses"
                " ORDER BY rowid LIMIT (SELECT 1 + CAST(count(*) * (1 - ?) AS INTEGER) FROM analyses)))",
                [share],
            )
            connection.execute("VACUUM")
    except sqlite3.Error:
        remove(path)
    if path.exists() and path.stat().st_size > max_bytes:
        remove(path)


def _files(lake_folder: Path) -> list[Path]:
    return sorted((lake_folder / FOLDER).glob(f"*{SUFFIX}"))
