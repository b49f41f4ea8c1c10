"""Find time expressions: dates, months, years, weekdays and words such as gestern, each with honest bounds.

Bounds follow from the publication interval: what is said relative to a day that is known only to the month
is itself only known to an interval. Where nothing is known the bounds are null.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import yaml

from news.knowledge import FOLDER
from schemas import TimeExpression


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``earliest`` to ``latest``, both included; null where nothing bounds it."""

    earliest: date | None
    latest: date | None


UNBOUNDED = Interval(None, None)
Reading = tuple[str, Interval]
"""TIMEX3 value and the days that it can mean."""


@dataclass(frozen=True)
class Calendar:
    """The words of calendar.yaml and the patterns made from them."""

    months: dict[str, int]
    weekdays: dict[str, int]
    deictic: dict[str, int]
    future: frozenset[str]
    pattern: re.Pattern[str]


@cache
def german_calendar() -> Calendar:
    """The calendar of this version."""
    words: dict[str, Any] = yaml.safe_load((FOLDER / "calendar.yaml").read_text(encoding="utf-8"))

    def one_of(names: dict[str, int]) -> str:
        return "|".join(sorted(names, key=len, reverse=True))

    months, weekdays, deictic = words["months"], words["weekdays"], words["deictic"]
    future = "|".join(words["future"])
    pattern = rf"""\b(?:
        (?P<date>(?P<d1>\d{{1,2}})\.\s?(?P<m1>{one_of(months)})(?:\s(?P<y1>\d{{4}}))?)
      | (?P<numeric>(?P<d2>\d{{1,2}})\.(?P<m2>\d{{1,2}})\.(?P<y2>\d{{4}}))
      | (?P<month>(?P<m3>{one_of(months)})\s(?P<y3>\d{{4}}))
      | (?P<weekday>(?:(?P<future>{future})\s)?(?P<w>{one_of(weekdays)}))
      | (?P<deictic>{one_of(deictic)})
      | (?P<year>(?<=\bJahr\s)\d{{4}}|(?<=\bim\sJahr\s)\d{{4}}|(?<=\bseit\s)\d{{4}}|(?<=\bin\s)(?:19|20)\d\d)
    )(?!\w)"""
    return Calendar(
        months, weekdays, deictic, frozenset(words["future"]), re.compile(pattern, re.IGNORECASE | re.VERBOSE)
    )


def find_times(article_id: str, body: str, published: Interval) -> list[TimeExpression]:
    """The time expressions of an article in text order."""
    return [
        TimeExpression(
            article_id,
            found.start(),
            found.end(),
            found.group(),
            "DATE",
            value,
            days.earliest,
            days.latest,
            rule,
        )
        for found in german_calendar().pattern.finditer(body)
        for rule, (value, days) in _read(found, published)
    ]


def _read(found: re.Match[str], published: Interval) -> Iterator[tuple[str, Reading]]:
    words = german_calendar()
    rule = found.lastgroup if found.lastgroup in {"year"} else None
    rule = rule or next(r for r in ("date", "numeric", "month", "weekday", "deictic", "year") if found[r])
    if rule == "date":
        reading = _day(found["y1"], words.months[found["m1"].casefold()], int(found["d1"]), published)
    elif rule == "numeric":
        reading = _day(found["y2"], int(found["m2"]), int(found["d2"]), published)
    elif rule == "month":
        reading = _month(int(found["y3"]), words.months[found["m3"].casefold()])
    elif rule == "weekday":
        reading = _weekday(words.weekdays[found["w"].casefold()], published, is_ahead=bool(found["future"]))
    elif rule == "deictic":
        reading = _shifted(words.deictic[found.group().casefold()], published)
    else:
        year = int(found.group())
        reading = (f"{year:04}", Interval(date(year, 1, 1), date(year, 12, 31))) if year else None
    if reading:
        yield rule, reading


def _day(year: str | None, month: int, day: int, published: Interval) -> Reading | None:
    """A day; without a year, the one of that date nearest to the publication, if that is a single one."""
    try:
        if year:
            value = date(int(year), month, day)
            return value.isoformat(), Interval(value, value)
        if published.earliest is None or published.latest is None:
            return f"XXXX-{month:02}-{day:02}", UNBOUNDED
        centre = published.earliest + (published.latest - published.earliest) / 2
        near = min(
            (date(y, month, day) for y in range(centre.year - 1, centre.year + 2)),
            key=lambda d: abs(d - centre),
        )
        return near.isoformat(), Interval(near, near)
    except ValueError:
        return None


def _month(year: int, month: int) -> Reading | None:
    if not year:
        return None
    last = calendar.monthrange(year, month)[1]
    return f"{year:04}-{month:02}", Interval(date(year, month, 1), date(year, month, last))


def _weekday(weekday: int, published: Interval, *, is_ahead: bool) -> Reading:
    """The last such day on or before the day of publication, or the first one after it."""
    if published.earliest is None or published.latest is None:
        return f"XXXX-WXX-{weekday}", UNBOUNDED
    if is_ahead:
        first = published.earliest + timedelta(days=(weekday - published.earliest.isoweekday() - 1) % 7 + 1)
        last = published.latest + timedelta(days=(weekday - published.latest.isoweekday() - 1) % 7 + 1)
    else:
        first = published.earliest - timedelta(days=(published.earliest.isoweekday() - weekday) % 7)
        last = published.latest - timedelta(days=(published.latest.isoweekday() - weekday) % 7)
    value = first.isoformat() if first == last else f"XXXX-WXX-{weekday}"
    return value, Interval(first, last)


def _shifted(days: int, published: Interval) -> Reading:
    if published.earliest is None or published.latest is None:
        return "PRESENT_REF" if days == 0 else "PAST_REF" if days < 0 else "FUTURE_REF", UNBOUNDED
    first, last = published.earliest + timedelta(days), published.latest + timedelta(days)
    return first.isoformat() if first == last else "XXXX-XX-XX", Interval(first, last)
