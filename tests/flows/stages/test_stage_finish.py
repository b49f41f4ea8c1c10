"""Data Docs are built beside what follows the verdict: what becomes of them never changes it."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from staged_work import staged_work

from flows.logs import LOGGER
from flows.stages.finish import begin_data_docs, commit_rows, validate_apart, validator
from flows.stages.pages import DATA_DOCS, report_run
from flows.work import Work

LINK = "local_site/index.html"


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Work]:
    with staged_work(tmp_path) as work:
        yield work


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> pytest.LogCaptureFixture:
    monkeypatch.setattr(LOGGER, "propagate", True)
    caplog.set_level(logging.WARNING, LOGGER.name)
    return caplog


def site_of(work: Work) -> Path:
    return (work.settings.quality_folder / DATA_DOCS).parent


def test_pages_of_suites_are_there_before_the_rows_and_those_of_results_before_the_report(work: Work) -> None:
    with validator(work) as process:
        process.call(os.getpid)
        assert {p.stem for p in site_of(work).glob("expectations/*.html")} >= {"articles", "events"}
        checks = validate_apart(work, process)
        assert not list(site_of(work).glob("validations/**/*.html"))
        wait = begin_data_docs(work, process)
        run = commit_rows(work)
        wait()
    report = report_run(run, checks, work.settings)
    assert LINK in report.read_text()
    assert work.run_id in (site_of(work) / "index.html").read_text()
    assert list(site_of(work).glob(f"validations/articles/{work.run_id}/*/*.html"))


def test_pages_that_cannot_be_built_leave_the_verdict_and_are_told(
    work: Work, said: pytest.LogCaptureFixture
) -> None:
    with validator(work) as process:
        process.call(os.getpid)
        site = site_of(work)
        site.rename(site.with_name("elsewhere"))
        site.write_text("no folder")
        checks = validate_apart(work, process)
        begin_data_docs(work, process)()
        assert process.call(divmod, 7, 2) == (3, 1), "its answers stay in order"
    assert checks == work.findings.checks
    assert {c.state for c in checks} <= {"pass", "no_data"}
    assert "data_docs_failed" in said.text
    report = report_run(commit_rows(work), checks, work.settings)
    assert LINK not in report.read_text(), "no link to pages that do not show the run"


def test_a_process_that_is_killed_over_the_pages_leaves_the_verdict(
    work: Work, said: pytest.LogCaptureFixture
) -> None:
    with validator(work) as process:
        checks = validate_apart(work, process)
        with pytest.raises(Exception, match="ended with code 9"):
            process.call(os._exit, 9)
        begin_data_docs(work, process)()
    assert work.findings.checks == checks
    assert "ended with code 9 before it was done" in said.text
    assert LINK not in report_run(commit_rows(work), checks, work.settings).read_text()


def test_a_folder_without_room_for_pages_does_not_keep_rows_from_being_judged(work: Work) -> None:
    site_of(work).parent.mkdir(parents=True)
    site_of(work).write_text("no folder")
    (work.settings.quality_folder / "gx" / "great_expectations.yml").unlink(missing_ok=True)
    with validator(work) as process:
        assert validate_apart(work, process)
