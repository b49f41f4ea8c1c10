"""The lake: Parquet files that are never changed, and the commits that say which of their rows hold.

Layout below the lake's folder::

    commits/00000007.json     commit 7: its run, and its files with rows and hashes
    rows/<run>/<table>/*.parquet   rows; part of the lake once a commit names them
    index.duckdb              what holds, once more, for runs over a large lake (warehouse/index.py)
    writer.lock               held by the one writer there may be
    readers.lock              shared by all who read, while nothing may be removed

A commit replaces rows by owner. Its ``takes`` file lists, for each table, the owners (an article, a source
file, an entity …; see ``schemas.Table.owner``) whose rows it takes over; the rows of an owner that hold are
those of the last commit that took it over. An owner that is taken over without new rows is gone. So the
state follows from the commits alone, in whatever batches the files came, and the old rows stay readable.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol, TypeVar

import duckdb
import filelock
import pyarrow as pa
import pyarrow.parquet as pq

from schemas import ARTICLES, RUNS, TABLES, Table
from schemas.arrays import table_of
from warehouse.connection import connect
from warehouse.durable import make_folder, remove, remove_folder, step, sync, write, write_once
from warehouse.index import attach_index, show_index, write_index
from warehouse.reading import read_lock, unread
from warehouse.snapshot import (
    TAKES,
    Commit,
    DataFile,
    Snapshot,
    attach_pending,
    attach_snapshot,
    attach_staged,
)

Row = TypeVar("Row")
TAKES_SCHEMA = pa.schema([pa.field("table_name", pa.string(), False), pa.field("owner", pa.string(), False)])


class LakeError(Exception):
    """The lake cannot be read or written; the message names the path and says what to do."""


class LakeBusyError(LakeError):
    """Another run holds the writer's lock."""


@dataclass(frozen=True)
class Staging:
    """The folder in which a run gathers its rows; nothing in it is part of the lake before the commit."""

    folder: Path

    def write(self, table: Table[Row], rows: Sequence[Row], part: str = "0000") -> None:
        """Write rows as one Parquet file of the table; nothing is written for no rows."""
        if rows:
            self._write(table.name, table.to_arrow(rows), part)

    def take(self, owners: Mapping[str, Sequence[str]], part: str = "0000") -> None:
        """Say whose rows this run takes over: table name -> owners."""
        pairs = [(name, owner) for name, taken in owners.items() for owner in taken]
        if pairs:
            names, keys = zip(*pairs, strict=True)
            self._write(TAKES, table_of([names, keys], TAKES_SCHEMA), part)

    def owner_counts(self) -> dict[str, int]:
        """How many owners this run takes over: table name -> number."""
        counts: Counter[str] = Counter()
        for path in sorted((self.folder / TAKES).glob("*.parquet")):
            counts.update(_read_parquet(path)["table_name"].to_pylist())
        return dict(sorted(counts.items()))

    def read(self, table: Table[Row], part: str) -> list[Row]:
        """The staged rows of one part."""
        path = self.folder / table.name / f"{part}.parquet"
        return table.from_arrow(_read_parquet(path)) if path.exists() else []

    def parts(self, table: Table[Any]) -> dict[str, int]:
        """The staged parts of a table and how many rows each has, in order."""
        paths = sorted((self.folder / table.name).glob("*.parquet"))
        return {path.stem: _row_count(path) for path in paths}

    def drop(self, table: Table[Any], column: str, values: Collection[str]) -> None:
        """Take the rows with one of these values in a column out of what was staged."""
        for part in self.parts(table):
            rows = self.read(table, part)
            kept = [row for row in rows if getattr(row, column) not in values]
            if len(kept) < len(rows):
                self.rewrite(table, kept, part)

    def write_columns(self, table: Table[Any], columns: pa.Table, part: str) -> None:
        """Put columns in the place of a part; they take the table's schema."""
        remove(self.folder / table.name / f"{part}.parquet")
        if columns.num_rows:
            self._write(table.name, columns.select(table.arrow_schema.names).cast(table.arrow_schema), part)

    def read_columns(self, table: Table[Any], part: str) -> pa.Table:
        """The staged columns of one part."""
        return _read_parquet(self.folder / table.name / f"{part}.parquet")

    def rewrite(self, table: Table[Row], rows: Sequence[Row], part: str) -> None:
        """Put rows in the place of a staged part."""
        remove(self.folder / table.name / f"{part}.parquet")
        self.write(table, rows, part)

    def _write(self, name: str, table: pa.Table, part: str) -> None:
        folder = self.folder / name
        make_folder(folder)
        content = pa.BufferOutputStream()
        pq.write_table(table, content, compression="zstd")
        path = folder / f"{part}.parquet"
        remove(path)  # it may have a second name, under which it stays as it is
        write(path, content.getvalue())
        step("staging:written")


class Record(Protocol):
    """Where the commits of a lake are agreed on, if not in its folder: see warehouse.bucket_lake.BucketLake."""

    def fetch(self, folder: Path) -> None:
        """Bring the lake's folder up to the last commit."""

    def commit(self, folder: Path, commit: Commit, content: bytes) -> None:
        """Make a commit the next one; FileExistsError where there is one already."""


class Lake:
    """The lake of one home folder; with a record, its folder holds a copy that is brought up to it by each writer."""

    def __init__(self, folder: Path, record: Record | None = None) -> None:
        self.folder = folder
        self._record = record
        self._commits = folder / "commits"
        self._rows = folder / "rows"
        self._readers = folder / "readers.lock"
        self._read: dict[Path, Commit] = {}

    @property
    def root(self) -> Path:
        """The folder, below which the files of its commits lie."""
        return self.folder

    def prepare(self, connection: duckdb.DuckDBPyConnection, files: Sequence[DataFile]) -> None:
        """Let a connection read its files: those of a folder any connection can."""

    @contextmanager
    def writer(self) -> Iterator[None]:
        """Hold the writer's lock; LakeBusyError where another run holds it.

        It is a lock of the operating system (flock): it dies with its process, however that ends, and a file that
        is left behind locks nobody out. Where the lake lies on NFS, all writers have to be on one machine, or the
        server has to offer locks (NFS 4; ``local_lock=none``).
        """
        make_folder(self._commits)
        make_folder(self._rows)
        path = self.folder / "writer.lock"
        lock = filelock.FileLock(path, blocking=False, fallback_to_soft=False)
        try:
            lock.acquire()
            self._readers.touch()
        except filelock.Timeout:
            raise LakeBusyError(
                f"another run is writing to {self.folder}; wait for it to end, then run again"
            ) from None
        except OSError as error:
            raise LakeError(
                f"cannot lock {path}: {error.strerror or error}; see to its permissions"
            ) from error
        try:
            if self._record:
                self._record.fetch(self.folder)
            yield
        finally:
            lock.release()

    def staging(self, run_id: str) -> Staging:
        """The staging folder of a run."""
        return Staging(self._rows / run_id)

    def remove_leftovers(self) -> list[str]:
        """Remove what killed runs left (rows without a commit, files beside one) and what compactions superseded.

        Returns the runs. The rows of a run that the gate held back stay, to be looked at; all that a compaction may
        have superseded stays while somebody reads, for the next run to remove.
        """
        commits = self.commits()
        named = {file.path.split("/")[1] for c in commits for files in c.files.values() for file in files}
        named |= {commit.run_id for commit in commits}
        stale = [folder for folder in sorted(self._rows.iterdir()) if folder.name not in named]
        held = self._held_runs() if stale else set()
        stale = [folder for folder in stale if folder.name not in held]
        is_compacted = bool(commits and commits[0].merged)
        with unread(self._readers) as nobody_reads:
            if is_compacted and not nobody_reads:
                return []
            for folder in stale:
                remove_folder(folder)
            if is_compacted:
                _remove_unnamed(self.folder, commits)
            first = commits[0].version if commits else 0  # a compaction stands for all before it
            for path in self._commits.iterdir():
                if path.name.startswith(".") or int(path.stem) < first:
                    remove(path)
        return [folder.name for folder in stale]

    def _held_runs(self) -> set[str]:
        with self.open(tables=[RUNS]) as snapshot:
            return set(snapshot.column("SELECT run_id FROM corpus.main.runs WHERE state = 'held'"))

    def commits(self) -> list[Commit]:
        """The commits in order, from the last compaction on, which stands for all before it.

        LakeError where one cannot be read. Commits never change: each is read once.
        """
        read: dict[Path, Commit] = {}
        for path in sorted(self._commits.glob("[0-9]*.json"), reverse=True):
            read[path] = self._read.get(path) or _read_commit(path)
            if read[path].merged:
                break
        self._read = read
        return list(read.values())[::-1]

    @property
    def version(self) -> int:
        """Number of the last commit; 0 for an empty lake."""
        return max((int(path.stem) for path in self._commits.glob("[0-9]*.json")), default=0)

    @property
    def data_version(self) -> int:
        """Number of the last commit that changed more than what runs record of themselves; 0 if there is none."""
        names = {table.name for table in TABLES if table.owner != RUNS.owner}
        commits = (c for c in self.commits() if c.touches(names))
        return max((c.version if c.data_version is None else c.data_version for c in commits), default=0)

    def commit(self, run_id: str, parent: int) -> Commit:
        """Make all that a run staged part of the lake in one step, on top of commit ``parent``.

        LakeBusyError where another run has committed since: then nothing changes.
        """
        staging = self.staging(run_id)
        commit = Commit(parent + 1, run_id, self._staged_files(staging), staging.owner_counts())
        step("commit:hashed")
        for folder in (*(f for f in staging.folder.iterdir() if f.is_dir()), staging.folder, self._rows):
            sync(folder)
        step("commit:synced")
        self.append(commit)
        step("commit:done")
        return commit

    def append(self, commit: Commit) -> None:
        """Make a commit, whose files are there, the lake's next one; LakeBusyError where there is one already."""
        try:
            content = json.dumps(asdict(commit), indent=1).encode()
            if self._record:
                self._record.commit(self.folder, commit, content)
            write_once(self._commits / f"{commit.version:08}.json", content, "commit")
        except FileExistsError:
            raise LakeBusyError(
                f"another run has committed to {self.folder} in the meantime; run again to build on its rows"
            ) from None

    def index(self) -> bool:
        """Bring the index up to the last commit; false where the lake is too small to have one, or cannot."""
        with self.reading():
            return write_index(self.folder, self.commits())

    def reading(self) -> AbstractContextManager[None]:
        """Keep all files of the commits where they are: what a compaction supersedes meanwhile is removed later."""
        return read_lock(self._readers)

    @contextmanager
    def open(
        self, pending: Staging | None = None, *, tables: Sequence[Table[Any]] = TABLES
    ) -> Iterator[Snapshot]:
        """A DuckDB that shows the rows that hold as ``corpus.main.articles``, ``corpus.quality.checks`` …

        With ``pending``, ``corpus`` shows what would hold once that run's rows were committed, ``staged`` the
        staged rows alone, and ``before`` what holds without them, from the index where there is one. With
        ``tables``, only these are shown, and only the commits that touch them are read. LakeError where a file of
        the lake cannot be read.
        """
        with self.reading(), connect() as connection, told_of_reading(self.folder):
            commits = self.commits()
            indexed: Collection[str] = ()
            if pending:
                staged = Commit(self.version + 1, pending.folder.name, self._staged_files(pending))
                indexed = attach_index(connection, self.folder, commits)
                read = [table for table in tables if table.name not in indexed or table is ARTICLES]
                attach_snapshot(connection, "before", self.folder, commits, read)
                show_index(connection, "before", tables, indexed)
                attach_staged(connection, "staged", self.folder, staged, tables)
                attach_pending(connection, "corpus", self.folder, staged, tables)
            else:
                attach_snapshot(connection, "corpus", self.folder, commits, tables)
            yield Snapshot(connection, indexed)

    def _staged_files(self, staging: Staging) -> dict[str, tuple[DataFile, ...]]:
        return {
            folder.name: tuple(self.data_file(path) for path in sorted(folder.glob("*.parquet")))
            for folder in (sorted(staging.folder.iterdir()) if staging.folder.exists() else ())
            if folder.is_dir()
        }

    def data_file(self, path: Path) -> DataFile:
        """What a commit says of a Parquet file below the lake's folder; LakeError where it cannot be read."""
        with told(path):
            content = path.read_bytes()
            row_count = pq.ParquetFile(pa.BufferReader(content)).metadata.num_rows
        name = path.relative_to(self.folder).as_posix()
        return DataFile(name, row_count, sha256(content).hexdigest(), len(content))


def _remove_unnamed(folder: Path, commits: Sequence[Commit]) -> None:
    """Remove the files that a compaction superseded in a folder of which it, or a later commit, names others."""
    named = {folder / file.path for c in commits for files in c.files.values() for file in files}
    for run in {path.parent.parent for path in named}:
        for path in run.glob("*/*.parquet"):
            if path not in named:
                remove(path)


@contextmanager
def told_of_reading(folder: Path) -> Iterator[None]:
    """Let DuckDB's error about a file of the lake, which names it, be a LakeError."""
    try:
        yield
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        raise LakeError(f"cannot read the lake {folder}: {error}; restore the file from a backup") from error


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Let an error of reading a Parquet file name it: LakeError."""
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        reason = str(error).splitlines()[0]
        raise LakeError(
            f"cannot read {path}: {reason}; restore the file from a backup (depesche check --read-data looks at all)"
        ) from error


def _read_parquet(path: Path) -> pa.Table:
    with told(path):
        return pq.ParquetFile(path).read()  # read_table would import pandas


def _row_count(path: Path) -> int:
    with told(path):
        return int(pq.read_metadata(path).num_rows)


def _read_commit(path: Path) -> Commit:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _no_commit(path, error) from error
    return commit_of(content, path)


def commit_of(written: bytes, path: Path | str) -> Commit:
    """The commit that a file or object holds; LakeError where it holds none."""
    try:
        content = json.loads(written)
        files = {name: tuple(DataFile(**f) for f in found) for name, found in content["files"].items()}
        merged = tuple((version, run_id) for version, run_id in content.get("merged", ()))
        told = (content["version"], content["run_id"], files, content.get("taken"))
        return Commit(*told, merged, content.get("data_version"))
    except (ValueError, KeyError, TypeError) as error:
        raise _no_commit(path, error) from error


def _no_commit(path: Path | str, error: Exception) -> LakeError:
    return LakeError(f"cannot read the commit {path}: {error}; restore the file from a backup")
