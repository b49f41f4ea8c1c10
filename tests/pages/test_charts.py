"""Bars are as high as their values, stay inside the chart, and their names do not touch."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pages.charts import BOTTOM, LEFT, SMALL, TOP, Column, Kind, bar_chart, steps
from pages.words import words

KINDS = [Kind("a", "articles"), Kind("b", "rejects")]
WIDTH, HEIGHT = SMALL
number = words("en").number


def test_steps_are_round() -> None:
    assert steps(64) == [0, 20, 40, 60, 80]
    assert steps(0) == [0, 1]
    assert steps(3) == [0, 1, 2, 3]
    assert steps(0.7, whole=False) == [0, 0.2, 0.4, 0.6, 0.8]


@given(st.floats(0, 1e9), st.booleans())
def test_steps_reach_the_highest_value_and_not_far_beyond(highest: float, whole: bool) -> None:
    found = steps(highest, whole=whole)
    assert found[0] == 0
    assert found[-1] >= highest * 0.999999
    assert len(found) <= 6
    assert found == sorted(set(found))


def test_a_chart_tells_its_numbers() -> None:
    chart = bar_chart("Files", KINDS, [Column("Mon", (3, 1), "#mon"), Column("Tue", (0, 0), "#tue")], number)
    assert chart.rows == (("Mon", "3", "1"), ("Tue", "0", "0"))
    assert [m.words for m in chart.marks] == ["Mon: 3 articles, 1 rejects", "Tue: 0 articles, 0 rejects"]
    assert [m.link for m in chart.marks] == ["#mon", None]
    articles, rejects = chart.marks[0].bars
    assert (articles.style, rejects.style) == ("a", "b")
    assert articles.height == 3 * rejects.height
    assert rejects.y + rejects.height == articles.y
    assert [t.text for t in chart.values] == ["0", "1", "2", "3", "4"]


columns = st.lists(
    st.builds(
        Column,
        st.sampled_from(["1 Jan 2022", "May", "30. September 2022"]),
        st.tuples(st.floats(0, 1e6), st.floats(0, 1e6)),
    ),
    max_size=130,
)


@given(columns, st.booleans())
def test_bars_stay_inside(given_columns: list[Column], whole: bool) -> None:
    chart = bar_chart("x", KINDS, given_columns, number, whole=whole)
    for mark in chart.marks:
        for bar in mark.bars:
            assert bar.x >= LEFT - 0.1 and bar.x + bar.width <= WIDTH + 0.1
            assert bar.y >= TOP - 0.2 and bar.y + bar.height <= HEIGHT - BOTTOM + 0.2


@given(columns)
def test_names_do_not_touch(given_columns: list[Column]) -> None:
    chart = bar_chart("x", KINDS, given_columns, number)
    free_from = 0.0
    for tick in chart.names:
        room = 5.5 * len(tick.text)
        start = {"start": tick.at, "middle": tick.at - room / 2, "end": tick.at - room}[tick.anchor]
        assert start >= free_from
        free_from = start + room
    assert free_from <= WIDTH + 1
    assert bool(chart.names) == bool(given_columns)
