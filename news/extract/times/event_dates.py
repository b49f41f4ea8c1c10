"""The date of an event that a text tells elsewhere: am Tag vor dem Treffen … Das Treffen findet am 21. Januar statt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from news.extract.times.direction import WORD, bounds_around
from news.extract.times.lexicon import Lexicon, verb_cues
from schemas import TimeExpression

FAR = 1500
"""Characters to each side in which the date of an event is looked for."""
SENTENCE = 400
"""Characters to each side of a word at which its sentence is cut."""
MOST_NOUNS = 2
MOST_LEADING = 5
SHORTEST_NOUN = 4
ENDING = re.compile(r"(?<=\w{4})(?:es|s)\Z")
FORMS = r"(?:e?s|e|en|n)?"
"""Endings that a noun may have in another place."""


def date_of_event(
    body: str, row: TimeExpression, expressions: Sequence[TimeExpression], lexicon: Lexicon
) -> TimeExpression | None:
    """The date of the event that stands behind an expression (am Tag vor dem Treffen), told in another clause.

    The event must be named there by the same noun, as what takes place on the date, or with its date behind it
    (das Treffen in Velen am 21. Januar). Null where nothing tells it, or where two places tell different dates.
    """
    dates = [
        date
        for date in expressions
        if date is not row
        and date.date_earliest is not None
        and date.date_latest is not None
        and date.timex_type in {"DATE", "TIME"}
        and abs(date.text_start - row.text_start) <= FAR
    ]
    if not dates:
        return None
    for noun in _event_nouns(body, row.text_end):
        told = [date for date in dates if _is_date_of(body, noun, row, date, lexicon)]
        if told:
            return told[0] if len({(date.date_earliest, date.date_latest) for date in told}) == 1 else None
    return None


def _event_nouns(body: str, end: int) -> Iterator[str]:
    """The nouns that may name the event behind an expression and its preposition: vor dem Genfer Treffen."""
    found = 0
    for number, word in enumerate(WORD.finditer(body, end, end + SENTENCE // 4)):
        if word[0][0].isupper() and len(word[0]) >= SHORTEST_NOUN:
            found += 1
            yield word[0]
        elif found or number >= MOST_LEADING:
            return
        if found == MOST_NOUNS:
            return


def _is_date_of(body: str, noun: str, row: TimeExpression, date: TimeExpression, lexicon: Lexicon) -> bool:
    first, last = max(0, date.text_start - SENTENCE), min(len(body), date.text_end + SENTENCE)
    left, right = bounds_around(body, date.text_start, date.text_end, first, last)
    before, behind = WORD.findall(body, left, date.text_start), WORD.findall(body, date.text_end, right)
    same = re.compile(re.escape(ENDING.sub("", noun)) + FORMS)
    # A relative clause behind the event tells its date as well: vor dem Treffen, das am 21. Januar beginnt.
    is_named = any(map(same.fullmatch, before + behind)) or _is_relative_clause(body, noun, row, left)
    if is_named and _takes_place(before + behind):
        return True
    if row.text_start >= left and row.text_end <= right:
        return False
    names = [at for at, word in enumerate(before) if same.fullmatch(word)]
    return (
        bool(names)
        and "OF_DATE" in lexicon.values.get(before[-1], {})
        and all(
            word[0].isupper() or "OF_DATE" in lexicon.values.get(word, {}) for word in before[names[-1] : -1]
        )
    )


def _is_relative_clause(body: str, noun: str, row: TimeExpression, left: int) -> bool:
    """Whether a clause begins behind the event that an expression counts from, and no other word is between."""
    between = body[row.text_end : left] if row.text_end < left else ""
    return between.rstrip(", ").endswith(noun) and "." not in between


def _takes_place(words: Sequence[str]) -> bool:
    cues, lower = verb_cues(), [word.lower() for word in words]
    if any(word in cues["TAKES_PLACE"] for word in lower):
        return True
    return "statt" in lower and any(word in cues["MEETS"] for word in lower)
