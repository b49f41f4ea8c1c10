from __future__ import annotations

from datetime import date

from news.extract.times.interval import UNBOUNDED, Interval
from news.extract.times.memory import FAR, NEAR, Memory
from news.extract.times.reading import fixed, unbounded
from news.extract.times.spells import day, year

DAY, YEAR = date(2020, 5, 4), Interval(date(2020, 1, 1), date(2020, 12, 31))
ONE_DAY = Interval(DAY, DAY)


def test_a_day_stays_in_mind_longer_than_its_year() -> None:
    memory = Memory(UNBOUNDED)
    memory.remember(fixed("DATE", day(DAY)), "2020-05-04", ONE_DAY, 10, is_one=True)
    assert (memory.anchor(10 + FAR), memory.day(10 + FAR), memory.near_day(10 + NEAR)) == (ONE_DAY,) * 3
    assert (memory.anchor(11 + FAR), memory.day(11 + FAR), memory.near_day(11 + NEAR)) == (None,) * 3
    assert (memory.year(10 + NEAR), memory.year(11 + NEAR)) == (2020, None)


def test_a_year_is_no_day_and_counts_only_before_the_publication() -> None:
    memory = Memory(YEAR)
    memory.remember(fixed("DATE", year(2020)), "2020", YEAR, 5, is_one=True)
    assert (memory.anchor(6), memory.day(6), memory.year(6)) == (YEAR, None, None)


def test_several_days_are_remembered_until_a_single_one_comes() -> None:
    memory = Memory(UNBOUNDED)
    memory.remember(unbounded("SET", "P1D"), "P1D", UNBOUNDED, 5, is_one=True)
    assert memory.is_several(6)
    memory.remember(fixed("DATE", day(DAY)), "2020-05-04", ONE_DAY, 8, is_one=True)
    assert not memory.is_several(9)


def test_what_was_kept_comes_back() -> None:
    memory = Memory(UNBOUNDED)
    kept = memory.keep()
    memory.remember(fixed("DATE", day(DAY)), "2020-05-04", ONE_DAY, 10, is_one=True)
    memory.restore(kept)
    assert (memory.anchor(11), memory.day(11), memory.year(11)) == (None, None, None)
