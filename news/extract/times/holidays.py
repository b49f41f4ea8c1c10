"""The days on which feasts fall in a year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from news.extract.times.spells import Spell


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (the anonymous algorithm of Nature, 1876)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def fourth_advent(year: int) -> date:
    """The last Sunday before Christmas Day."""
    christmas = date(year, 12, 25)
    return christmas - timedelta(days=christmas.isoweekday() % 7 or 7)


@lru_cache(1000)
def holiday(rule: str, year: int) -> Spell:
    """The days of a feast in a year; ``rule`` is "day/length" as in holidays.tsv; its first day is the value."""
    when, _, length = rule.partition("/")
    if when.startswith("E"):
        first = easter(year) + timedelta(days=int(when[1:]))
    elif when.startswith("A"):
        first = fourth_advent(year) + timedelta(days=int(when[1:]))
    else:
        month, _, day = when.partition("-")
        first = date(year, int(month), int(day))
    return Spell(first.isoformat(), first, first + timedelta(days=int(length) - 1))
