"""The date header of a raw file: `` date 2022-01 `` in front of the text.

The grammar, in one place::

    header    = BOM? white* keyword blank+ written (blank+ | line end | end of file)
    keyword   = "date", in any case
    written   = year ["-" month ["-" day]]
    year      = 4 digits
    month     = 1 or 2 digits
    day       = 1 or 2 digits
    blank     = white space other than a line end (spaces, tabs, no-break spaces)
    white     = blank | line end

The header ends behind its blanks and at most one line end; the text may follow on the same line or on the
next. "Date" spelt as German spells the noun, followed by nothing but a year, is a header only where it stands
alone on its line: "Date 2022 wird teurer" is a sentence.

Nothing is guessed. A date that does not exist (2022-13, 2022-02-30), that lies too far in the future or
before 1900 is kept as written, bounds nothing, and says so in ``Header.problem``: a wrong day is worse than
none.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

GRAMMAR = re.compile(
    r"""\ufeff?\s*
    (?!Date[^\S\n]+[0-9]{4}[^\S\n]+[^\s])
    (?i:date)[^\S\n]+
    (?P<written>(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?)?)
    (?:[^\S\n]+\n?|\n|\Z)""",
    re.VERBOSE,
)

EARLIEST_YEAR = 1900
"""No digital news file is older: a header that says so is a slip of the pen."""

PROBLEMS = ("impossible", "future", "before_1900")
"""Why a header that is written bounds nothing: the vocabulary of ``Header.problem``."""


@dataclass(frozen=True, slots=True)
class Header:
    """A date header and the days that it allows; the dates are null where the file has none or a bad one."""

    written: str | None
    """As in the file, without the keyword, e.g. 2022-01."""
    earliest: date | None
    latest: date | None
    precision: str
    """day, month, year or unknown."""
    end: int
    """Offset of the text behind the header (and behind a byte order mark)."""
    problem: str | None = None
    """One of PROBLEMS; null where the header is good or there is none."""


def parse_header(text: str, today: date, tolerance_days: int) -> Header:
    """Read the date header at the start of a raw text; never raises.

    ``today`` is the day of the run: a header whose first day lies more than ``tolerance_days`` behind it is
    too far in the future (clocks of machines differ, and some papers are dated ahead).
    """
    found = GRAMMAR.match(text)
    if found is None:
        return Header(None, None, None, "unknown", 1 if text.startswith("\ufeff") else 0)
    year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
    bounds = _bounds(year or 0, month, day)
    if bounds is None:
        problem = "impossible"
    elif bounds[0].year < EARLIEST_YEAR:
        problem = "before_1900"
    elif bounds[0] > _later(today, tolerance_days):
        problem = "future"
    else:
        return Header(found["written"], *bounds, found.end())
    return Header(found["written"], None, None, "unknown", found.end(), problem)


def _bounds(year: int, month: int | None, day: int | None) -> tuple[date, date, str] | None:
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31), "year"
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"
        return date(year, month, day), date(year, month, day), "day"
    except ValueError:
        return None


def _later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max
