"""A broken row takes its article out of a run and nothing else; it comes in by release, or when it is whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from corpus import name_of, text_of, write

from expectations.verdict import blocking
from flows.force import ForceError, force
from flows.quarantine import describe_quarantined, listing
from flows.settings import Settings
from flows.stages.copies import link_copies
from flows.stages.discover import discover_files
from flows.stages.entities import resolve_entities
from flows.stages.events import resolve_events
from flows.stages.finish import commit_rows, validate_rows
from flows.stages.quarantine import QuarantineError, release, set_aside
from flows.stages.settle import settle
from flows.stages.shards import code_shard, read_shard
from flows.work import begin
from schemas import EVENTS, MENTIONS, Run, Table
from warehouse.publish import publish
from warehouse.query import query

BROKEN = f"{3:016x}"
"""The article in which a fault is planted."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", model="none")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "in", {name_of(n): text_of(n) for n in range(6)})


def run(source: Path, settings: Settings, *, fault: Table[Any] | None = MENTIONS) -> tuple[Run, list[str]]:
    """A run in which the code shifts the rows of a table; its row and what holds it back."""
    with begin(settings, source, "command", full=False) as work:
        plan = discover_files(work)
        work.count_rows(read_shard(plan.to_read, "00000", work.terms, settings))
        settled = settle(work, plan)
        for part in settled.parts:
            work.count_rows(code_shard(part, settled.recurring, work.terms, settings))
            if fault is MENTIONS:
                rows = work.staging.read(MENTIONS, part)
                shifted = [
                    replace(m, text_start=m.text_start + 1) if m.article_id == BROKEN else m for m in rows
                ]
                work.staging.rewrite(MENTIONS, shifted, part)
        settled = set_aside(work, settled)
        link_copies(work, settled)
        resolve_entities(work)
        resolve_events(work)
        if fault is EVENTS:
            part = next(iter(work.staging.parts(EVENTS)))
            work.staging.rewrite(
                EVENTS, [replace(e, mention_count=99) for e in work.staging.read(EVENTS, part)], part
            )
        held = [check.expectation for check in blocking(validate_rows(work))]
        row = work.record("held", "broken") if held else commit_rows(work)
        publish(work.lake, settings.warehouse_file)
        return row, held


def rows(settings: Settings, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(settings.warehouse_file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_an_article_with_a_broken_row_is_set_aside_and_the_others_are_published(
    source: Path, settings: Settings
) -> None:
    done, held = run(source, settings)
    assert not held
    assert (done.articles, done.rejects) == (5, 1)
    assert rows(settings, "SELECT source_file, reason, detail FROM rejects") == [
        (name_of(3), "quarantined", "mentions: mention_text_at_offsets")
    ]
    for table in ("articles", "mentions", "event_mentions", "time_expressions"):
        assert not rows(settings, f"SELECT * FROM {table} WHERE article_id = '{BROKEN}'"), table
    assert not rows(settings, "SELECT * FROM entities WHERE name LIKE '%Lund3%'")
    (state,) = rows(settings, "SELECT DISTINCT state FROM quality.quarantine")
    assert state == ("held",)
    (warned,) = rows(
        settings, "SELECT unexpected_count FROM quality.checks WHERE expectation = 'nothing_quarantined'"
    )
    assert warned == (1,)
    assert query(settings.warehouse_file, listing(with_past=False)).to_pylist()[0]["article_id"] == BROKEN
    told = describe_quarantined(settings, BROKEN)
    assert "mentions.text breaks mention_text_at_offsets" in told
    assert "quarantine release" in told


def test_without_the_faulty_rows_the_warehouse_is_that_of_the_other_files(
    source: Path, settings: Settings, tmp_path: Path
) -> None:
    run(source, settings)
    (source / name_of(3)).unlink()
    others = Settings(home=tmp_path / "others", model="none")
    run(source, others, fault=None)
    for table in ("articles", "mentions", "entities", "event_mentions", "events"):
        sql = (
            f"SELECT * EXCLUDE (run_id) FROM {table} ORDER BY ALL"
            if table == "articles"
            else f"FROM {table} ORDER BY ALL"
        )
        assert rows(settings, sql) == rows(others, sql), table


def test_a_released_article_comes_in_as_it_is_with_the_next_run(source: Path, settings: Settings) -> None:
    run(source, settings)
    assert release(settings, BROKEN, "Die Namen stimmen.") == name_of(3)
    done, held = run(source, settings)
    assert not held
    assert done.articles == 1
    assert rows(settings, f"SELECT count(*) > 0 FROM mentions WHERE article_id = '{BROKEN}'") == [(True,)]
    assert rows(settings, "SELECT * FROM rejects") == []
    assert rows(settings, "SELECT DISTINCT state, decision FROM quality.quarantine") == [
        ("released", "Die Namen stimmen.")
    ]
    with pytest.raises(QuarantineError, match="no rows of article"):
        release(settings, BROKEN, "noch einmal")


def test_an_article_that_is_whole_again_passes(source: Path, settings: Settings) -> None:
    run(source, settings)
    (source / name_of(3)).write_text(text_of(3) + " Das war am Dienstag.")
    run(source, settings, fault=None)
    assert rows(settings, "SELECT DISTINCT state FROM quality.quarantine") == [("passed",)]
    assert rows(settings, f"SELECT count(*) FROM articles WHERE article_id = '{BROKEN}'") == [(1,)]


def test_a_held_run_is_published_by_force_and_says_why(source: Path, settings: Settings) -> None:
    held_run, held = run(source, settings, fault=EVENTS)
    assert held == ["event_counts_add_up"]
    assert rows(settings, "SELECT count(*) FROM articles") == [(0,)]
    assert force(settings, held_run.run_id, "Zahlen sind zweitrangig.").state == "forced"
    assert rows(settings, "SELECT count(*) FROM articles") == [(6,)]
    ((state, detail),) = rows(settings, "SELECT state, detail FROM runs")
    assert state == "forced"
    assert detail.startswith("published by force: Zahlen sind zweitrangig.")
    with pytest.raises(ForceError, match="is held back"):
        force(settings, held_run.run_id, "noch einmal")


def test_a_held_run_that_later_rows_overtook_cannot_be_forced(source: Path, settings: Settings) -> None:
    held_run, _ = run(source, settings, fault=EVENTS)
    run(source, settings, fault=None)
    with pytest.raises(ForceError, match="no longer fit"):
        force(settings, held_run.run_id, "trotzdem")
