"""Period: the days that a person means by 2022, 2022-03 or 2022-03-14, and how finely to divide them."""

from __future__ import annotations

import re
from datetime import date, timedelta

GIVEN = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
DAYS_BY_DAY, DAYS_BY_WEEK = 45, 200
"""Up to so many days a timeline has a column per day, or per week."""


def bounds(text: str) -> tuple[date, date]:
    """First and last day of a year, month or day; ValueError says how to write one."""
    found = GIVEN.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in found.groups())
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise ValueError(f"{text!r} is no day; write 2022, 2022-03 or 2022-03-14") from None
    if day:
        return first, first
    behind = date(first.year + 1, 1, 1) if month is None or month == 12 else date(first.year, month + 1, 1)  # noqa: PLR2004
    return first, behind - timedelta(days=1)


def last_year(latest: date) -> tuple[date, date]:
    """The twelve months that end with the month of a day."""
    first, last = bounds(f"{latest:%Y-%m}")
    return date(first.year - 1, first.month % 12 + 1, 1) if first.month < 12 else date(first.year, 1, 1), last  # noqa: PLR2004


def widths(first: date, last: date) -> tuple[str, ...]:
    """How wide the columns of a timeline can be, the finest first: of day, week and month."""
    days = (last - first).days + 1
    if days <= DAYS_BY_DAY:
        return "day", "week", "month"
    return ("week", "month") if days <= DAYS_BY_WEEK else ("month",)


def starts(first: date, last: date, bin_width: str) -> list[date]:
    """The first days of all columns of a timeline, as SQL's date_trunc gives them."""
    if bin_width == "month":
        months = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
        return [date(m // 12, m % 12 + 1, 1) for m in months]
    at = first - timedelta(days=first.weekday()) if bin_width == "week" else first
    step = timedelta(days=7 if bin_width == "week" else 1)
    return [at + n * step for n in range((last - at).days // step.days + 1)]
