"""Days counted from an event whose date stands beside it: am Tag vor dem Treffen vom 12. Januar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest

from news.extract.times import spells
from news.extract.times.lexicon import PIECE, Lexicon
from news.extract.times.relative_readings import UNKNOWN_DAY, far_end
from news.extract.times.spells import Spell
from schemas import TimeExpression

LENGTH = re.compile(r"P(?P<clock>T?)(?P<count>\d+(?:\.\d+)?|X)(?P<unit>[DWMYHS])")
LONGEST = 80
"""Characters between the two expressions."""
MOST_WORDS = 8
PERIOD_OF_EVENT, DAY_OF_THE_EVENT, BESIDE_EVENT = "period_of_event", "day_of_the_event", "beside_event"
"""Rules whose expressions count from an event by their unit (in der Woche nach), are its day (am Tag des), or lie
close to it (kurz vor); the last say nothing without its date, and give no row then."""
SHORTLY = timedelta(days=7)
"""How far from an event "kurz nach" reaches at most, or as far as its date is vague, if that is more."""
UNITS = {open_value: unit for unit, open_value in spells.OPEN.items()}
ANCHORED = "event_anchor"
"""What stands behind the name of a rule whose days were found so."""


def anchor_to_events(
    body: str, expressions: Sequence[TimeExpression], lexicon: Lexicon
) -> Iterator[TimeExpression]:
    """The expressions of a text, in order, with the days of those that count from a dated event.

    A day or a length of time, then vor or nach, the event, a preposition and its date: the days are those of the
    event, that much earlier or later, in the same roundness as a length of time behind vor (a week is the whole
    week). Hours, "wenige Tage" and "kurz" only bound: from the event to the farthest day that they can mean. The
    type and the value of a length stay; a day gets the value of its date where it is but one.
    """
    for row, event in zip_longest(expressions, expressions[1:]):
        found = _anchored(body, row, event, lexicon) if event and _can_count(row) else row
        if found.rule != BESIDE_EVENT:
            yield found


def _can_count(row: TimeExpression) -> bool:
    return (
        row.date_earliest is None
        and row.date_latest is None
        and (
            row.value == UNKNOWN_DAY or row.rule == PERIOD_OF_EVENT or LENGTH.fullmatch(row.value) is not None
        )
    )


def _anchored(body: str, row: TimeExpression, event: TimeExpression, lexicon: Lexicon) -> TimeExpression:
    if event.date_earliest is None or event.date_latest is None or event.text_start - row.text_end > LONGEST:
        return row
    words = [p for p in PIECE.findall(body[row.text_end : event.text_start]) if not p.isspace()]
    if not _names_dated_event(words, lexicon):
        return row
    side = int(lexicon.values.get(words[0], {}).get("EVENT_SIDE", "0"))
    if not side and row.rule != DAY_OF_THE_EVENT:
        return row
    try:
        spell = _days_beside(row, event.date_earliest, event.date_latest, side, is_open="X" in event.value)
    except (OverflowError, ValueError):
        return row
    return replace(
        row,
        value=spell.value,
        date_earliest=spell.first,
        date_latest=spell.last,
        rule=f"{row.rule}.{ANCHORED}",
    )


def _days_beside(row: TimeExpression, earliest: date, latest: date, side: int, *, is_open: bool) -> Spell:
    """The days of an expression on one side of an event (-1 before, 1 after, 0 on it), and its value.

    The event is between two days; ``is_open`` tells that it is one of several, not all of them.
    """
    length = LENGTH.fullmatch(row.value)
    if row.rule == BESIDE_EVENT:
        reach = SHORTLY if is_open else max(SHORTLY, latest - earliest)
        first, last = (earliest, latest + reach) if side > 0 else (earliest - reach, latest)
        return Spell(row.value, first, last)
    if length and (length["clock"] or length["count"] == "X"):
        unit = length["clock"] + length["unit"]
        near = far_end(unit, length["count"], latest if side > 0 else earliest, side)
        return Spell(row.value, *((earliest, near) if side > 0 else (near, latest)))
    unit, count = (
        (length["unit"], float(length["count"])) if length else (UNITS.get(row.value, "D"), float(bool(side)))
    )
    begin, end = (spells.period(unit, spells.shift(unit, day, side * count)) for day in (earliest, latest))
    return Spell(begin.value if not length and begin.value == end.value else row.value, begin.first, end.last)


def _names_dated_event(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the words between two expressions are a preposition or article, an event, and what leads to its date."""
    if not 3 <= len(words) <= MOST_WORDS or not all(word[0].isalpha() for word in words):  # noqa: PLR2004
        return False
    return "OF_DATE" in lexicon.values.get(words[-1], {}) and words[-2][0].isupper()
