"""The lake: Parquet files that are never changed, and the commits that say which of their rows hold.

Layout below the lake's folder::

    commits/00000007.json     commit 7: its run, and its files with rows and hashes
    rows/<run>/<table>/*.parquet   rows; part of the lake once a commit names them
    writer.lock               held by the one writer there may be

A commit replaces rows by owner. Its ``takes`` file lists, for each table, the owners (an article, a source
file, an entity …; see ``schemas.Table.owner``) whose rows it takes over; the rows of an owner that hold are
those of the last commit that took it over. An owner that is taken over without new rows is gone. So the
state follows from the commits alone, in whatever batches the files came, and the old rows stay readable.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import filelock
import pyarrow as pa
import pyarrow.parquet as pq

from schemas import CHECKS, RUNS, Table
from warehouse.durable import sync, write_once
from warehouse.snapshot import TAKES, Commit, DataFile, Snapshot, attach_snapshot, attach_staged

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
            self._write(TAKES, pa.table([names, keys], schema=TAKES_SCHEMA), part)

    def read(self, table: Table[Row], part: str) -> list[Row]:
        """The staged rows of one part."""
        path = self.folder / table.name / f"{part}.parquet"
        return table.from_arrow(pq.read_table(path)) if path.exists() else []

    def parts(self, table: Table[Any]) -> dict[str, int]:
        """The staged parts of a table and how many rows each has, in order."""
        paths = sorted((self.folder / table.name).glob("*.parquet"))
        return {path.stem: pq.read_metadata(path).num_rows for path in paths}

    def drop(self, table: Table[Any], column: str, values: Collection[str]) -> None:
        """Take the rows with one of these values in a column out of what was staged."""
        for part in self.parts(table):
            rows = self.read(table, part)
            kept = [row for row in rows if getattr(row, column) not in values]
            if len(kept) < len(rows):
                self.rewrite(table, kept, part)

    def write_columns(self, table: Table[Any], columns: pa.Table, part: str) -> None:
        """Put columns in the place of a part; they take the table's schema."""
        (self.folder / table.name / f"{part}.parquet").unlink(missing_ok=True)
        if columns.num_rows:
            self._write(table.name, columns.select(table.arrow_schema.names).cast(table.arrow_schema), part)

    def read_columns(self, table: Table[Any], part: str) -> pa.Table:
        """The staged columns of one part."""
        return pq.read_table(self.folder / table.name / f"{part}.parquet")

    def rewrite(self, table: Table[Row], rows: Sequence[Row], part: str) -> None:
        """Put rows in the place of a staged part."""
        (self.folder / table.name / f"{part}.parquet").unlink(missing_ok=True)
        self.write(table, rows, part)

    def _write(self, name: str, table: pa.Table, part: str) -> None:
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{part}.parquet"
        pq.write_table(table, path, compression="zstd")
        sync(path)


class Lake:
    """The lake of one home folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._commits = folder / "commits"
        self._rows = folder / "rows"

    @contextmanager
    def writer(self) -> Iterator[None]:
        """Hold the writer's lock, which dies with its process; LakeBusyError where another run holds it."""
        self._commits.mkdir(parents=True, exist_ok=True)
        self._rows.mkdir(exist_ok=True)
        lock = filelock.FileLock(self.folder / "writer.lock", blocking=False)
        try:
            with lock:
                yield
        except filelock.Timeout:
            raise LakeBusyError(
                f"another run is writing to {self.folder}; wait for it to end, then run again"
            ) from None

    def staging(self, run_id: str) -> Staging:
        """The staging folder of a run."""
        return Staging(self._rows / run_id)

    def remove_leftovers(self, keep: Sequence[str]) -> list[str]:
        """Remove staged rows of runs that never came to a commit, but for the runs to ``keep``; say which."""
        committed = {commit.run_id for commit in self.commits()}
        stale = [f for f in sorted(self._rows.iterdir()) if f.name not in committed and f.name not in keep]
        for folder in stale:
            shutil.rmtree(folder)
        return [folder.name for folder in stale]

    def commits(self) -> list[Commit]:
        """All commits in order; LakeError where one cannot be read."""
        return [_read_commit(path) for path in sorted(self._commits.glob("[0-9]*.json"))]

    @property
    def version(self) -> int:
        """Number of the last commit; 0 for an empty lake."""
        return max((int(path.stem) for path in self._commits.glob("[0-9]*.json")), default=0)

    @property
    def data_version(self) -> int:
        """Number of the last commit that changed more than the record of runs and checks; 0 if there is none."""
        changed = (c.version for c in self.commits() if c.files.keys() - {RUNS.name, CHECKS.name, TAKES})
        return max(changed, default=0)

    def commit(self, run_id: str, parent: int) -> Commit:
        """Make all that a run staged part of the lake in one step, on top of commit ``parent``.

        LakeBusyError where another run has committed since: then nothing changes.
        """
        staging = self.staging(run_id)
        commit = Commit(parent + 1, run_id, self._staged_files(staging))
        for folder in (*(f for f in staging.folder.iterdir() if f.is_dir()), staging.folder, self._rows):
            sync(folder)
        try:
            content = json.dumps(asdict(commit), indent=1).encode()
            write_once(self._commits / f"{commit.version:08}.json", content)
        except FileExistsError:
            raise LakeBusyError(
                f"another run has committed to {self.folder} in the meantime; run again to build on its rows"
            ) from None
        return commit

    @contextmanager
    def open(self, pending: Staging | None = None) -> Iterator[Snapshot]:
        """A DuckDB that shows the rows that hold as ``corpus.main.articles``, ``corpus.quality.checks`` …

        With ``pending``, ``corpus`` shows what would hold once that run's rows were committed, ``staged`` the
        staged rows alone, and ``before`` what holds without them. LakeError where a file of the lake cannot
        be read.
        """
        commits = self.commits()
        with duckdb.connect(":memory:") as connection:
            try:
                if pending:
                    staged = Commit(self.version + 1, pending.folder.name, self._staged_files(pending))
                    attach_snapshot(connection, "corpus", self.folder, [*commits, staged])
                    attach_snapshot(connection, "before", self.folder, commits)
                    attach_staged(connection, "staged", self.folder, staged)
                else:
                    attach_snapshot(connection, "corpus", self.folder, commits)
                yield Snapshot(connection)
            except (duckdb.IOException, duckdb.InvalidInputException) as error:
                raise LakeError(f"cannot read the lake {self.folder}: {error}") from error

    def _staged_files(self, staging: Staging) -> dict[str, tuple[DataFile, ...]]:
        return {
            folder.name: tuple(self._data_file(path) for path in sorted(folder.glob("*.parquet")))
            for folder in sorted(staging.folder.iterdir())
            if folder.is_dir()
        }

    def _data_file(self, path: Path) -> DataFile:
        with path.open("rb") as handle:
            row_count = pq.ParquetFile(handle).metadata.num_rows
            handle.seek(0)
            digest = sha256(handle.read()).hexdigest()
        return DataFile(path.relative_to(self.folder).as_posix(), row_count, digest)


def _read_commit(path: Path) -> Commit:
    try:
        content = json.loads(path.read_bytes())
        files = {name: tuple(DataFile(**f) for f in found) for name, found in content["files"].items()}
        return Commit(content["version"], content["run_id"], files)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LakeError(f"cannot read the commit {path}: {error}; restore the file from a backup") from error
