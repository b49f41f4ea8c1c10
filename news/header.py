"""The date header of a raw file: `` date 2022-01 `` in front of the text.

The grammar, in one place::

    header    = blank* "date" blank+ year ["-" month ["-" day]] (blank+ | line end | end of file)
    year      = 4 digits
    month     = 2 digits
    day       = 2 digits
    blank     = space | tab

The keyword is read in any case. A header whose date does not exist (2022-13, 2022-02-30) is kept as written
and bounds nothing: a wrong day is worse than none.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

GRAMMAR = re.compile(
    r"[ \t]*date[ \t]+(?P<written>(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?)(?=[ \t\n]|\Z)[ \t]*\n?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Header:
    """A date header and the days that it allows; all null if the file has none."""

    written: str | None
    """As in the file, without the keyword, e.g. 2022-01."""
    earliest: date | None
    latest: date | None
    precision: str
    """day, month, year or unknown."""
    end: int
    """Offset of the text behind the header."""


NO_HEADER = Header(None, None, None, "unknown", 0)


def parse_header(text: str) -> Header:
    """Read the date header at the start of a raw text; never raises."""
    found = GRAMMAR.match(text)
    if found is None:
        return NO_HEADER
    year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
    bounds = _bounds(year or 0, month, day)
    earliest, latest, precision = bounds if bounds else (None, None, "unknown")
    return Header(found["written"], earliest, latest, precision, found.end())


def _bounds(year: int, month: int | None, day: int | None) -> tuple[date, date, str] | None:
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31), "year"
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"
        return date(year, month, day), date(year, month, day), "day"
    except ValueError:
        return None
