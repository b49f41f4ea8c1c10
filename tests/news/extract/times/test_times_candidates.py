from __future__ import annotations

from datetime import date, timedelta

from news.extract.times import UNBOUNDED, Interval, candidates, find_times

JANUARY = Interval(date(2022, 1, 1), date(2022, 1, 31))


def test_a_weekday_gives_each_such_day() -> None:
    (row,) = find_times("a", "Er kam am Freitag.", JANUARY)
    days = candidates(row)
    assert [day.earliest for day in days] == [date(2021, 12, 31) + timedelta(weeks=n) for n in range(5)]
    assert all(day.earliest == day.latest for day in days)


def test_a_week_gives_each_week_and_a_weekend_its_two_days() -> None:
    (week,) = find_times("a", "Er kam vergangene Woche.", JANUARY)
    assert candidates(week)[0] == Interval(date(2021, 12, 20), date(2021, 12, 26))
    assert candidates(week)[-1] == Interval(date(2022, 1, 24), date(2022, 1, 30))
    (weekend,) = find_times("a", "Er kam am vergangenen Wochenende.", JANUARY)
    lengths = {(c.latest - c.earliest).days for c in candidates(weekend) if c.latest and c.earliest}
    assert lengths == {1}


def test_a_night_gives_the_two_days_that_it_joins() -> None:
    (row,) = find_times("a", "Es brannte in der Nacht zum Samstag.", JANUARY)
    first = candidates(row)[0]
    assert (
        first == Interval(date(2021, 12, 31), date(2022, 1, 1)) == Interval(row.date_earliest, first.latest)
    )
    assert candidates(row)[-1].latest == row.date_latest


def test_anything_else_is_one_interval() -> None:
    (row,) = find_times("a", "Im Mai 2021 war Ruhe.", JANUARY)
    assert candidates(row) == [Interval(date(2021, 5, 1), date(2021, 5, 31))]


def test_without_bounds_there_is_no_candidate() -> None:
    (row,) = find_times("a", "Er kam am Freitag.", UNBOUNDED)
    assert candidates(row) == []
