"""A broken row takes its article out of a run and nothing else; it comes in by release, or when it is whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
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
from flows.stages.quarantine import QuarantineError, release, resolve_without_broken, set_aside
from flows.stages.settle import Settled, settle
from flows.stages.shards import code_shard, read_shard
from flows.work import begin
from schemas import ENTITIES, EVENTS, MENTIONS, Check, Event, Run, Table
from warehouse.lake import Lake
from warehouse.publish import publish
from warehouse.query import query

BROKEN = f"{3:016x}"
"""The article in which a fault is planted."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", model="none")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    files = {name_of(n): text_of(n) for n in range(6)}
    files[name_of(3)] += "\n\nPräsident Arne Holt warf Norwegen vor, 5 Kisten zu spät geliefert zu haben."
    return write(tmp_path / "in", files)


Change = Callable[[Any], Any]


def all_wrong(event: Event) -> Event:
    return replace(event, mention_count=99)


def backwards(event: Event) -> Event:
    """The event of one article ends before it begins."""
    if event.recipient_name != "Norwegen":
        return event
    return replace(event, date_earliest=date(2023, 5, 9), date_latest=date(2023, 5, 1))


def run(
    source: Path,
    settings: Settings,
    *,
    fault: Table[Any] | None = MENTIONS,
    change: Change = all_wrong,
) -> tuple[Run, list[str]]:
    """A run in which the code shifts the mentions of an article, or changes events; its row and what holds it back."""
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

        def resolve(settled: Settled) -> list[Check]:
            link_copies(work, settled)
            resolve_entities(work)
            resolve_events(work)
            if fault in (EVENTS, ENTITIES):
                (part,) = work.staging.parts(fault)
                work.staging.rewrite(fault, [change(e) for e in work.staging.read(fault, part)], part)
            return validate_rows(work)

        checks = resolve_without_broken(work, set_aside(work, settled), resolve)
        held = [check.expectation for check in blocking(checks)]
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


@pytest.mark.parametrize(
    ("table", "change", "rule"),
    [
        (EVENTS, backwards, "event_dates_in_order"),
        (EVENTS, lambda e: replace(e, intensity=99.0) if e.recipient_name == "Norwegen" else e, "between"),
        (ENTITIES, lambda e: replace(e, mention_count=-1) if e.name == "Norwegen" else e, "between"),
        (ENTITIES, lambda e: replace(e, article_count=7) if e.name == "Norwegen" else e, "counts_add_up"),
    ],
)
def test_a_broken_row_of_an_event_or_entity_takes_its_article_out_and_the_others_are_resolved_anew(
    source: Path, settings: Settings, table: Table[Any], change: Change, rule: str, tmp_path: Path
) -> None:
    done, held = run(source, settings, fault=table, change=change)
    assert not held
    assert (done.articles, done.rejects) == (5, 1)
    found = rows(settings, "SELECT DISTINCT article_id, table_name, expectation FROM quality.quarantine")
    assert {(article, name) for article, name, _ in found} == {(BROKEN, table.name)}
    assert any(rule in expectation for *_, expectation in found)
    assert table.name in describe_quarantined(settings, BROKEN)
    (source / name_of(3)).unlink()
    others = Settings(home=tmp_path / "others", model="none")
    run(source, others, fault=None)
    for compared in ("articles", "mentions", "entities", "event_mentions", "events"):
        sql = f"SELECT * {'EXCLUDE (run_id)' if compared == 'articles' else ''} FROM {compared} ORDER BY ALL"
        assert rows(settings, sql) == rows(others, sql), compared
    assert rows(settings, "SELECT entities, events FROM runs") == rows(
        others, "SELECT entities, events FROM runs"
    )


def test_an_article_of_a_broken_event_comes_in_by_release(source: Path, settings: Settings) -> None:
    run(source, settings, fault=EVENTS, change=backwards)
    assert release(settings, BROKEN, "Das Datum ist zweitrangig.") == name_of(3)
    done, held = run(source, settings, fault=EVENTS, change=backwards)
    assert not held
    assert done.articles == 1
    assert rows(settings, "SELECT count(*) FROM events WHERE date_earliest > date_latest") == [(1,)]


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
    assert rows(settings, "SELECT state, detail FROM runs ORDER BY run_id") == [
        ("done", None),
        ("released", f"article {BROKEN} of {name_of(3)}: Die Namen stimmen."),
        ("done", None),
    ]
    commits = {c.run_id for c in Lake(settings.lake_folder).commits()}
    assert commits == {i for (i,) in rows(settings, "SELECT run_id FROM runs")}, "each change is recorded"
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
    assert held == ["event_counts_add_up"], "too many for a fault of single articles"
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
