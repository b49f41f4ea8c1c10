"""A large warehouse: what publishing and updating it cost, and how soon marts and cookbook answer."""

# ruff: noqa: E501 - words of a table

from __future__ import annotations

from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import duckdb

from benchmarks.large_lake import CHANGED, Size, write_change, write_large_lake
from benchmarks.measuring import Scale, Section, apart, seconds
from benchmarks.questions import questions
from warehouse.connection import connect
from warehouse.lake import Lake
from warehouse.publish import publish

BAR_MILLISECONDS = 1000
SMALL_MACHINE = {"threads": "2", "memory_limit": "4GB"}
SLOWEST = 15


def section(scale: Scale, folder: Path) -> Section:
    """Publishing, and the slowest questions; leaves the warehouse and its lake in the folder."""
    size = Size(scale.large_articles)
    if not (folder / "lake").exists():
        apart(write_large_lake, Lake(folder / "lake"), size)
    full = apart(published, folder)
    asked = apart(answered, folder, scale.repeats)
    changed = apart(write_change, Lake(folder / "lake"), size, min(CHANGED, size.articles // 10)).result
    update = apart(published, folder)
    times: dict[str, tuple[float, float]] = asked.result
    slowest = sorted(times, key=lambda name: -times[name][0])[:SLOWEST]
    late = sum(taken > BAR_MILLISECONDS for taken, _ in times.values())
    return Section(
        "A large warehouse",
        f"{size.articles:,} invented articles of some 300 characters, {size.mentions:,} mentions,"
        f" {size.event_mentions:,} event mentions;"
        f" DuckDB with two threads and 4 GB, for publishing too; peaks are those of the process. Of {len(times)} questions (each mart's ten greatest, a part of each, the"
        f" cookbook) {late} take more than {BAR_MILLISECONDS} ms; the median is {median(taken for taken, _ in times.values()):.0f} ms."
        f" These are the {len(slowest)} slowest, medians of {scale.repeats}. The warehouse has"
        f" {(folder / 'warehouse.duckdb').stat().st_size / 2**30:.2f} GiB. Bodies are a tenth of real ones, which matters to"
        " questions that read them all (`search` without its index, cookbook 22).",
        ("work", "time", "peak MB"),
        [
            ("publish in full", _told(full.result), f"{full.peak_megabytes:,.0f}"),
            (f"publish {changed:,} changed articles", _told(update.result), f"{update.peak_megabytes:,.0f}"),
            *((name, f"{times[name][0]:.0f} ms ({times[name][1]:.0f} ms of cores)", f"{asked.peak_megabytes:,.0f}") for name in slowest),
        ],
        "publishing sorts and compresses every row once, an update copies the file and rewrites the blocks that it"
        " touches; a question that reads a whole column is bound by memory, one that sorts or joins by the cores.",
    )  # fmt: skip


def published(folder: Path) -> tuple[float, float]:
    """Seconds of bringing the warehouse up to the lake, by the clock and of all cores together."""
    began, busy = perf_counter(), process_time()
    publish(Lake(folder / "lake"), folder / "warehouse.duckdb", config=SMALL_MACHINE)
    return perf_counter() - began, process_time() - busy


def _told(taken: tuple[float, float]) -> str:
    return f"{taken[0]:.1f} s ({taken[1]:.1f} s of cores)"


def answered(folder: Path, repeats: int) -> dict[str, tuple[float, float]]:
    """Question -> median milliseconds by the clock, and mean ones of all cores together."""
    with open_limited(folder / "warehouse.duckdb") as connection:
        (event,) = connection.execute(
            "SELECT event_id FROM events ORDER BY mention_count DESC, event_id LIMIT 1"
        ).fetchone() or ("",)
        return {asked.name: _both(connection, asked.sql, repeats) for asked in questions(event)}


def _both(connection: duckdb.DuckDBPyConnection, sql: str, repeats: int) -> tuple[float, float]:
    busy = process_time()
    taken = seconds(lambda: connection.execute(sql).fetchall(), repeats)
    return 1000 * taken, 1000 * (process_time() - busy) / repeats


def open_limited(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """The warehouse as a small machine opens it: two threads, 4 GB."""
    return connect(warehouse, read_only=True, config=SMALL_MACHINE)
