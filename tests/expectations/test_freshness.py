"""How long nothing new is usual follows from when articles came."""

from __future__ import annotations

from datetime import datetime, timedelta

from expectations.freshness import days_without, usual_days

START = datetime(2022, 3, 7, 5, 15)


def daily(count: int, *, weekends: bool) -> list[datetime]:
    days = (START + timedelta(n) for n in range(count))
    return [day for day in days if weekends or day.isoweekday() <= 5]


def test_a_daily_feed_may_miss_two_days() -> None:
    assert usual_days(daily(30, weekends=True)) == 2.0


def test_weekends_are_usual_where_they_bring_nothing() -> None:
    limit = usual_days(daily(60, weekends=False))
    assert limit is not None
    assert 3 < limit <= 6


def test_few_runs_tell_nothing() -> None:
    assert usual_days(daily(5, weekends=True)) is None
    assert days_without([], START) is None


def test_days_count_since_articles_last_came() -> None:
    assert days_without(daily(3, weekends=True), START + timedelta(days=4, hours=12)) == 2.5
