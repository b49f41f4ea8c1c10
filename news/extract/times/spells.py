"""Periods of the calendar: the day, week, month, quarter, season or century that holds a day, as TIMEX3 names it.

Values follow TIMEX3 (TimeML 1.2.1, ISO 8601): 2022-02-24, 2022-W08, 2022-W08-WE, 2022-02, 2022-Q1, 2022-H1,
2022-SU, 2022, 202 (a decade), 20 (a century).
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

MOST_SPELLS = 2000
"""Periods of each kind that are kept: the same few are meant again and again."""
MONTHS_OF_YEAR = 12
NIGHT = "TNI"
OPEN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "H": "XXXX-HX",
    "Y": "XXXX", "DE": "XXX", "CE": "XX",
}  # fmt: skip
"""What stands for a period that is not known, by its unit."""
SEASONS = {
    "SP": ((3, 1), (6, 20)),
    "SU": ((6, 1), (9, 22)),
    "FA": ((9, 1), (12, 20)),
    "WI": ((12, 1), (3, 20)),
}
"""First and last day (month, day): the meteorological beginning, the astronomical end."""
PARTS_OF_PERIOD = {"START": (0, 1 / 3), "MID": (1 / 3, 2 / 3), "END": (2 / 3, 1)}
"""What Anfang, Mitte and Ende of a period can mean, as shares of its length."""


class Spell(NamedTuple):
    """A stretch of days with its TIMEX3 value."""

    value: str
    first: date
    last: date


@lru_cache(MOST_SPELLS)
def day(at: date, suffix: str = "") -> Spell:
    """One day; ``suffix`` names a part of it (TEV) or a clock time (T20:15). A night ends on the day behind it."""
    return Spell(at.isoformat() + suffix, at, at + timedelta(days=suffix == NIGHT))


def night_to(at: date, suffix: str = "") -> Spell:
    """The night from which a day speaks when it is over: its value bears the day, as that of today's parts does."""
    return Spell(at.isoformat() + suffix, at - timedelta(days=1), at)


@lru_cache(MOST_SPELLS)
def week(at: date) -> Spell:
    """The ISO week of a day."""
    first = at - timedelta(days=at.weekday())
    year, number, _ = at.isocalendar()
    return Spell(f"{year:04}-W{number:02}", first, first + timedelta(days=6))


def weeks_of(year: int) -> int:
    """How many ISO weeks a year has."""
    return date(year, 12, 28).isocalendar().week


@lru_cache(MOST_SPELLS)
def weekend(at: date) -> Spell:
    """Saturday and Sunday of the ISO week of a day."""
    whole = week(at)
    return Spell(f"{whole.value}-WE", whole.first + timedelta(days=5), whole.last)


@lru_cache(MOST_SPELLS)
def months(year: int, month: int, count: int, value: str) -> Spell:
    """Whole months of one year."""
    last = month + count - 1
    return Spell(value, date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1]))


@lru_cache(MOST_SPELLS)
def month(year: int, number: int) -> Spell:
    """A month."""
    return months(year, number, 1, f"{year:04}-{number:02}")


@lru_cache(MOST_SPELLS)
def part_of_year(year: int, unit: str, number: int) -> Spell:
    """A quarter (unit Q) or half (unit H) of a year; ValueError if there is no such one."""
    length = {"Q": 3, "H": 6}[unit]
    return months(year, (number - 1) * length + 1, length, f"{year:04}-{unit}{number}")


def years(first: int, last: int, value: str) -> Spell:
    """Whole years."""
    return Spell(value, date(first, 1, 1), date(last, 12, 31))


@lru_cache(MOST_SPELLS)
def year(number: int) -> Spell:
    """A year."""
    return years(number, number, f"{number:04}")


@lru_cache(MOST_SPELLS)
def season(number: int, name: str) -> Spell:
    """A season; the winter of a year is the one that ends in it."""
    (first_month, first_day), (last_month, last_day) = SEASONS[name]
    begins = number - 1 if first_month > last_month else number
    return Spell(
        f"{number:04}-{name}", date(begins, first_month, first_day), date(number, last_month, last_day)
    )


PERIODS: dict[str, Callable[[date], Spell]] = {
    "W": week,
    "WE": weekend,
    "M": lambda at: month(at.year, at.month),
    "Q": lambda at: part_of_year(at.year, "Q", (at.month + 2) // 3),
    "H": lambda at: part_of_year(at.year, "H", (at.month + 5) // 6),
    "Y": lambda at: year(at.year),
    "DE": lambda at: years(at.year // 10 * 10, at.year // 10 * 10 + 9, f"{at.year // 10:03}"),
    "CE": lambda at: years(at.year // 100 * 100, at.year // 100 * 100 + 99, f"{at.year // 100:02}"),
}


def period(unit: str, at: date) -> Spell:
    """The period of a unit that holds a day; the day itself for units that are no longer."""
    return PERIODS.get(unit, day)(at)


def shift(unit: str, at: date, steps: float) -> date:
    """The day some units later, or earlier if ``steps`` is negative; OverflowError outside the years 1 to 9999."""
    if unit in {"M", "Q", "H", "Y", "DE", "CE", "ML"}:
        factor = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}[unit]
        number = at.year * MONTHS_OF_YEAR + at.month - 1 + round(steps * factor)
        target_year, target_month = divmod(number, MONTHS_OF_YEAR)
        if not date.min.year <= target_year <= date.max.year:
            raise OverflowError(f"year {target_year}")
        last = calendar.monthrange(target_year, target_month + 1)[1]
        return date(target_year, target_month + 1, min(at.day, last))
    days = {"W": 7.0, "WE": 7.0, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}.get(unit, 1.0) * steps
    return at + timedelta(days=int(days) if days >= 0 else -int(-days))


def edge(spell: Spell, which: str | None) -> Spell:
    """The beginning, middle or end of a period; the value stays that of the period."""
    if not which:
        return spell
    low, high = PARTS_OF_PERIOD[which]
    length = (spell.last - spell.first).days
    return Spell(
        spell.value,
        spell.first + timedelta(days=int(length * low)),
        spell.last - timedelta(days=int(length * (1 - high))),
    )
