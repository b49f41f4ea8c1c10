"""Bound the publication of an article without a date header by the dates that its text gives."""

from __future__ import annotations

import re
from collections.abc import Iterable

from news.extract.times.direction import PAST, can_look_ahead, clause_around, direction, is_announced
from news.extract.times.interval import Interval
from news.extract.times.lexicon import PIECE
from schemas import TimeExpression

KNOWN = re.compile(r"\d\d(?P<year>\d\d)-\d\d(?:-\d\d)?(?:T.*)?")
"""Values of months and days; years alone are too often names (Agenda 2030) or goals."""
WINDOW = 400
"""Characters to each side in which the clause of a date is looked for."""


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
    before = PIECE.findall(body[max(0, row.text_start - WINDOW) : row.text_start])
    inside = PIECE.findall(row.text)
    behind = PIECE.findall(body[row.text_end : row.text_end + WINDOW])
    pieces = [*before, *inside, *behind]
    return clause_around(pieces, len(before), len(before) + len(inside))
