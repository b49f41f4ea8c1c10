"""Processes that query without pause while the warehouse is swapped: no error, and never rows of two states.

DEPESCHE_SWAPS says how many swaps (`make test-crash`: 1,000).
"""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import duckdb

from schemas import REJECTS, Reject
from warehouse.lake import Lake
from warehouse.publish import publish
from warehouse.query import connect_to_one

SWAPS = int(os.environ.get("DEPESCHE_SWAPS", "20"))
READERS = 8
ROWS = 50
OPENED_ONCE = int(duckdb.__version__.partition(".")[0]) < 2
"""DuckDB 2.0 opens a file twice, for its header and for its rows: plain `duckdb.connect` can mix up two files there."""
STATES = "SELECT lake_version, list(DISTINCT detail), count(*) FROM rejects, published GROUP BY 1"


def read(
    warehouse: Path, is_plain: bool, answers: multiprocessing.SimpleQueue[str | tuple[int, int]]
) -> None:
    """Query until the last state shows; tell how many answers and distinct states there were, or what was wrong.

    A plain reader knows nothing of us, as an analyst's own program.
    """
    states, count = set(), 0
    try:
        while max(states, default=0) <= SWAPS:
            with (
                duckdb.connect(str(warehouse), read_only=True) if is_plain else connect_to_one(warehouse)
            ) as connection:
                for _ in range(2):
                    ((version, details, rows),) = connection.execute(STATES).fetchall()
                    assert (details, rows) == ([str(version)], ROWS), (
                        f"mixed: {version}, {details}, {rows} rows"
                    )
                    states.add(version)
                    count += 1
        answers.put((count, len(states)))
    except Exception as error:
        answers.put(f"{type(error).__name__}: {error}")


def swap(lake: Lake, warehouse: Path) -> None:
    """Commit a state in which every row is another, and publish it."""
    version = lake.version + 1
    staging = lake.staging(str(version))
    names = [f"{number}.txt" for number in range(ROWS)]
    staging.write(REJECTS, [Reject(name, "empty", str(version), str(version)) for name in names])
    staging.take({REJECTS.name: names})
    lake.commit(str(version), version - 1)
    publish(lake, warehouse)


def test_readers_see_whole_states_only(tmp_path: Path) -> None:
    lake, warehouse = Lake(tmp_path / "lake"), tmp_path / "w.duckdb"
    with lake.writer():
        swap(lake, warehouse)
        context = multiprocessing.get_context("spawn")
        answers = context.SimpleQueue()
        readers = [
            context.Process(
                target=read, args=(warehouse, OPENED_ONCE and number % 2 == 0, answers), daemon=True
            )
            for number in range(READERS)
        ]
        for reader in readers:
            reader.start()
        for _ in range(SWAPS):
            swap(lake, warehouse)
    found = [answers.get() for _ in readers]
    assert [answer for answer in found if isinstance(answer, str)] == []
    assert all(states > 1 for _, states in found), "each reader saw the warehouse change"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lake", "w.duckdb"]
