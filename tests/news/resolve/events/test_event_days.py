from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from invented_events import INTERVALS, day, mention

from news.resolve.events.days import Days, days_of


def days(first: int, last: int) -> Days:
    return days_of(mention(days=(first, last)))


def test_bounds_whole_weeks_apart_tell_a_weekday() -> None:
    assert days(6, 27) == Days(day(6), day(27), 5)
    assert days(6, 26).weekday is None
    assert days(6, 6).weekday is None


def test_a_calendar_month_of_whole_weeks_tells_none() -> None:
    leap = Days(day(1).replace(year=2020, month=2, day=1), day(1).replace(year=2020, month=2, day=29))
    february = mention(days=(1, 1))
    assert leap.earliest and leap.latest
    spread = type(february)(
        **{f: getattr(february, f) for f in february.__slots__}
        | {"date_earliest": leap.earliest, "date_latest": leap.latest}
    )
    assert days_of(spread).weekday is None


def test_a_weekday_inside_a_week_is_a_day() -> None:
    assert days(6, 27).common(days(10, 16)) == Days(day(13), day(13))
    assert days(6, 27).common(days(7, 12)) is None
    assert days(6, 27).common(days(3, 24)) is None, "no Friday is a Tuesday"


def test_unknown_days_exclude_none() -> None:
    assert Days().common(days(3, 4)) == days(3, 4) == days(3, 4).common(Days())
    assert Days().width == 0


@given(INTERVALS, INTERVALS)
def test_common_days_are_days_of_both(one: tuple[int, int] | None, other: tuple[int, int] | None) -> None:
    mine, yours = days_of(mention(days=one)), days_of(mention(days=other))
    common = mine.common(yours)
    assert common == yours.common(mine)
    allowed = all_days(mine) & all_days(yours) if mine.is_known and yours.is_known else None
    if allowed is not None:
        assert (all_days(common) if common else set()) == allowed
    if common and common.earliest and common.latest:
        assert mine.holds(common) and yours.holds(common)


def all_days(days: Days) -> set[int]:
    if not (days.earliest and days.latest):
        return set()
    found = (days.earliest + timedelta(days=n) for n in range(days.width))
    return {d.toordinal() for d in found if days.weekday in (None, d.isoweekday())}
