"""Kept shards: what a run has coded outlives the run, so that one that was killed goes on where it stopped.

A shard is kept under a digest of all that its rows follow from, in ``lake/shards``: a later run that has to code the
same texts in the same way takes them from there. What a commit has taken in is forgotten.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flows.settings import Settings
from news.reading import Terms
from news.versions import Versions
from schemas import StoredText, Table
from warehouse.analyses import bound_analyses
from warehouse.durable import sync
from warehouse.lake import Staging

FOLDER = "shards"


def shard_digest(
    texts: Sequence[StoredText], recurring: AbstractSet[str], terms: Terms, versions: Versions
) -> str:
    """Digest of all that the rows of a shard follow from, but the run."""
    digest = blake2b(digest_size=16)
    digest.update(repr((versions, terms.today, terms.future_days)).encode())
    for line in sorted(recurring):
        digest.update(line.encode())
    for text in texts:
        digest.update(repr(text).encode())
    return digest.hexdigest()


def adopt_shard(
    lake_folder: Path, digest: str, tables: Iterable[Table[Any]], staging: Staging, part: str, run_id: str
) -> dict[str, int] | None:
    """Stage a kept shard as the run's own; return its rows by table, null where it is not kept."""
    folder = lake_folder / FOLDER / digest
    if not folder.is_dir():
        return None
    counts = {}
    for table in tables:
        path = folder / f"{table.name}.parquet"
        columns = _of_run(pq.read_table(path), run_id) if path.exists() else None
        counts[table.name] = columns.num_rows if columns is not None else 0
        if columns is not None:
            staging.write_columns(table, columns, part)
    return counts


def keep_shard(
    lake_folder: Path, digest: str, tables: Iterable[Table[Any]], staging: Staging, part: str
) -> None:
    """Keep a shard that is staged, whole or not at all.

    A staged file is durable and never changed in place, so that a second name for it keeps it.
    """
    folder = lake_folder / FOLDER / digest
    beside = folder.with_name(f".{digest}.{os.getpid()}")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for table in tables:
        staged = staging.folder / table.name / f"{part}.parquet"
        if staged.exists():
            _keep(staged, beside / f"{table.name}.parquet")
    sync(beside)
    try:
        beside.rename(folder)
    except OSError:  # the same shard is kept already
        shutil.rmtree(beside)


def forget_kept(settings: Settings) -> None:
    """Forget all kept shards, for a commit has taken them in, and the analyses beyond the room that they have."""
    shutil.rmtree(settings.lake_folder / FOLDER, ignore_errors=True)
    bound_analyses(settings.lake_folder, settings.analyses_megabytes * 1_000_000)


def _keep(staged: Path, kept: Path) -> None:
    try:
        kept.hardlink_to(staged)
    except OSError:  # a file system without links
        sync(shutil.copyfile(staged, kept))


def _of_run(columns: pa.Table, run_id: str) -> pa.Table:
    """The columns of rows as another run would have made them."""
    if "run_id" not in columns.column_names:
        return columns
    at = columns.column_names.index("run_id")
    return columns.set_column(at, columns.schema.field(at), pa.array([run_id] * columns.num_rows))
