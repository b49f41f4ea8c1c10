"""Compact the lake: on command, and by itself once a run finds many commits."""

from __future__ import annotations

from datetime import timedelta

from flows.settings import Settings
from flows.sources import open_lake
from flows.work import Work, ensure_home, new_run_id, now
from warehouse.compact import Compaction, compact
from warehouse.lake import Lake
from warehouse.publish import publish


def compact_lake(settings: Settings) -> Compaction | None:
    """Compact the lake of a home folder; None where there is nothing to do. Raises as ``warehouse.compact.compact``."""
    ensure_home(settings.home)
    lake = open_lake(settings)
    with lake.writer():
        lake.remove_leftovers()
        return _compact(lake, settings)


def compact_if_due(work: Work) -> Compaction | None:
    """Compact at the end of a run once the lake has too many commits, so that no run has to read more of them."""
    most = work.settings.compact_commits
    if not most or len(work.lake.commits()) <= most:
        return None
    return _compact(work.lake, work.settings)


def describe_compaction(done: Compaction | None) -> str:
    """What a compaction did, in a line for people."""
    if done is None:
        return (
            "Nothing to compact: the lake is one commit, and no former version is older than the retention."
        )
    dropped = f" {done.dropped} rows of former versions were dropped." if done.dropped else ""
    return (
        f"Merged {done.commits} commits into one: {done.files_before} files with {done.bytes_before / 1e6:.1f} MB"
        f" became {done.files_after} with {done.bytes_after / 1e6:.1f} MB.{dropped}"
    )


def _compact(lake: Lake, settings: Settings) -> Compaction | None:
    days = settings.retention_days
    done = compact(lake, f"{new_run_id()}-compact", now() - timedelta(days=days) if days else None)
    if done and done.dropped and settings.warehouse_file.exists():
        publish(lake, settings.warehouse_file, full=True)  # its history forgets what the lake forgot
    return done
