"""The pages of a small lake hold what its rows say, whether a run is published or only recorded."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from plain_rows import plain_row
from reported_events import ATTACK, TALK, publish_rows

from flows.settings import Settings
from flows.stages.pages import ReportError, report_recorded_run, report_run, write_desk_of
from schemas import CHECKS, RUNS, Check, Run
from warehouse.lake import Lake
from warehouse.query import QueryError

STARTED = datetime(2026, 1, 2, 3, 4)


def a_run(number: int, state: str = "done") -> Run:
    started = STARTED + timedelta(days=number)
    return plain_row(
        RUNS,
        run_id=f"2026010{number + 2}T030400-aaaaa{number}",
        started_at=started,
        finished_at=started,
        state=state,
        checks=2,
        checks_failed=number % 2,
    )


def a_check(run: Run, number: int, state: str) -> Check:
    return plain_row(
        CHECKS,
        run_id=run.run_id,
        table_name="mentions",
        column_name="score",
        expectation=f"rule_{number}",
        severity="critical",
        state=state,
        success=state == "pass",
        unexpected_count=int(state == "fail"),
        observed="mention_id=ab" if state == "fail" else None,
        why="Scores are shares.",
    )


def commit(settings: Settings, run: Run, checks: list[Check]) -> None:
    lake = Lake(settings.lake_folder)
    with lake.writer():
        staging = lake.staging(run.run_id)
        staging.write(RUNS, [run])
        staging.write(CHECKS, checks)
        staging.take({RUNS.name: [run.run_id], CHECKS.name: [run.run_id]}, "record")
        lake.commit(run.run_id, lake.version)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    publish_rows(tmp_path)
    return Settings(home=tmp_path)


def test_a_run_gets_its_page_the_index_and_the_desk(settings: Settings) -> None:
    runs = [a_run(0), a_run(1, "held")]
    checks = [[a_check(r, n, "fail" if n and r.state == "held" else "pass") for n in range(2)] for r in runs]
    for run, of_run in zip(runs, checks, strict=True):
        commit(settings, run, of_run)
    page = report_run(runs[1], checks[1], settings)
    assert page == settings.report_folder / f"{runs[1].run_id}.html"
    html = page.read_text(encoding="utf-8")
    assert "Held back: 1 critical expectation of 2 is broken" in html
    assert "mention_id=ab" in html
    assert "mentions.score: rule_1" in html[html.index("newly broken") :][:120]
    assert sorted(p.name for p in settings.report_folder.iterdir()) == [page.name, "desk.html", "index.html"]
    assert f'href="{page.name}"' in (settings.report_folder / "index.html").read_text(encoding="utf-8")


def test_a_run_before_the_first_published_one_has_a_page(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    run = a_run(0, "held")
    commit(settings, run, [a_check(run, 0, "fail")])
    page = report_run(run, [a_check(run, 0, "fail")], settings)
    assert "Nothing is published yet." in page.read_text(encoding="utf-8")
    assert not (settings.report_folder / "desk.html").exists()


def test_a_recorded_run_is_found_by_its_first_characters(settings: Settings) -> None:
    runs = [a_run(n) for n in range(3)]
    for run in runs:
        commit(settings, run, [a_check(run, 0, "pass")])
    assert report_recorded_run(settings).stem == runs[2].run_id
    assert report_recorded_run(settings, runs[1].run_id[:9]).stem == runs[1].run_id
    with pytest.raises(ReportError, match="names no single run: 3 runs begin so"):
        report_recorded_run(settings, "2026")
    with pytest.raises(ReportError, match="names no single run: there is none"):
        report_recorded_run(settings, "1999")


def test_without_a_run_there_is_nothing_to_report(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="depesche run --source"):
        report_recorded_run(Settings(home=tmp_path))


def test_the_desk_shows_the_sentences_of_its_events(settings: Settings) -> None:
    page = write_desk_of(settings, date(2022, 3, 1), date(2022, 3, 31))
    html = page.read_text(encoding="utf-8")
    event = html[html.index(f'id="e-{ATTACK}"') :].split("</article>")[0]
    assert "Am Mittwoch <mark>beschoss</mark> die Armee den Hafen." in event
    assert "Nordarmee → Velen: Assault" in event
    assert event.count("<blockquote") == 3
    assert "as Notruf Velen says" in event


def test_the_desk_takes_the_last_year_if_no_period_is_given(settings: Settings) -> None:
    html = write_desk_of(settings).read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert "<h1>Apr 2021 – Mar 2022</h1>" in html


def test_a_period_in_which_nothing_is_known(settings: Settings) -> None:
    html = write_desk_of(settings, date(1999, 1, 1), date(1999, 1, 31)).read_text(encoding="utf-8")
    assert "Nothing is known of this period." in html
    assert ATTACK not in html and TALK not in html


def test_a_period_that_ends_before_it_begins_is_refused(settings: Settings) -> None:
    with pytest.raises(ReportError, match="ends on 2022-01-01, before it begins on 2022-02-01"):
        write_desk_of(settings, date(2022, 2, 1), date(2022, 1, 1))


def test_a_desk_needs_a_warehouse(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="depesche run --source"):
        write_desk_of(Settings(home=tmp_path))


def test_pages_speak_german_where_the_setting_says_so(settings: Settings) -> None:
    german = settings.model_copy(update={"page_language": "de"})
    assert "Lagebild" in write_desk_of(german, date(2022, 3, 1), date(2022, 3, 31)).read_text(
        encoding="utf-8"
    )
