"""Good rows pass, and each kind of broken row is found by the expectation that is about it and by no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from staged_work import changed, check, failed, staged_work

from expectations.breaches import find_breaches
from expectations.validate import all_expectations, prepared, validate
from flows.work import Work
from schemas import (
    ARTICLES,
    ENTITIES,
    EVENT_MENTIONS,
    EVENTS,
    MENTIONS,
    SOURCE_FILES,
    TABLES,
    TIME_EXPRESSIONS,
    EventMention,
    Table,
)
from schemas.codebook import UNRESOLVED
from schemas.header_problems import HEADER_PROBLEMS


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Work]:
    with staged_work(tmp_path_factory.mktemp("staged")) as work:
        yield work


def test_good_rows_pass_every_check(work: Work) -> None:
    checks = check(work)
    assert [c for c in checks if c.state == "fail"] == []
    assert len(checks) == len(all_expectations()) + 1, "and freshness"
    assert len({(c.table_name, c.column_name, c.expectation) for c in checks}) == len(checks)
    assert all((c.success is None) == (c.state == "no_data") for c in checks)


def first(**values: Any) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """Change values of the first row."""
    return lambda rows: [replace(rows[0], **values), *rows[1:]]


def shifted(rows: Sequence[Any]) -> Sequence[Any]:
    return [replace(rows[0], text_start=rows[0].text_start + 1), *rows[1:]]


def elsewhere(rows: Sequence[EventMention]) -> str:
    """A name of another article than that of the first row."""
    return next(m for r in rows if r.article_id != rows[0].article_id and (m := r.recipient_mention_id))


FAULTS: dict[str, tuple[Table[Any], Callable[[Sequence[Any]], Sequence[Any]], str]] = {
    "shifted mention": (MENTIONS, shifted, "mentions.text mention_text_at_offsets"),
    "shifted time": (TIME_EXPRESSIONS, shifted, "time_expressions.text time_expression_text_at_offsets"),
    "other trigger": (EVENT_MENTIONS, first(trigger="anderes"), "event_mentions.trigger trigger_at_offsets"),
    "trigger beside its clause": (
        EVENT_MENTIONS,
        lambda rows: [replace(rows[0], clause_start=rows[0].trigger_end), *rows[1:]],
        "event_mentions.clause_start trigger_in_clause",
    ),
    "word out of the vocabulary": (
        EVENT_MENTIONS,
        first(status="vielleicht"),
        "event_mentions.status expect_column_values_to_be_in_set",
    ),
    "score beyond its range": (
        MENTIONS,
        first(score=1.5),
        "mentions.score expect_column_values_to_be_between",
    ),
    "malformed code": (
        EVENTS,
        first(actor_country="Dänemark"),
        "events.actor_country expect_column_values_to_match_regex",
    ),
    "orphan": (
        MENTIONS,
        first(entity_id="0" * 16, unresolved=None),
        "mentions.entity_id references_entities_entity_id",
    ),
    "doubled row": (MENTIONS, lambda rows: [*rows, rows[0]], "mentions.mention_id unique"),
    "interval that runs backwards": (
        TIME_EXPRESSIONS,
        first(date_earliest=date(2023, 5, 9), date_latest=date(2023, 5, 1)),
        "time_expressions.date_earliest time_expression_dates_in_order",
    ),
    "event that ends before it begins": (
        EVENTS,
        first(date_earliest=date(2023, 5, 9), date_latest=date(2023, 5, 1)),
        "events.date_earliest event_dates_in_order",
    ),
    "day that is a year": (
        EVENT_MENTIONS,
        first(date_earliest=date(2022, 5, 1), date_latest=date(2023, 4, 30), date_precision="day"),
        "event_mentions.date_precision event_mention_precision_fits",
    ),
    "month that is not one": (
        ARTICLES,
        first(published_latest=date(2023, 6, 30)),
        "articles.published_precision published_bounds",
    ),
    "inferred days without a rule": (
        ARTICLES,
        first(inferred_earliest=date(2023, 5, 1)),
        "articles.inferred_rule inferred_bounds",
    ),
    "headline elsewhere": (ARTICLES, first(title="Eine andere"), "articles.title title_opens_body"),
    "copies without the file": (
        ARTICLES,
        first(source_files=("zzz.txt",)),
        "articles.source_files first_of_its_copies",
    ),
    "copy of itself": (
        ARTICLES,
        lambda rows: [replace(rows[0], duplicate_of=rows[0].article_id), *rows[1:]],
        "articles.duplicate_of duplicate_of_a_first_article",
    ),
    "lost letters": (
        ARTICLES,
        lambda rows: [replace(rows[0], body=f"{rows[0].body}\ufffd"), *rows[1:]],
        "articles.body lost_characters",
    ),
    "whole site in a file": (
        ARTICLES,
        lambda rows: [replace(rows[0], body=rows[0].body + "x" * 100_000), *rows[1:]],
        "articles.body very_long_articles",
    ),
    "clock that runs behind": (
        ARTICLES,
        lambda rows: [
            replace(a, published_earliest=date(2021, 5, 1), published_latest=date(2021, 5, 31)) for a in rows
        ],
        "event_mentions.date_earliest actual_events_not_after_publication",
    ),
    "event that counts too many": (
        EVENTS,
        first(mention_count=99),
        "events.mention_count event_counts_add_up",
    ),
    "entity that counts too many": (
        ENTITIES,
        first(mention_count=99),
        "entities.mention_count entity_counts_add_up",
    ),
    "clause that ends before it begins": (
        EVENT_MENTIONS,
        first(date_earliest=date(2023, 5, 9), date_latest=date(2023, 5, 1)),
        "event_mentions.date_earliest event_mention_dates_in_order",
    ),
    "more dead than most": (
        EVENT_MENTIONS,
        first(killed_low=9, killed_high=2),
        "event_mentions. event_mention_numbers_in_order",
    ),
    "party of another article": (
        EVENT_MENTIONS,
        lambda rows: [replace(rows[0], attributed_to_mention_id=elsewhere(rows)), *rows[1:]],
        "event_mentions.actor_mention_id parties_in_the_same_article",
    ),
    "event of a day that is a year": (
        EVENTS,
        first(date_earliest=date(2022, 5, 1), date_latest=date(2023, 4, 30), date_precision="day"),
        "events.date_precision event_precision_fits",
    ),
    "header of no possible day": (
        ARTICLES,
        first(header_problem=next(iter(HEADER_PROBLEMS))),
        "articles.published_header unusable_date_header",
    ),
    "half a place": (EVENTS, first(latitude=45.5), "events.latitude place_has_both_coordinates"),
    "resolved with a reason why not": (
        MENTIONS,
        first(unresolved=next(iter(UNRESOLVED))),
        "mentions.unresolved unresolved_says_why",
    ),
}
"""Fault -> the table, how its rows are broken, and the one rule that finds it."""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_by_its_rule_and_no_other(work: Work, fault: str) -> None:
    table, change, rule = FAULTS[fault]
    with changed(work, table, change):
        assert failed(check(work)) == {rule}


def test_the_rows_of_a_fault_are_told(work: Work) -> None:
    rows = work.staging.read(MENTIONS, next(iter(work.staging.parts(MENTIONS))))
    with changed(work, MENTIONS, first(score=7.0)):
        (found,) = (c for c in check(work) if c.state == "fail")
    assert (found.unexpected_count, found.success) == (1, False)
    assert rows[0].mention_id in (found.observed or ""), "the report names the row"


def test_a_file_that_is_neither_article_nor_reject_is_found(work: Work) -> None:
    with changed(work, SOURCE_FILES, first(source_file="lost.txt")):
        assert "source_files. files_are_articles_or_rejects" in failed(check(work))


def test_single_rows_break_their_rule_in_sql_as_they_do_in_great_expectations(work: Work) -> None:
    """What sets articles aside and what holds a run back agree."""
    day = timedelta(1)
    breaks: list[tuple[Table[Any], Callable[[Sequence[Any]], Sequence[Any]]]] = [
        (MENTIONS, first(score=-0.5)),
        (MENTIONS, first(mention_id="kein Hex")),
        (MENTIONS, shifted),
        (ARTICLES, first(published_precision="etwa", published_earliest=date(2023, 1, 1) + day)),
        (EVENT_MENTIONS, first(status="vielleicht", trigger_start=-4)),
    ]
    for table, change in breaks:
        with changed(work, table, change), work.lake.open(work.staging) as snapshot:
            by_row = {
                (b.expectation.table_name, b.expectation.name) for b in find_breaches(snapshot.connection)
            }
            checks = validate(snapshot.connection, prepared(None, work.run_id), at=work.started_at).checks
        by_table = {
            (c.table_name, c.expectation) for c in checks if c.state == "fail" and c.severity == "critical"
        }
        assert by_row
        assert by_row <= by_table


def test_every_table_and_column_has_its_expectations() -> None:
    expected = {(e.table_name, e.column_name) for e in all_expectations()}
    for table in (t for t in TABLES if t.name not in {"runs", "checks", "drift", "quarantine"}):
        for field in table.fields:
            assert field.nullable or (table.name, field.name) in expected
    assert all(e.why for e in all_expectations())
