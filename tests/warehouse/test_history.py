"""Former versions are found by run and by day, however the warehouse came to be."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from plain_rows import plain_row

from schemas import ENTITIES, RUNS
from schemas.history import HISTORY
from warehouse.compact import compact
from warehouse.lake import Lake
from warehouse.publish import publish

START = datetime(2022, 3, 1, 12)
NAMES = "SELECT name FROM history.entities_as_of({}) ORDER BY name"


def commit(lake: Lake, day: int, names: dict[str, str | None]) -> None:
    """Commit a run of day ``day``: entity -> its name, or null where it is no more."""
    run_id, at = f"run{day:02}", START + timedelta(days=day)
    staging = lake.staging(run_id)
    rows = [plain_row(ENTITIES, entity_id=i, name=name) for i, name in names.items() if name]
    staging.write(ENTITIES, rows)
    staging.take({ENTITIES.name: list(names)})
    staging.write(RUNS, [plain_row(RUNS, run_id=run_id, started_at=at, finished_at=at, state="done")])
    staging.take({RUNS.name: [run_id]}, "record")
    lake.commit(run_id, lake.version)


CHANGES: list[dict[str, str | None]] = [
    {"a": "Arlen", "b": "Brün"},
    {"a": "Arlen", "b": "Brünn", "c": "Celt"},  # a is taken again as it was
    {"b": None},
    {"a": "Arla", "b": "Brünn"},  # b comes back
    {"c": "Celta"},
]


def ask(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def everything(warehouse: Path) -> list[Any]:
    return [ask(warehouse, f"FROM {t.qualified_name} ORDER BY ALL") for t in HISTORY]


def test_as_of_a_run_a_day_and_a_time(lake: Lake, tmp_path: Path) -> None:
    for day, names in enumerate(CHANGES):
        commit(lake, day, names)
    publish(lake, warehouse := tmp_path / "w.duckdb")
    expected = [
        ["Arlen", "Brün"], ["Arlen", "Brünn", "Celt"], ["Arlen", "Celt"], ["Arla", "Brünn", "Celt"],
        ["Arla", "Brünn", "Celta"],
    ]  # fmt: skip
    for day, names in enumerate(expected):
        asked = [f"'run{day:02}'", f"DATE '2022-03-{day + 1:02}'", f"'2022-03-{day + 1:02} 12:00:00'"]
        for moment in asked:
            assert [n for (n,) in ask(warehouse, NAMES.format(moment))] == names, moment
    assert ask(warehouse, NAMES.format("'2022-02-28'")) == []
    assert ask(warehouse, NAMES.format("'2022-03-01 11:59:59'")) == []
    with pytest.raises(duckdb.Error, match="no run run77; name one"):
        ask(warehouse, NAMES.format("'run77'"))
    versions = ask(
        warehouse,
        "SELECT name, valid_from_run, valid_to_run, valid_to_at FROM history.entities WHERE entity_id = 'a'"
        " ORDER BY ALL",
    )
    assert versions == [
        ("Arla", "run03", None, None),
        ("Arlen", "run00", "run03", START + timedelta(days=3)),
    ], "taking a row again as it is makes no version"


def test_an_update_gives_the_history_of_a_full_build(lake: Lake, tmp_path: Path) -> None:
    warehouse, full = tmp_path / "w.duckdb", tmp_path / "full.duckdb"
    for day, names in enumerate(CHANGES):
        commit(lake, day, names)
        publish(lake, warehouse)
        publish(lake, full, full=True)
        assert everything(warehouse) == everything(full), day
        assert ask(warehouse, "FROM history.commits") == ask(full, "FROM history.commits")
    assert ask(warehouse, "SELECT updates FROM published") == [(len(CHANGES) - 1,)]
    for day, names in enumerate(CHANGES, len(CHANGES)):
        commit(lake, day, {i: f"{n} again" for i, n in names.items()})
    publish(lake, warehouse)  # several commits at once
    publish(lake, full, full=True)
    assert everything(warehouse) == everything(full)


def test_a_compaction_keeps_the_history_and_the_retention_bounds_it(lake: Lake, tmp_path: Path) -> None:
    for day, names in enumerate(CHANGES):
        commit(lake, day, names)
    publish(lake, warehouse := tmp_path / "w.duckdb")
    before = everything(warehouse)
    compact(lake, "compact1")
    publish(lake, warehouse, full=True)
    assert everything(warehouse) == before
    as_of = ask(warehouse, NAMES.format("'run02'"))
    compact(lake, "compact2", START + timedelta(days=2, hours=1))
    publish(lake, warehouse, full=True)
    assert ask(warehouse, NAMES.format("'run02'")) == as_of, (
        "the state from which on versions are kept is whole"
    )
    assert ask(warehouse, "SELECT run_id FROM history.commits ORDER BY 1") == [
        ("run02",),
        ("run03",),
        ("run04",),
    ]
    assert ask(warehouse, "SELECT count(*) FROM history.entities WHERE name = 'Brün'") == [(0,)]
    with pytest.raises(duckdb.Error, match="history begins later than 2022-03-01"):
        ask(warehouse, NAMES.format("'2022-03-01'"))


def test_every_column_of_history_says_what_it_is(lake: Lake, tmp_path: Path) -> None:
    publish(lake, warehouse := tmp_path / "w.duckdb")
    for table in HISTORY:
        found = ask(
            warehouse,
            "SELECT column_name, comment FROM duckdb_columns() WHERE schema_name = 'history'"
            f" AND table_name = '{table.name}' ORDER BY column_index",
        )
        assert found == [(f.name, f.description) for f in table.fields]
