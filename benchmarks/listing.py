"""A run that finds nothing new, beside a bare walk over the same folder."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import duckdb
import pyarrow as pa

from benchmarks.large_lake import GENERATED, Size, column_of_rows, configure
from benchmarks.measuring import Scale, Section, apart, seconds
from flows.plain import ingest_plainly
from flows.settings import Settings
from news.sources.folder import Folder
from schemas import RUNS, SOURCE_FILES, SourceFile
from warehouse.lake import Lake

FOLDER_FILES = 1000
CONTENT = b"known"
CHANGED_AT = 1_600_000_000
"""Long ago: a file that changed in the tick of its listing would be read again."""


def section(scale: Scale, folder: Path) -> Section:
    """The table of both."""
    source, settings = folder / "source", Settings(home=folder / "home", model="none")
    _write(source, scale.scanned_files)
    _remember(source, settings)
    apart(idled, source, settings)  # publishes, and makes the manifest, which later runs find
    tries = [(apart(scanned, source), apart(idled, source, settings)) for _ in range(scale.repeats)]
    bare, idle = (
        sorted(found, key=lambda a: a.result)[len(tries) // 2] for found in zip(*tries, strict=True)
    )
    return Section(
        "A run with nothing new",
        f"{scale.scanned_files:,} files in folders of {FOLDER_FILES:,}, all known and unchanged; medians of"
        f" {scale.repeats} by turns, each in a process of its own, without Prefect's start.",
        ("work", "seconds", "times scandir", "peak MB"),
        [
            (name, f"{a.result:.2f}", f"{a.result / bare.result:.1f}", f"{a.peak_megabytes:,.0f}")
            for name, a in (("os.scandir and stat of each file", bare), ("a run", idle))
        ],
        "one stat call for each file; beyond it a run compares names, sizes and times with the manifest, and records"
        " itself.",
    )


def scanned(source: Path) -> float:
    """Seconds of the bare walk."""
    return seconds(lambda: sum(_sizes(source)), 1)


def idled(source: Path, settings: Settings) -> float:
    """Seconds of a run that finds nothing new, the first of its process, as each run is that a schedule starts."""
    began = perf_counter()
    run = ingest_plainly(source, settings)
    taken = perf_counter() - began
    assert run.state == "unchanged", run
    return taken


def _sizes(folder: Path) -> list[int]:
    sizes = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                sizes += _sizes(Path(entry.path))
            else:
                sizes.append(entry.stat(follow_symlinks=False).st_size)
    return sizes


def _write(source: Path, count: int) -> None:
    for number in range(count):
        path = source / f"{number // FOLDER_FILES}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(CONTENT)
        os.utime(path, (CHANGED_AT, CHANGED_AT))


def _remember(source: Path, settings: Settings) -> None:
    """Commit what a run would have noted of the files: reading so many would measure something else."""
    lake = Lake(settings.lake_folder)
    files = Folder(source).list(settings.pattern).files
    with lake.writer():
        staging = lake.staging(GENERATED)
        staging.write(
            SOURCE_FILES,
            [
                SourceFile(
                    f.source_file,
                    f.byte_count,
                    f.modified_ns,
                    sha256(CONTENT).hexdigest(),
                    f.article_id,
                    "article",
                    GENERATED,
                )
                for f in files
            ],
        )
        staging.write_columns(RUNS, _run(), "0000")
        staging.take({SOURCE_FILES.name: [f.source_file for f in files], RUNS.name: [GENERATED]})
        lake.commit(GENERATED, 0)


def _run() -> pa.Table:
    """The run that read the files: without it a listing could not tell whether a stamp can be trusted."""
    columns = ", ".join(column_of_rows(RUNS, f.name) for f in RUNS.fields)
    with duckdb.connect() as connection:
        rows = configure(connection, Size(1), GENERATED, "true")[RUNS.name]
        return connection.execute(f"SELECT {columns} FROM ({rows})").to_arrow_table()
