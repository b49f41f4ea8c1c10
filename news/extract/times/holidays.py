"""The days on which feasts fall in a year."""

from __future__ import annotations

import calendar
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


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches, as a day of the Gregorian calendar from 1900 to 2099 (J. Meeus, 1991)."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def weekday_of_month(weekday: int, number: int, year: int, month: int) -> date:
    """The first, second … weekday (Monday is 1) of a month; -1 is the last; ValueError if there is no such one."""
    first = date(year, month, 1)
    if number < 0:
        last = date(year, month, calendar.monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return first.replace(day=1 + (weekday - first.isoweekday()) % 7 + 7 * (number - 1))


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
    elif when.startswith("O"):
        first = orthodox_easter(year) + timedelta(days=int(when[1:]))
    elif when.startswith("N"):
        of_month, weekday, number = map(int, when[1:].split("."))
        first = weekday_of_month(weekday, number, year, of_month)
    elif when.startswith("A"):
        first = fourth_advent(year) + timedelta(days=int(when[1:]))
    else:
        month, _, day = when.partition("-")
        first = date(year, int(month), int(day))
    return Spell(first.isoformat(), first, first + timedelta(days=int(length) - 1))
