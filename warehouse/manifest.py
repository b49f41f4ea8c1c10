"""The manifest: what is known of every raw file, in one small file that saves reading all commits.

It holds nothing that the commits do not: it is brought up to the last commit when it is read, and made anew where it
is missing, damaged, or of another lake.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas import MISSING_FILES, RUNS, SOURCE_FILES
from schemas.known_files import KNOWN_FILES
from warehouse.connection import connect
from warehouse.durable import remove, replace, step, write
from warehouse.lake import Lake, told_of_reading
from warehouse.snapshot import Commit, attach_snapshot

TICK_NS = 2_000_000_000
"""Coarsest tick of a file's time of change that is met (FAT; ext4 has some milliseconds)."""

FOLLOW = f"""
    WITH known AS (
        SELECT source_file, byte_count, modified_ns, etag, is_racy FROM former
        WHERE byte_count IS NOT NULL AND source_file NOT IN
            (SELECT owner FROM lake.main.lake_takes WHERE table_name = '{SOURCE_FILES.name}')
        UNION ALL
        SELECT source_file, byte_count, modified_ns, etag,
            etag IS NULL AND coalesce(modified_ns >= epoch_ns(started_at) - {TICK_NS}, true)
        FROM lake.main.source_files LEFT JOIN lake.main.runs USING (run_id)
    ), missing AS (
        SELECT source_file FROM former WHERE is_missing AND source_file NOT IN
            (SELECT owner FROM lake.main.lake_takes WHERE table_name = '{MISSING_FILES.name}')
        UNION ALL
        SELECT source_file FROM lake.main.missing_files
    )
    SELECT coalesce(k.source_file, m.source_file) AS source_file, byte_count, modified_ns, etag, is_racy,
        m.source_file IS NOT NULL AS is_missing
    FROM known AS k FULL JOIN missing AS m ON k.source_file = m.source_file
    ORDER BY ALL
"""


def read_manifest(lake: Lake) -> pa.Table:
    """What the lake knows of every raw file, as of its last commit: columns KNOWN_FILES, one row per file.

    Brings the stored manifest up to date, so only the lake's one writer may call it. LakeError where the lake cannot
    be read, StorageError where the disk refuses.
    """
    commits = [c for c in lake.commits() if c.touches({SOURCE_FILES.name, MISSING_FILES.name})]
    former, version = _stored(lake, commits)
    since = [commit for commit in commits if commit.version > version]
    if not since:
        return former
    manifest = _follow(lake, former, since)
    _store(lake, manifest, since[-1])
    return manifest


def _stored(lake: Lake, commits: Sequence[Commit]) -> tuple[pa.Table, int]:
    """The stored manifest and its commit; an empty one and 0 where there is none of this lake."""
    try:
        manifest = pq.ParquetFile(_path(lake)).read()  # read_table would import pandas
        run_id, version = json.loads(manifest.schema.metadata[b"commit"])
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError):
        return KNOWN_FILES.empty_table(), 0
    if any((c.run_id, c.version) == (run_id, version) for c in commits) and manifest.schema.equals(
        KNOWN_FILES
    ):
        return manifest, version
    return KNOWN_FILES.empty_table(), 0


def _follow(lake: Lake, former: pa.Table, since: Sequence[Commit]) -> pa.Table:
    with connect() as connection, told_of_reading(lake.folder):
        attach_snapshot(connection, "lake", lake.folder, since, [SOURCE_FILES, MISSING_FILES, RUNS])
        connection.register("former", former)
        return connection.execute(FOLLOW).to_arrow_table().cast(KNOWN_FILES)


def _store(lake: Lake, manifest: pa.Table, commit: Commit) -> None:
    signed = manifest.replace_schema_metadata({"commit": json.dumps([commit.run_id, commit.version])})
    content = pa.BufferOutputStream()
    pq.write_table(signed, content, compression="zstd")
    path = _path(lake)
    beside = path.with_name(f".{path.name}.new")
    try:
        write(beside, content.getvalue())
        step("manifest:beside")
        replace(beside, path)
        step("manifest:done")
    finally:
        remove(beside)


def _path(lake: Lake) -> Path:
    return lake.folder / "manifest.parquet"
