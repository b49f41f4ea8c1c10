"""Bound the publication of an article by the lines that print its day, or by the dates that its text gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from news.extract.times.direction import PAST, can_look_ahead, clause_around, direction, is_announced
from news.extract.times.find import find_times
from news.extract.times.interval import UNBOUNDED, Interval
from schemas import TimeExpression

KNOWN = re.compile(r"\d\d(?P<year>\d\d)-\d\d(?:-\d\d)?(?:T.*)?")
"""Values of months and days; years alone are too often names (Agenda 2030) or goals."""
KNOWN_YEAR = re.compile(r"\d{4}|\.\d\d\b")
DAY = re.compile(r"\d{4}-\d\d-\d\d(?P<clock>T.+)?")
WINDOW = 400
"""Characters to each side in which the clause of a date is looked for."""


def read_date_lines(above: Iterable[str], below: Iterable[str]) -> Interval | None:
    """The days that lines around an article print, from the first (published) to the last (changed).

    ``above`` are lines on top of the text (dates, bylines, credits), ``below`` those under it, where only a day
    with a time of day counts: without one it is as often that of something else. Null where none prints a day.
    """
    days = [day for line in above for day, _ in _days(line)]
    days += [day for line in below for day, has_clock in _days(line) if has_clock]
    return Interval(min(days), max(days)) if days else None


def _days(line: str) -> Iterator[tuple[date, bool]]:
    """Days written with their year, and whether a time of day stands with them."""
    rows = find_times("", line, UNBOUNDED)
    has_clock = any(row.timex_type == "TIME" for row in rows)
    for row in rows:
        value = DAY.fullmatch(row.value)
        if value and row.date_earliest and KNOWN_YEAR.search(row.text):
            yield row.date_earliest, has_clock


def infer_publication(body: str, expressions: Iterable[TimeExpression]) -> tuple[Interval, str] | None:
    """The days on which an article can have appeared, and the rule that says so; null where nothing does.

    ``expressions`` are those found in ``body`` without a publication interval, so that only absolute dates are
    known; only months and days written with their year count. What is told in a past tense has happened: the
    article is not older than the last such date (``reports_dates``). What is planned has not: it is not younger
    than the first of those (``announces_dates``); both together are ``between_dates``. An end that nothing bounds
    is null. Dates that contradict each other prove nothing.
    """
    reported, announced = [], []
    for row in expressions:
        value = KNOWN.fullmatch(row.value)
        if (
            row.date_earliest is None
            or row.date_latest is None
            or value is None
            or value["year"] not in row.text
        ):
            continue
        words = _clause(body, row)
        if direction(words) == PAST:
            if can_look_ahead(_word_before(body, row)):
                continue
            reported.append(row.date_earliest)
        elif is_announced(words):
            announced.append(row.date_latest)
    earliest, latest = max(reported, default=None), min(announced, default=None)
    if earliest is None and latest is None:
        return None
    if earliest and latest:
        return (Interval(earliest, latest), "between_dates") if earliest <= latest else None
    return Interval(earliest, latest), "reports_dates" if earliest else "announces_dates"


def _word_before(body: str, row: TimeExpression) -> str:
    words = body[max(0, row.text_start - WINDOW) : row.text_start].split()
    return words[-1].lower() if words else ""


def _clause(body: str, row: TimeExpression) -> list[str]:
    first, last = max(0, row.text_start - WINDOW), min(len(body), row.text_end + WINDOW)
    return clause_around(body, row.text_start, row.text_end, first, last)
