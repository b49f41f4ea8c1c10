"""The rivals are asked the same questions: their answers hold the same numbers as ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from benchmarks.large import open_limited
from benchmarks.large_lake import Size, write_large_lake
from benchmarks.rivals import (
    QUESTIONS,
    Asked,
    fill_sqlite,
    frames,
    open_sqlite,
    rows_of,
    some_ids,
    write_parquet,
)
from warehouse.lake import Lake
from warehouse.publish import publish

BY_TEXT = "who is named beside one entity"
"""The mart joins what an article and its copies name; a rival that joins mentions by article misses a few pairs."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rivals")
    write_large_lake(Lake(folder / "lake"), Size(300))
    publish(Lake(folder / "lake"), folder / "warehouse.duckdb")
    write_parquet(folder)
    fill_sqlite(folder)
    return folder


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.name)
def test_answers_hold_the_same_numbers(folder: Path, asked: Asked) -> None:
    ids = some_ids(folder)[0]
    with open_limited(folder / "warehouse.duckdb") as connection:
        ours = rows_of(connection, asked.duckdb, ids)
    in_sqlite = rows_of(open_sqlite(folder), asked.sqlite, ids)
    in_pandas = asked.pandas(frames(folder), ids)
    assert len(ours) == len(in_sqlite)
    if asked.is_point:
        assert sorted(map(_texts, ours)) == sorted(map(_texts, in_sqlite))
        assert in_pandas is None or len(in_pandas) == len(ours)
    elif asked.name == BY_TEXT:
        assert _counts(in_sqlite) == _of_frame(in_pandas)
        assert all(our >= their for our, their in zip(_counts(ours), _counts(in_sqlite), strict=True))
    else:
        assert _counts(ours) == _counts(in_sqlite) == _of_frame(in_pandas)


def _texts(row: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(map(str, row))


def _counts(rows: list[tuple[Any, ...]]) -> list[int]:
    return sorted((value for row in rows for value in row if isinstance(value, int)), reverse=True)


def _of_frame(found: Any) -> list[int]:
    columns = pd.DataFrame(found).select_dtypes("integer")
    return sorted((int(value) for value in columns.to_numpy().ravel()), reverse=True)
