"""The verdict and the report say what the checks found."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from expectations.report import render, write_report
from expectations.verdict import blocking, describe, sentence, warnings
from schemas import RUNS, Check, Run

GOOD = Check("r1", "mentions", "score", "expect_range", "critical", True, None, 0, 0.0, "Scores are shares.")
WARNED = replace(GOOD, severity="warning", success=False, unexpected_count=1, observed="mention_id=ab")
HELD = replace(GOOD, success=False, unexpected_count=3, observed="mention_id=<b>x</b>")


def run(state: str) -> Run:
    values = {f.name: 0 if f.type == "int64" else 0.0 if f.type == "double" else "x" for f in RUNS.fields}
    started = datetime(2026, 1, 2, 3, 4)
    return Run(
        **{
            **values,
            "run_id": "r1",
            "started_at": started,
            "finished_at": started,
            "state": state,
            "detail": None,
        }
    )


def test_only_critical_failures_block() -> None:
    assert blocking([GOOD, WARNED, HELD]) == [HELD]
    assert warnings([GOOD, WARNED, HELD]) == [WARNED]
    assert sentence([GOOD]) == "Published: all 1 expectations are met."
    assert sentence([GOOD, WARNED]).endswith("1 to look at.")
    assert sentence([GOOD, HELD]).startswith("Held back: 1 of 2")


def test_a_broken_check_is_told_with_table_expectation_keys_and_reason() -> None:
    assert describe(WARNED) == (
        "mentions.score: expect_range is broken by 1 row (mention_id=ab). Scores are shares."
    )


def test_the_page_opens_alone_and_escapes_values(tmp_path: Path) -> None:
    page = write_report(run("held"), [GOOD, WARNED, HELD], tmp_path)
    html = page.read_text()
    assert html == (tmp_path / "index.html").read_text()
    assert "Held back: 1 of 3" in html
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert "<b>x</b>" not in html
    assert "http" not in html.replace("http-equiv", "")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["index.html", "r1.html"]


def test_a_run_without_checks_has_a_page_too() -> None:
    assert "The source held nothing new" in render(run("unchanged"), [])
