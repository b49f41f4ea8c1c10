from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.extract.times.spells import PARTS_OF_PERIOD, PERIODS, SEASONS, edge, period, season, shift

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(st.sampled_from(sorted(set(PERIODS) - {"WE"})), DAYS)
def test_a_period_holds_its_day(unit: str, at: date) -> None:
    spell = period(unit, at)
    assert spell.first <= at <= spell.last


@given(st.sampled_from(["D", "W", "M", "Q", "H", "Y", "DE"]), DAYS, DAYS, st.integers(-40, 40))
def test_shifting_keeps_the_order_of_days(unit: str, one: date, other: date, steps: int) -> None:
    first, second = sorted((one, other))
    assert shift(unit, first, steps) <= shift(unit, second, steps)


@given(st.sampled_from(sorted(PARTS_OF_PERIOD)), DAYS)
def test_an_edge_lies_in_its_period(which: str, at: date) -> None:
    whole = period("M", at)
    part = edge(whole, which)
    assert whole.first <= part.first < part.last <= whole.last
    assert part.value == whole.value


@pytest.mark.parametrize(
    ("unit", "at", "value"),
    [
        ("W", date(2021, 1, 1), "2020-W53"),
        ("WE", date(2014, 2, 18), "2014-W08-WE"),
        ("Q", date(2022, 12, 31), "2022-Q4"),
        ("H", date(2022, 6, 30), "2022-H1"),
        ("DE", date(1969, 5, 1), "196"),
        ("CE", date(1969, 5, 1), "19"),
        ("D", date(2022, 2, 24), "2022-02-24"),
    ],
)
def test_values_are_timex3(unit: str, at: date, value: str) -> None:
    assert period(unit, at).value == value


def test_the_last_of_a_month_stays_in_the_month() -> None:
    assert shift("M", date(2022, 3, 31), -1) == date(2022, 2, 28)


def test_no_year_lies_outside_the_calendar() -> None:
    with pytest.raises(OverflowError):
        shift("Y", date(2022, 1, 1), -5000)


@pytest.mark.parametrize("name", sorted(SEASONS))
def test_seasons_end_in_their_year(name: str) -> None:
    spell = season(2022, name)
    assert spell.last.year == 2022
    assert spell.first < spell.last
