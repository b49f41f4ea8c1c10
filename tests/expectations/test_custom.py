"""The custom classes judge counts and shares as their names say, nothing where there is nothing."""

from __future__ import annotations

from typing import Any

import pytest

from expectations.context import Project, load_great_expectations
from expectations.custom import NO_DATA, STORED, frame_of, judge_of
from expectations.expectation import RowExpectation
from expectations.figures import Figure


@pytest.fixture(scope="module")
def batch() -> Any:
    """What makes a batch of figures, by Great Expectations alone."""
    gx = load_great_expectations()
    asset = gx.get_context(mode="ephemeral").data_sources.add_pandas("own").add_dataframe_asset("figures")
    return asset.add_batch_definition_whole_dataframe("rows")


def judged(batch: Any, *figures: Figure) -> list[dict[str, Any]]:
    with_frame = batch.get_batch({"dataframe": frame_of(figures)})
    return [with_frame.validate(judge_of(figure)).to_json_dict() for figure in figures]


def rule(count: float | None, **more: Any) -> Figure:
    return Figure(
        "event_mentions",
        "trigger",
        "at_offsets",
        "critical",
        "Provenance.",
        value=count,
        row_count=500,
        **more,
    )


@pytest.mark.parametrize(("count", "is_met"), [(0, True), (1, False), (250, False)])
def test_no_row_may_break_a_rule(batch: Any, count: int, is_met: bool) -> None:
    examples = ({"event_mention_id": "e7"},) if count else ()
    (result,) = judged(batch, rule(float(count), unexpected_count=count, examples=examples))
    assert result["success"] is is_met
    told = result["expectation_config"]
    assert told["type"] == "expect_no_broken_rows"
    assert told["description"] == "at_offsets: Provenance."
    assert told["severity"] == "critical"
    assert told["kwargs"]["column"] == "trigger"
    assert result["result"]["unexpected_percent"] == count / 5
    assert result["result"].get("partial_unexpected_list", []) == (["event_mention_id=e7"] if count else [])


@pytest.mark.parametrize(("share", "is_met"), [(0.79, False), (0.8, True), (1.0, True)])
def test_a_share_has_a_lower_bound(batch: Any, share: float, is_met: bool) -> None:
    figure = Figure(
        "articles",
        "language",
        "share_of_german",
        "warning",
        "Names.",
        value=share,
        at_least=0.8,
        at_most=None,
        observed="8 of 10",
    )
    (result,) = judged(batch, figure)
    assert result["success"] is is_met
    assert "(at least 0.8)" in result["expectation_config"]["description"]
    assert result["result"]["observed_value"] == f"{share:.3g} (8 of 10)"


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        ("ExpectColumnValuesToNotBeNull", {}),
        ("ExpectColumnValuesToBeInSet", {"value_set": ["PER", "LOC"]}),
        ("ExpectColumnValuesToMatchRegex", {"regex": "^[A-Z]{3}$"}),
        ("ExpectColumnValuesToBeBetween", {"min_value": 0, "max_value": 1}),
    ],
)
def test_values_are_judged_and_told_as_great_expectations_does(
    batch: Any, kind: str, arguments: dict[str, Any]
) -> None:
    told = {"column": "trigger", **arguments}
    e = RowExpectation("event_mentions", "trigger", kind, "critical", "Why.", "trigger IS NULL", told)
    (broken,) = judged(batch, rule(4.0, unexpected_count=4, expectation=e, examples=({"id": "x"},)))
    assert broken["success"] is False
    assert broken["result"]["unexpected_count"] == 4
    assert broken["expectation_config"]["notes"] == "Provenance."
    (whole,) = judged(batch, rule(0.0, expectation=e))
    assert whole["success"] is True
    import great_expectations.expectations as core

    assert issubclass(STORED[kind], getattr(core, kind)), "rendered as its users know it"


def test_missing_data_is_told_as_such(batch: Any) -> None:
    (result,) = judged(batch, rule(None))
    assert result["success"] is True
    assert result["result"]["observed_value"] == NO_DATA


def test_figures_of_many_tables_are_judged_each_for_its_own() -> None:
    figures = {
        "events": [Figure("events", None, "a", "critical", "A.", value=0.0)],
        "articles": [
            Figure("articles", None, "a", "critical", "A.", value=1.0, unexpected_count=1),
            Figure("articles", "body", "a", "warning", "A.", value=0.9, at_most=0.5),
        ],
        "rejects": [],
    }
    assert Project(None, "r1").validate(figures) == {
        "events: a": True,
        "articles: a": False,
        "articles.body: a": False,
    }


def test_what_cannot_be_computed_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = Figure("events", None, "a", "critical", "A.", value=0.0)
    monkeypatch.setattr("expectations.custom.frame_of", lambda _: frame_of([]))
    with pytest.raises(RuntimeError, match="cannot compute expect_no_broken_rows"):
        Project(None, "r1").validate({"events": [figure]})
