"""Marts that an update brings up to date have the rows of a full build, whatever the commits changed."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from benchmarks.large_lake import Size, write_large_lake
from schemas import ARTICLES, ENTITIES, EVENT_MENTIONS, EVENTS, MENTIONS, TIME_EXPRESSIONS, Table
from warehouse.lake import Lake
from warehouse.publish import publish, published

BY_ARTICLE = (ARTICLES, MENTIONS, EVENT_MENTIONS, TIME_EXPRESSIONS)
COMMITS = 3
Rows = Sequence[Any]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lake = Lake(tmp_path_factory.mktemp("marts") / "lake")
    write_large_lake(lake, Size(120))
    return lake.folder


@pytest.fixture(scope="module")
def built(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = tmp_path_factory.mktemp("built") / "warehouse.duckdb"
    publish(Lake(written), warehouse)
    return warehouse


def commit(lake: Lake, run_id: str, changed: dict[Table[Any], Rows], gone: Sequence[str] = ()) -> None:
    """A commit with changed rows, in which some articles go with all that they own."""
    staging = lake.staging(run_id)
    for table, rows in changed.items():
        staging.write(table, rows)
        staging.take({table.name: sorted({getattr(row, table.owner) for row in rows})}, table.name)
    if gone:
        staging.take({table.name: gone for table in BY_ARTICLE}, "gone")
    with lake.writer():
        lake.commit(run_id, lake.version)


def change(lake: Lake, dice: random.Random) -> None:
    """Rename an entity, let an article become a copy, let another go, move events in time and to other parties."""
    with lake.open() as snapshot:
        articles, entities, events = (snapshot.rows(table) for table in (ARTICLES, ENTITIES, EVENTS))
    dice.shuffle(articles)
    changed: dict[Table[Any], Rows] = {
        ENTITIES: [replace(e, name=f"{e.name} II", country_code="XKX") for e in dice.sample(entities, 1)],
        EVENTS: [
            replace(
                event,
                actor_id=dice.choice([event.actor_id, event.recipient_id, None]),
                date_earliest=event.date_earliest + timedelta(dice.randint(-40, 0)),
                status=dice.choice(["actual", "negated", event.status]),
            )
            for event in dice.sample(events, 4)
        ],
        ARTICLES: [replace(articles[0], duplicate_of=dice.choice([None, articles[1].article_id]))],
    }
    commit(lake, f"change-{lake.version}", changed, [articles[2].article_id])


def shown(warehouse: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Table or view -> its rows in order."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        names = connection.execute(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE table_name <> 'published'"
            " UNION ALL SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
        return {
            name: sorted(connection.execute(f"FROM {name}").fetchall(), key=repr) for (name,) in sorted(names)
        }


@pytest.mark.parametrize("seed", range(4))
def test_updates_give_the_marts_of_a_full_build(written: Path, tmp_path: Path, seed: int) -> None:
    shutil.copytree(written, tmp_path / "lake")
    lake, dice = Lake(tmp_path / "lake"), random.Random(seed)
    updated, full = tmp_path / "updated.duckdb", tmp_path / "full.duckdb"
    publish(lake, updated)
    before = shown(updated)
    for _ in range(COMMITS):
        change(lake, dice)
        publish(lake, updated)
    found = published(updated)
    assert found
    assert found.updates == COMMITS
    publish(lake, full)
    after, built = shown(updated), shown(full)
    assert after.keys() == built.keys()
    assert [name for name, rows in after.items() if rows != built[name]] == []
    touched = {name for name, rows in after.items() if rows != before[name]}
    assert {
        "marts.entity_pairs",
        "marts.entity_timeline",
        "marts.events_per_week",
        "marts.story_timeline",
    } <= touched


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("main.mentions", "article_id"),
        ("main.event_mentions", "event_id"),
        ("marts.entity_months", "entity_id"),
        ("marts.entity_pairs", "article_count DESC"),
        ("marts.event_claims", "event_id"),
        ("marts.event_consensus", "event_id"),
        ("marts.event_spread", "event_id"),
    ],
)
def test_rows_lie_as_they_are_looked_up(built: Path, table: str, column: str) -> None:
    with duckdb.connect(str(built), read_only=True) as connection:
        name = column.split(maxsplit=1)[0]
        found = connection.execute(f"SELECT {name} FROM {table}").fetchall()
        assert len(found) > 50
        assert found == connection.execute(f"SELECT {name} FROM {table} ORDER BY {column}").fetchall()
