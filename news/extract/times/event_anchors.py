"""Days counted from an event whose date the text tells: am Tag vor dem Treffen vom 12. Januar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from news.extract.times import spells
from news.extract.times.event_dates import date_of_event
from news.extract.times.interval import Interval
from news.extract.times.lexicon import PIECE, Lexicon
from news.extract.times.relative_readings import UNKNOWN_DAY, far_end
from news.extract.times.spells import Spell
from schemas import TimeExpression

LENGTH = re.compile(r"P(?P<clock>T?)(?P<count>\d+(?:\.\d+)?|X)(?P<unit>[DWMYHS])")
LONGEST = 80
"""Characters between the two expressions."""
MOST_WORDS = 8
PERIOD_OF_EVENT, DAY_OF_THE_EVENT, EVE_OF_EVENT, BESIDE_EVENT = (
    "period_of_event",
    "day_of_the_event",
    "eve_of_event",
    {"beside_event", "beside_date"},
)
"""Rules whose expressions count from an event by their unit (in der Woche nach), are its day (am Tag des) or the one
before (am Vorabend des), or lie close to it (kurz vor); the last say nothing without its date, and give no row then."""
SHORTLY = timedelta(days=7)
"""How far from an event "kurz nach" reaches at most, or as far as its date is vague, if that is more."""
UNITS = {open_value: unit for unit, open_value in spells.OPEN.items()}
ANCHORED, ANCHORED_AFAR = "event_anchor", "event_anchor_afar"
"""What stands behind the name of a rule whose days were found so: by a date beside it, by one told elsewhere."""


def anchor_to_events(
    body: str, expressions: Sequence[TimeExpression], lexicon: Lexicon
) -> Iterator[TimeExpression]:
    """The expressions of a text, in order, with the days of those that count from a dated event.

    A day or a length of time, then vor or nach, and a date (vor Weihnachten), or the event with its date; or the
    event alone where another sentence tells when it is. The days are those of the event, that much earlier or
    later, in the same roundness as a length of time behind vor (a week is the whole week). Hours, "wenige Tage" and
    "kurz" only bound: from the event to the farthest day that they can mean. The type and the value of a length
    stay; a day gets the value of its date where it is but one.
    """
    for number, row in enumerate(expressions):
        found = row
        if _can_count(row):
            beside = expressions[number + 1] if number + 1 < len(expressions) else None
            found = _anchored(body, row, beside, expressions, lexicon)
        if found.rule not in BESIDE_EVENT:
            yield found


def is_anchored(row: TimeExpression) -> bool:
    """Whether the days of an expression are counted from an event."""
    return row.rule.endswith((f".{ANCHORED}", f".{ANCHORED_AFAR}"))


def _can_count(row: TimeExpression) -> bool:
    return (
        row.date_earliest is None
        and row.date_latest is None
        and (
            row.value == UNKNOWN_DAY or row.rule == PERIOD_OF_EVENT or LENGTH.fullmatch(row.value) is not None
        )
    )


def _anchored(
    body: str,
    row: TimeExpression,
    beside: TimeExpression | None,
    expressions: Sequence[TimeExpression],
    lexicon: Lexicon,
) -> TimeExpression:
    side = _side(body[row.text_end : row.text_end + LONGEST].split(maxsplit=1), row, lexicon)
    if side is None:
        return row
    known = _date_beside(body, row, beside, lexicon)
    how = ANCHORED
    if known is None:
        known, how = date_of_event(body, row, expressions, lexicon), ANCHORED_AFAR
    if known is None or known.date_earliest is None or known.date_latest is None:
        return row
    if row.rule in BESIDE_EVENT and known.timex_type == "TIME":  # kurz vor Mitternacht
        return row
    event = Interval(known.date_earliest, known.date_latest)
    try:
        spell = _days_beside(row, event, side, is_open="X" in known.value)
    except (OverflowError, ValueError):
        return row
    return replace(
        row, value=spell.value, date_earliest=spell.first, date_latest=spell.last, rule=f"{row.rule}.{how}"
    )


def _side(words: Sequence[str], row: TimeExpression, lexicon: Lexicon) -> int | None:
    """-1 before an event, 1 after it, 0 on its day; null where no event follows."""
    side = int(lexicon.values.get(words[0], {}).get("EVENT_SIDE", "0")) if words else 0
    if row.rule == EVE_OF_EVENT:
        return -1
    return side if side or row.rule == DAY_OF_THE_EVENT else None


def _date_beside(
    body: str, row: TimeExpression, beside: TimeExpression | None, lexicon: Lexicon
) -> TimeExpression | None:
    """The next expression, if it is the date of the event that stands between, or that from which is counted."""
    if beside is None or beside.text_start - row.text_end > LONGEST:
        return None
    words = _words(body[row.text_end : beside.text_start])
    is_date_itself = 1 <= len(words) <= 2 and all("ARTICLE" in lexicon.values.get(w, {}) for w in words[1:])  # noqa: PLR2004
    return beside if is_date_itself or _names_dated_event(words, lexicon) else None


def _days_beside(row: TimeExpression, event: Interval, side: int, *, is_open: bool) -> Spell:
    """The days of an expression on one side of an event (-1 before, 1 after, 0 on it), and its value.

    The event is between two days; ``is_open`` tells that it is one of several, not all of them.
    """
    earliest, latest = event.earliest or date.min, event.latest or date.max
    length = LENGTH.fullmatch(row.value)
    if row.rule in BESIDE_EVENT:
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


def _words(text: str) -> list[str]:
    return [piece for piece in PIECE.findall(text) if not piece.isspace()]


def _names_dated_event(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the words between two expressions are a preposition or article, an event, and what leads to its date."""
    if not 3 <= len(words) <= MOST_WORDS or not all(word[0].isalpha() for word in words):  # noqa: PLR2004
        return False
    return "OF_DATE" in lexicon.values.get(words[-1], {}) and words[-2][0].isupper()
