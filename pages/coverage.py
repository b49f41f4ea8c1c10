"""Coverage: articles by month and by day as calendars, with the months that should not be empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from pages.charts import Tick
from pages.report_rows import DayCount, MonthCount
from pages.words import Words

LEVELS = 5
USUAL = 3
"""Articles per month from which on a month without any is a gap."""
AROUND = 6
DAYS_SHOWN = 20
"""A calendar of days needs so many days with articles."""
STEP = 12
"""Distance of two days in the calendar of days, in pixels."""
LEFT_OF_DAYS = 30
MONTHS_OF_YEAR = range(1, 13)


@dataclass(frozen=True, slots=True)
class Cell:
    """A month: its articles (null outside the period), how dark it is (0 to 5), and whether it is a gap."""

    count: int | None
    level: int
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """A row of the calendar."""

    year: int
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the calendar of days."""

    day: date
    count: int
    level: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class DayCalendar:
    """Weeks side by side, Monday on top."""

    cells: tuple[DayCell, ...]
    names: tuple[Tick, ...]
    width: int


def level(count: int, most: int) -> int:
    """0 for none, else 1 to 5 by fifths of the most."""
    return 0 if count == 0 else 1 + min(LEVELS - 1, LEVELS * count // (most + 1))


def calendar(months: Sequence[MonthCount]) -> list[Year]:
    """A row per year with articles or gaps, newest first. A month without articles that usually has some is a gap.

    As in quality.coverage: the median of the month and the six before and behind it is USUAL or more.
    """
    counts = {m.month: m.article_count for m in months if m.month is not None}
    if not counts:
        return []
    first, last, most = min(counts), max(counts), max(counts.values())
    usual = _usual_counts(counts, first, last)

    def cell(year: int, month: int) -> Cell:
        at = date(year, month, 1)
        if not first <= at <= last:
            return Cell(None, 0)
        count = counts.get(at, 0)
        return Cell(count, level(count, most), is_gap=count == 0 and usual[at] >= USUAL)

    years = (
        Year(
            year,
            tuple(cell(year, m) for m in MONTHS_OF_YEAR),
            sum(n for month, n in counts.items() if month.year == year),
        )
        for year in range(last.year, first.year - 1, -1)
    )
    return [y for y in years if y.total or any(c.is_gap for c in y.cells)]


def _usual_counts(counts: Mapping[date, int], first: date, last: date) -> dict[date, float]:
    numbers = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    months = [date(n // 12, n % 12 + 1, 1) for n in numbers]
    held = [counts.get(month, 0) for month in months]
    return {month: median(held[max(0, n - AROUND) : n + AROUND + 1]) for n, month in enumerate(months)}


def day_calendar(days: Sequence[DayCount], told: Words) -> DayCalendar | None:
    """The days up to the last one, 53 weeks at most; None where headers tell fewer than DAYS_SHOWN days."""
    counts = {d.day: d.article_count for d in days}
    if len(counts) < DAYS_SHOWN:
        return None
    last, most = max(counts), max(counts.values())
    monday = last - timedelta(days=last.weekday() + 52 * 7)
    shown = [monday + timedelta(days=n) for n in range((last - monday).days + 1)]
    cells = tuple(
        DayCell(
            day,
            counts.get(day, 0),
            level(counts.get(day, 0), most),
            LEFT_OF_DAYS + (day - monday).days // 7 * STEP,
            18 + day.weekday() * STEP,
        )
        for day in shown
    )
    firsts = [c for c in cells if c.day.day <= 7 and c.day.weekday() == 0]  # noqa: PLR2004 - the first week of a month
    names = tuple(Tick(c.x, told.month_name(c.day.month)) for c in firsts[::2])
    return DayCalendar(cells, names, cells[-1].x + STEP)
