"""Good rows pass, and each kind of broken row is found by the expectation that is about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from expectations.validate import all_expectations, validate
from expectations.verdict import blocking
from flows.settings import Settings
from flows.stages.copies import link_copies
from flows.stages.discover import discover_files
from flows.stages.entities import resolve_entities
from flows.stages.events import resolve_events
from flows.stages.settle import settle
from flows.stages.shards import code_shard, read_shard
from flows.work import Work, begin
from schemas import (
    ARTICLES,
    EVENT_MENTIONS,
    EVENTS,
    MENTIONS,
    SOURCE_FILES,
    TABLES,
    TIME_EXPRESSIONS,
    Check,
    Table,
)

TEXT = """ date 2023-05 Arne Holt gibt nach

Präsident Arne Holt warf Dänemark am Freitag vor, Boote zu spät geliefert zu haben.

Die Europäische Union kündigte neue Sanktionen gegen Dänemark an, wie der Präsident am 3. Mai 2023 sagte.
"""


@pytest.fixture
def work(tmp_path: Path) -> Any:
    source = tmp_path / "in"
    source.mkdir()
    (source / "001_00000000000000aa.txt").write_text(TEXT)
    (source / "002_00000000000000ab.txt").write_text(
        TEXT.replace("Arne Holt", "Vera Lund").replace("Boote", "Kähne")
    )
    settings = Settings(home=tmp_path / "home", model="none")
    with begin(settings, source, "command", full=False) as work:
        plan = discover_files(work)
        read_shard(plan.to_read, "00000", work.terms, settings)
        settled = settle(work, plan)
        code_shard("00000", settled.recurring, work.terms, settings)
        link_copies(work, settled)
        resolve_entities(work)
        resolve_events(work)
        yield work


def check(work: Work) -> list[Check]:
    with work.lake.open(work.staging) as snapshot:
        return validate(snapshot.connection, work.run_id)


def test_good_rows_pass_every_check(work: Work) -> None:
    checks = check(work)
    assert [c for c in checks if not c.success] == []
    assert len(checks) == len(all_expectations())
    assert len({(c.table_name, c.column_name, c.expectation) for c in checks}) == len(checks)


def broken(work: Work, table: Table[Any], change: Callable[[Any], Any]) -> set[str]:
    """Break the first staged row of a table and name the expectations that find it."""
    part = next(iter(work.staging.parts(table)))
    first, *others = work.staging.read(table, part)
    work.staging.rewrite(table, [change(first), *others], part)
    return {f"{c.table_name}.{c.column_name or ''} {c.expectation}" for c in blocking(check(work))}


def test_a_shifted_mention_is_found(work: Work) -> None:
    assert broken(work, MENTIONS, lambda m: replace(m, text_start=m.text_start + 1)) == {
        "mentions.text mention_text_at_offsets"
    }


def test_a_shifted_trigger_is_found(work: Work) -> None:
    assert broken(work, EVENT_MENTIONS, lambda m: replace(m, trigger="anderes")) == {
        "event_mentions.trigger trigger_at_offsets"
    }


def test_a_word_out_of_the_vocabulary_is_found(work: Work) -> None:
    assert broken(work, EVENT_MENTIONS, lambda m: replace(m, status="vielleicht")) == {
        "event_mentions.status expect_column_values_to_be_in_set"
    }


def test_a_score_beyond_its_range_is_found(work: Work) -> None:
    assert broken(work, MENTIONS, lambda m: replace(m, score=1.5)) == {
        "mentions.score expect_column_values_to_be_between"
    }


def test_a_malformed_id_is_found(work: Work) -> None:
    found = broken(work, EVENTS, lambda e: replace(e, actor_country="Dänemark"))
    assert found == {"events.actor_country expect_column_values_to_match_regex"}


def test_an_orphan_is_found(work: Work) -> None:
    found = broken(work, MENTIONS, lambda m: replace(m, entity_id="0" * 16))
    assert found == {"mentions.entity_id references_entities_entity_id"}


def test_a_doubled_id_is_found(work: Work) -> None:
    part = next(iter(work.staging.parts(MENTIONS)))
    rows = work.staging.read(MENTIONS, part)
    work.staging.rewrite(MENTIONS, [*rows, rows[0]], part)
    (found,) = blocking(check(work))
    assert (found.column_name, found.expectation) == ("mention_id", "expect_column_values_to_be_unique")
    assert rows[0].mention_id in (found.observed or ""), "the report names the row"


def test_an_interval_that_runs_backwards_is_found(work: Work) -> None:
    found = broken(
        work,
        TIME_EXPRESSIONS,
        lambda t: replace(t, date_earliest=date(2023, 5, 9), date_latest=date(2023, 5, 1)),
    )
    assert found == {"time_expressions.date_earliest time_expression_dates_in_order"}


def test_a_publication_interval_that_is_not_a_month_is_found(work: Work) -> None:
    found = broken(work, ARTICLES, lambda a: replace(a, published_latest=date(2023, 6, 30)))
    assert found == {"articles.published_precision published_bounds"}


def test_a_file_that_is_neither_article_nor_reject_is_found(work: Work) -> None:
    found = broken(work, SOURCE_FILES, lambda f: replace(f, source_file="lost.txt"))
    assert "source_files. files_are_articles_or_rejects" in found


def test_every_table_and_column_has_its_expectations() -> None:
    expected = {(e.table_name, e.column_name) for e in all_expectations()}
    for table in (t for t in TABLES if t.name not in {"runs", "checks"}):
        for field in table.fields:
            assert field.nullable or (table.name, field.name) in expected
    assert all(e.why for e in all_expectations())
