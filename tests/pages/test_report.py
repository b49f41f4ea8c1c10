"""The report tells what became of a run, what changed, and stays small and harmless whatever the rows hold."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from invented_rows import HOSTILE, check, checks, report_rows, run

from pages.report import by_rule, changes, name_of, render_report, strips, trends, verdict, write_report
from pages.report_rows import Corpus, ReportRows
from pages.words import words
from schemas import Check

ENGLISH = words("en")
MOST_BYTES = 2_000_000


@pytest.mark.parametrize(
    ("state", "given", "sentence", "tone"),
    [
        ("done", checks("r"), "Published: all 50 expectations are met.", ""),
        (
            "done",
            checks("r", warned=1),
            "Published: no critical expectation is broken, 1 of 51 needs a look.",
            "warn",
        ),
        (
            "done",
            checks("r", warned=3),
            "Published: no critical expectation is broken, 3 of 53 need a look.",
            "warn",
        ),
        (
            "done",
            checks("r", unjudged=2),
            "Published: 50 of 52 expectations are met, 2 had no data to judge.",
            "",
        ),
        (
            "held",
            checks("r", held=1),
            "Held back: 1 critical expectation of 51 is broken; the warehouse stayed as it was.",
            "bad",
        ),
        (
            "forced",
            checks("r", held=2),
            "Published by force although 2 critical expectations of 52 are broken.",
            "bad",
        ),
        ("failed", [], "Broken off with an error: the warehouse stayed as it was.", "bad"),
        ("unchanged", [], "Nothing new: the source held no new text, and the warehouse is as it was.", ""),
    ],
)
def test_the_verdict_is_one_sentence(state: str, given: list[Check], sentence: str, tone: str) -> None:
    found = verdict(run(0, state=state), given, ENGLISH)
    assert (found.sentence, found.tone) == (sentence, tone)
    assert found.sentence in re.sub(
        r"\s+", " ", render_report(ReportRows(run(0, state=state), given, [run(0, state=state)]))
    )


def test_changes_are_against_the_last_run_that_checked_rows() -> None:
    before, nothing, now = run(0, articles=5), run(1, checks=0, state="unchanged"), run(2, articles=9)
    mended, newly = check(before.run_id, 1, "fail"), check(now.run_id, 2, "fail")
    found = changes(
        ReportRows(now, [check(now.run_id, 1), newly], [before, nothing, now], past_checks=[mended])
    )
    assert found is not None
    assert found.moment == before.started_at
    assert (found.newly, found.mended) == ((name_of(newly),), (name_of(mended),))
    assert [(c.before, c.now) for c in found.counts if c.name == "articles"] == [(5, 9)]
    assert found.versions == ()


def test_changed_versions_are_named() -> None:
    found = changes(
        ReportRows(run(1, model_version="accurate-3"), [], [run(0), run(1, model_version="accurate-3")])
    )
    assert found is not None
    assert [(v.name, v.before, v.now) for v in found.versions] == [("model", "accurate-2", "accurate-3")]


def test_the_first_run_has_nothing_to_compare() -> None:
    assert changes(ReportRows(run(0), checks("r"), [run(0)])) is None
    html = render_report(ReportRows(run(0), checks("r"), [run(0)]))
    assert "This is the first run" in html
    assert "<svg" not in html


def test_strips_show_when_an_expectation_was_broken() -> None:
    history = [run(n) for n in range(4)]
    past = [check(history[n].run_id, 7, "fail") for n in (0, 2)]
    now = [check(history[3].run_id, 7), check(history[3].run_id, 8, "fail", "warning")]
    found = strips(ReportRows(history[3], now, history, past_checks=past))
    assert [(s.states, s.broken) for s in found] == [
        ((False, True, False, True), 2),
        ((True, True, True, False), 1),
    ]
    assert [s.severity for s in found] == ["critical", "warning"]


def test_trends_have_a_column_per_run() -> None:
    charts = trends([run(n) for n in range(30)], ENGLISH)
    assert [len(c.marks) for c in charts] == [30] * 6
    assert charts[0].marks[1].words == "2 Jan 2022: 47 articles, 1 rejects"


def test_what_was_held_back_is_shown_with_its_rows() -> None:
    html = render_report(report_rows(held=2))
    held = html[html.index('id="held"') : html.index('id="warned"')]
    assert held.count("article_id=Kelmar") == 2
    assert "Readers would take a wrong row for a right one." in held
    assert html.count("Kelmar_") == 6


@pytest.mark.parametrize("language", ["en", "de"])
def test_hostile_texts_are_escaped(language: str) -> None:
    html = render_report(report_rows(held=2, text=HOSTILE), language)
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("&lt;script&gt;") > 20


def test_the_page_needs_nothing_from_outside() -> None:
    html = render_report(report_rows(held=1), "de")
    addresses = re.findall(r'(?:href|src)="([^"]*)"', html)
    assert {a for a in addresses if not a.startswith("#")} == {"data:,", "index.html", "desk.html"}
    assert "@import" not in html and "url(" not in html and "<script" not in html


def test_the_page_is_as_large_after_a_thousand_runs(tmp_path: Path) -> None:
    sizes = []
    for count in (100, 1000):
        rows = report_rows(count, warned=40, quarantined=5000)
        sizes.append(write_report(rows, tmp_path).stat().st_size)
    assert max(sizes) < MOST_BYTES
    assert abs(sizes[0] - sizes[1]) < 0.02 * sizes[0]


def test_quarantined_rows_of_a_file_that_break_one_rule_share_its_reason() -> None:
    first, second = report_rows(quarantined=2).quarantined
    again = replace(first, row_key="mention_id=7")
    assert by_rule([first, second, again]) == [[first, again], [second]]
    html = render_report(replace(report_rows(quarantined=2), quarantined=[first, second, again]))
    quarantine = html[html.index('id="quarantine"') :]
    quarantine = quarantine[: quarantine.index("</section>")]
    assert quarantine.count(first.why) == 2
    assert "mention_id=7" in quarantine


def test_long_texts_of_rows_are_cut() -> None:
    small, large = (len(render_report(report_rows(text="x" * n))) for n in (2_000, 200_000))
    assert large - small < 1_000_000


def test_an_empty_corpus_has_no_shares() -> None:
    html = render_report(replace(report_rows(), corpus=Corpus()))
    assert "Nothing is published yet." in html
    assert 'id="coverage"' not in html


def test_numbers_and_dates_are_german_on_a_german_page() -> None:
    html = render_report(report_rows(), "de").replace("\N{NO-BREAK SPACE}", " ")
    assert '<html lang="de">' in html
    assert "12.956 Artikel nennen den Monat" in html
    assert "14. Feb. 2022, 06:00 UTC" in html
    assert "81,7 %" in html
