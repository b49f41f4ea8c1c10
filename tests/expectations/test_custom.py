"""The custom classes judge counts and shares as their names say, nothing where there is nothing."""

from __future__ import annotations

import pandas as pd
import pytest

from expectations.context import Project
from expectations.custom import of_rule, of_share


@pytest.fixture(scope="module")
def project() -> Project:
    return Project(None, "r1")


@pytest.mark.parametrize(("count", "is_met"), [(0.0, True), (1.0, False), (250.0, False)])
def test_no_row_may_break_a_rule(project: Project, count: float, is_met: bool) -> None:
    rule = of_rule("trigger_at_offsets", "Provenance.", "critical")
    (result,) = project.validate("rules", pd.DataFrame({"trigger_at_offsets": [count]}), [rule], ())
    assert result["success"] is is_met
    assert result["expectation_config"]["type"] == "expect_no_broken_rows"
    assert result["expectation_config"]["description"] == "trigger_at_offsets: Provenance."
    assert result["expectation_config"]["severity"] == "critical"


@pytest.mark.parametrize(("share", "is_met"), [(0.79, False), (0.8, True), (1.0, True)])
def test_a_share_has_a_lower_bound(project: Project, share: float, is_met: bool) -> None:
    rule = of_share("share_of_german", "Names are German.", "warning", 0.8, None)
    (result,) = project.validate("shares", pd.DataFrame({"share_of_german": [share]}), [rule], ())
    assert result["success"] is is_met
    assert "(at least 0.8)" in result["expectation_config"]["description"]


def test_results_come_in_the_order_of_the_expectations(project: Project) -> None:
    rules = [
        of_rule("a", "A.", "critical"),
        of_share("b", "B.", "warning", None, 0.5),
        of_rule("c", "C.", "info"),
    ]
    frame = pd.DataFrame({"a": [0.0], "b": [0.9], "c": [2.0]})
    assert [r["success"] for r in project.validate("mixed", frame, rules, ())] == [True, False, False]


def test_what_cannot_be_computed_is_no_verdict(project: Project) -> None:
    with pytest.raises(RuntimeError, match="cannot compute expect_no_broken_rows"):
        project.validate("missing", pd.DataFrame({"other": [0.0]}), [of_rule("gone", "G.", "critical")], ())
