"""Upserts: new versions of some articles into a large table, in our lake and in the two common table formats."""

# ruff: noqa: E501 - words of a table

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable, write_deltalake
from pyiceberg.catalog.sql import SqlCatalog

from benchmarks.large_lake import CHANGE, GENERATED, Size, column_of_rows, configure
from benchmarks.measuring import Scale, Section, apart
from schemas import ARTICLES
from warehouse.lake import Lake

COLUMNS = [f.name for f in ARTICLES.fields if not pa.types.is_list(f.type)]
"""Lists are left out: one of the formats cannot merge them."""


def section(scale: Scale, folder: Path) -> Section:
    """The table of contenders."""
    every = scale.table_rows // scale.upserted_rows
    _write_rows(folder / "base.parquet", scale.table_rows, GENERATED, "true")
    _write_rows(folder / "new.parquet", scale.table_rows, CHANGE, f"n % {every} = 0")
    contenders = {
        "Depesche (stage and commit)": ours,
        "deltalake (merge)": delta,
        "pyiceberg (upsert)": iceberg,
    }
    found = {name: apart(work, folder) for name, work in contenders.items()}
    own = found["Depesche (stage and commit)"].result[0]
    return Section(
        "Upsert",
        f"{scale.upserted_rows:,} new versions of articles into {scale.table_rows:,}; one measurement each, in a"
        " process of its own. The reading behind it counts rows and characters of the whole table as it holds afterwards.",
        ("store", "upsert, seconds", "Depesche takes of it", "reading, seconds", "peak MB"),
        [
            (name, f"{a.result[0]:.2f}", f"{own / a.result[0]:.2f}", f"{a.result[1]:.2f}", f"{a.peak_megabytes:,.0f}")
            for name, a in found.items()
        ],
        "the disk's sync of the new rows; the others find and rewrite the files that hold the old versions, which our"
        " lake leaves to the reader, who joins the rows with the list of owners.",
    )  # fmt: skip


def ours(folder: Path) -> tuple[float, float]:
    """Seconds of the upsert and of the reading."""
    lake = Lake(folder / "lake")
    taken = []
    for run, name in ((GENERATED, "base"), (CHANGE, "new")):
        rows = pq.read_table(folder / f"{name}.parquet")
        empty = pa.array([[]] * rows.num_rows, pa.list_(pa.string()))
        for field in ARTICLES.fields:
            if field.name not in COLUMNS:
                rows = rows.append_column(field.name, empty)
        with lake.writer():
            began = perf_counter()
            staging = lake.staging(run)
            staging.write_columns(ARTICLES, rows, "0000")
            staging.take({ARTICLES.name: rows["article_id"].to_pylist()})
            lake.commit(run, lake.version)
            taken.append(perf_counter() - began)
    began = perf_counter()
    with lake.open(tables=[ARTICLES]) as snapshot:
        snapshot.column("SELECT sum(length(body)) FROM corpus.main.articles")
    return taken[1], perf_counter() - began


def delta(folder: Path) -> tuple[float, float]:
    """Seconds of the merge and of the reading."""
    path = str(folder / "delta")
    write_deltalake(path, pq.read_table(folder / "base.parquet"))
    rows = pq.read_table(folder / "new.parquet")
    began = perf_counter()
    table = DeltaTable(path)
    merge = table.merge(rows, "old.article_id = new.article_id", source_alias="new", target_alias="old")
    merge.when_matched_update_all().when_not_matched_insert_all().execute()
    middle = perf_counter()
    _read(DeltaTable(path).to_pyarrow_table())
    return middle - began, perf_counter() - middle


def iceberg(folder: Path) -> tuple[float, float]:
    """Seconds of the upsert and of the reading."""
    catalog = SqlCatalog("bench", uri=f"sqlite:///{folder}/iceberg.db", warehouse=f"file://{folder}/iceberg")
    catalog.create_namespace("bench")
    base, rows = (pq.read_table(folder / f"{name}.parquet") for name in ("base", "new"))
    table = catalog.create_table("bench.articles", base.schema)
    table.append(base)
    began = perf_counter()
    table.upsert(rows, join_cols=["article_id"])
    middle = perf_counter()
    _read(table.scan().to_arrow())
    return middle - began, perf_counter() - middle


def _read(rows: pa.Table) -> None:
    duckdb.from_arrow(rows).aggregate("sum(length(body))").fetchall()


def _write_rows(path: Path, count: int, run: str, chosen: str) -> None:
    columns = ", ".join(column_of_rows(ARTICLES, name) for name in COLUMNS)
    with duckdb.connect() as connection:
        rows = configure(connection, Size(count), run, chosen)["articles"]
        connection.execute(
            f"COPY (SELECT {columns} FROM ({rows})) TO '{path}' (FORMAT parquet, COMPRESSION zstd)"
        )
