"""Compact: merge the many small files of many commits into few, and drop what nobody can ask for any more.

A compaction is a commit. Its files hold the rows of all commits before it, each with the number of the commit that
brought it (column ``lake_version``), so that all that followed from those commits follows from this one: what holds,
and what held as of any of them. Large files of an earlier compaction are named again instead of being written again.
What it makes superfluous is removed only afterwards; where a crash prevents that, the next run removes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from schemas import RUNS, TABLES, Table
from warehouse.connection import connect
from warehouse.ddl import literal, quoted
from warehouse.durable import make_folder, step, sync, write
from warehouse.history import committed_runs
from warehouse.lake import TAKES_SCHEMA, Lake, told_of_reading
from warehouse.snapshot import (
    LAKE_VERSION,
    NOTHING_TAKEN,
    TAKES,
    Commit,
    DataFile,
    attach_commits,
    read_all,
    read_committed,
)

LARGE_BYTES = 64 << 20
"""Size from which a file is not merged again, and at which a new one is begun."""
BATCH_ROWS = 20_000
VERSION = pa.field(LAKE_VERSION, pa.int64(), False)


@dataclass(frozen=True, slots=True)
class Compaction:
    """What a compaction did."""

    commits: int
    """Commits that it merged into one."""
    files_before: int
    files_after: int
    bytes_before: int
    bytes_after: int
    dropped: int
    """Rows of former versions that the retention let go."""


def compact(lake: Lake, run_id: str, keep_since: datetime | None = None) -> Compaction | None:
    """Merge all commits into one; None where there is nothing to merge or to drop.

    Args:
        lake: Its writer's lock must be held.
        run_id: Under what name the compaction is committed.
        keep_since: Former versions that were replaced before then are dropped; all are kept without it.

    LakeError where a file cannot be read, StorageError where the disk refuses: then the lake is as it was.
    """
    commits = lake.commits()
    if not commits:
        return None
    files_before, bytes_before = _size(commits)
    with connect() as connection, told_of_reading(lake.folder):
        attach_commits(connection, "lake", lake.folder, commits)
        horizon = _horizon(connection, lake.folder, commits, keep_since)
        _judge_takes(connection, lake.folder, commits, horizon)
        dropped = _dropped(connection, lake.folder, commits)
        if len(commits) == 1 and not dropped:
            return None
        files = {t.name: _merge(connection, lake, run_id, commits, t, dropped.get(t.name, 0)) for t in TABLES}
        files[TAKES] = _merge_takes(connection, lake, run_id)
        counts = connection.execute(
            "SELECT table_name, count(DISTINCT owner) FROM kept GROUP BY 1 ORDER BY 1"
        )
        taken = dict(counts.fetchall())
    step("compact:written")
    folder = lake.staging(run_id).folder
    for path in (*sorted(f for f in folder.iterdir() if f.is_dir()), folder, folder.parent):
        sync(path)
    pairs = [pair for c in commits for pair in (*c.merged, (c.version, c.run_id))]
    merged = [pair for pair in pairs if pair[0] >= horizon]  # before it, nobody can tell what held
    commit = Commit(
        commits[-1].version + 1,
        run_id,
        {n: f for n, f in files.items() if f},
        taken,
        merged,
        lake.data_version,
    )
    lake.append(commit)
    step("compact:done")
    lake.remove_leftovers()
    step("compact:cleaned")
    files_after, bytes_after = _size([commit])
    return Compaction(
        len(commits), files_before, files_after, bytes_before, bytes_after, sum(dropped.values())
    )


def lake_size(lake: Lake) -> tuple[int, int, int]:
    """Commits, files and bytes of what a lake holds."""
    commits = lake.commits()
    return (len(commits), *_size(commits))


def _size(commits: list[Commit]) -> tuple[int, int]:
    files = [file for commit in commits for found in commit.files.values() for file in found]
    return len(files), sum(file.byte_count or 0 for file in files)


def _horizon(
    connection: duckdb.DuckDBPyConnection, folder: Path, commits: list[Commit], keep_since: datetime | None
) -> int:
    """The last commit before ``keep_since``: what it replaced is not asked for any more. 0 keeps all."""
    if keep_since is None:
        return 0
    runs = read_all("lake", folder, commits, RUNS)
    pairs = committed_runs(commits)
    connection.execute(
        "CREATE TEMP TABLE committed AS SELECT unnest(?::BIGINT[]) AS version, unnest(?::VARCHAR[]) AS run_id",
        [[version for version, _ in pairs], [run_id for _, run_id in pairs]],
    )
    found = connection.execute(
        f"SELECT max(c.version) FROM committed AS c JOIN ({runs}) AS r USING (run_id) WHERE r.finished_at < ?",
        [keep_since],
    ).fetchone()
    return (found[0] if found else None) or 0


def _judge_takes(
    connection: duckdb.DuckDBPyConnection, folder: Path, commits: list[Commit], horizon: int
) -> None:
    """Tables ``kept`` and ``gone``: the takeovers whose rows stay, and those that were replaced up to the horizon."""
    takes = read_committed("lake", folder, commits, TAKES) or NOTHING_TAKEN
    connection.execute(
        "CREATE TEMP TABLE judged AS SELECT *, coalesce(lead(version) OVER"
        f" (PARTITION BY table_name, owner ORDER BY version) <= {horizon}, false) AS is_gone"
        f" FROM (SELECT DISTINCT table_name, owner, version FROM ({takes}))"
    )
    for name, is_gone in (("kept", False), ("gone", True)):
        connection.execute(
            f"CREATE TEMP VIEW {name} AS SELECT table_name, owner, version FROM judged WHERE is_gone = {is_gone}"
        )


def _dropped(connection: duckdb.DuckDBPyConnection, folder: Path, commits: list[Commit]) -> Mapping[str, int]:
    """Rows by table that belong to takeovers that are gone."""
    names = connection.execute("SELECT DISTINCT table_name FROM gone").fetchall()
    found = {}
    for table in (t for t in TABLES if (t.name,) in names):
        (found[table.name],) = connection.execute(
            f"SELECT count(*) FROM ({read_all('lake', folder, commits, table)}) AS r {_joined(table, 'gone')}"
        ).fetchone() or (0,)
    return {name: count for name, count in found.items() if count}


def _joined(table: Table[Any], takes: str) -> str:
    return (
        f"SEMI JOIN {takes} AS t ON t.table_name = {literal(table.name)}"
        f" AND t.owner = r.{quoted(table.owner)} AND t.version = r.version"
    )


def _merge(
    connection: duckdb.DuckDBPyConnection,
    lake: Lake,
    run_id: str,
    commits: list[Commit],
    table: Table[Any],
    dropped: int,
) -> list[DataFile]:
    """The files that hold a table's rows from now on: large ones as they are, all others merged."""
    large = (
        []
        if dropped
        else [f for c in commits if c.merged for f in c.files.get(table.name, ()) if _is_large(f)]
    )
    rest = [
        Commit(
            c.version,
            c.run_id,
            {table.name: [f for f in c.files.get(table.name, ()) if f not in large]},
            None,
            c.merged,
        )
        for c in commits
    ]
    columns = ", ".join(f"r.{quoted(f.name)}" for f in table.fields)
    order = ", ".join(f"r.{quoted(name)}" for name in dict.fromkeys((table.owner, *table.key)))
    query = (
        f"SELECT {columns}, r.version AS {LAKE_VERSION} FROM ({read_all('lake', lake.folder, rest, table)}) AS r"
        f" {_joined(table, 'kept')} ORDER BY {order}, r.version"
    )
    return large + list(
        _write(connection, query, table.arrow_schema.append(VERSION), lake, run_id, table.name)
    )


def _merge_takes(connection: duckdb.DuckDBPyConnection, lake: Lake, run_id: str) -> list[DataFile]:
    query = f"SELECT table_name, owner, version AS {LAKE_VERSION} FROM kept ORDER BY ALL"
    return list(_write(connection, query, TAKES_SCHEMA.append(VERSION), lake, run_id, TAKES))


def _is_large(file: DataFile) -> bool:
    return (file.byte_count or 0) >= LARGE_BYTES // 2


def _write(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    schema: pa.Schema,
    lake: Lake,
    run_id: str,
    name: str,
) -> Iterator[DataFile]:
    """Write the answer to a query as files of LARGE_BYTES, which is as much as is held in memory."""
    folder = lake.staging(run_id).folder / name
    schema = pa.schema(
        [f.with_nullable(True) for f in schema], schema.metadata
    )  # older rows lack younger columns
    batches = connection.execute(query).to_arrow_reader(BATCH_ROWS)
    batch = next(batches, None)
    number = 0
    while batch is not None:
        content = pa.BufferOutputStream()
        with pq.ParquetWriter(content, schema, compression="zstd") as writer:
            while batch is not None and content.tell() < LARGE_BYTES:
                writer.write_table(pa.Table.from_batches([batch]).cast(schema))
                batch = next(batches, None)
        make_folder(folder)
        path = folder / f"{number:05}.parquet"
        write(path, content.getvalue())
        number += 1
        yield lake.data_file(path)
