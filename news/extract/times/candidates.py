"""The days between its bounds that an expression can mean: "am Freitag" is one of the Fridays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from news.extract.times.interval import Interval
from news.extract.times.spells import NIGHT
from schemas import TimeExpression

OF_WEEK = re.compile(r"XXXX-WXX(?:-(?P<weekday>[1-7])(?P<part>T\w\w)?|-(?P<weekend>WE))?")
SATURDAY = 6


def candidates(expression: TimeExpression) -> list[Interval]:
    """The intervals that an expression can mean, in order; one of them is meant, if the article speaks true.

    A weekday gives single days, a night the two days that it joins, a weekend and a week the days that they have.
    Everything else is one interval, its bounds; none where a bound is unknown.
    """
    earliest, latest = expression.date_earliest, expression.date_latest
    if earliest is None or latest is None:
        return []
    found = OF_WEEK.fullmatch(expression.value)
    if found is None:
        return [Interval(earliest, latest)]
    if found["weekday"]:
        first, length = int(found["weekday"]), 2 if found["part"] == NIGHT else 1
    elif found["weekend"]:
        first, length = SATURDAY, 2
    else:
        first, length = 1, 7
    return [
        Interval(day, min(day + timedelta(days=length - 1), latest))
        for day in _every(first, earliest, latest, length)
    ]


def _every(weekday: int, earliest: date, latest: date, length: int) -> Iterator[date]:
    """Each day of a weekday from which at least one more day than the first is left, if it takes several."""
    day = earliest + timedelta(days=(weekday - earliest.isoweekday()) % 7)
    last = latest - timedelta(days=1 if length > 1 else 0)
    while day <= last:
        yield day
        day += timedelta(weeks=1)
