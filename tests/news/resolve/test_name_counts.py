"""What follows from many counts: a majority, or nothing where there is none."""

from __future__ import annotations

from collections import Counter

import pytest

from news.resolve.name_counts import articles_by, majority, most


def test_articles_are_counted_by_value_without_those_that_tell_none() -> None:
    assert articles_by([("NOR", 2), (None, 9), ("DNK", 1), ("NOR", 1)]) == Counter(NOR=3, DNK=1)


@pytest.mark.parametrize(
    ("votes", "winner", "first"),
    [({}, None, None), ({"a": 1}, "a", "a"), ({"b": 2, "a": 1}, "b", "b"), ({"b": 2, "a": 2}, None, "a")],
)
def test_a_draw_has_no_majority(votes: dict[str, int], winner: str | None, first: str | None) -> None:
    assert majority(Counter(votes)) == winner
    assert most(Counter(votes)) == first
