"""The verdict says what the checks found."""

from __future__ import annotations

from dataclasses import replace

from expectations.verdict import blocking, describe, sentence, warnings
from schemas import Check

GOOD = Check(
    "r1",
    "mentions",
    "score",
    "expect_range",
    "critical",
    "pass",
    True,
    None,
    None,
    None,
    0,
    0.0,
    "Scores are shares.",
)
NO_DATA = replace(GOOD, state="no_data", success=None)
WARNED = replace(
    GOOD, severity="warning", state="fail", success=False, unexpected_count=1, observed="mention_id=ab"
)
HELD = replace(GOOD, state="fail", success=False, unexpected_count=3, observed="mention_id=<b>x</b>")


def test_only_critical_failures_block() -> None:
    assert blocking([GOOD, NO_DATA, WARNED, HELD]) == [HELD]
    assert warnings([GOOD, WARNED, HELD]) == [WARNED]
    assert sentence([GOOD]) == "Published: all 1 expectations are met."
    assert sentence([GOOD, WARNED]).endswith("1 to look at.")
    assert sentence([GOOD, HELD]).startswith("Held back: 1 of 2")


def test_a_broken_check_is_told_with_table_expectation_keys_and_reason() -> None:
    assert describe(WARNED) == (
        "mentions.score: expect_range is broken by 1 row (mention_id=ab). Scores are shares."
    )
