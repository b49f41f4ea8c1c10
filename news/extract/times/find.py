"""Find the time expressions of a text: one pass over its pieces, then the rules that can begin where one is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from news.extract.times import calendar_readings as calendar
from news.extract.times import clock_readings as clock
from news.extract.times import relative_readings as relative
from news.extract.times import set_readings as sets
from news.extract.times.event_anchors import anchor_to_events
from news.extract.times.interval import Interval
from news.extract.times.lexicon import BREAK, SPACE, Lexicon
from news.extract.times.patterns import Grammar, Rule, grammar
from news.extract.times.pieces import Pieces
from news.extract.times.reading import Fields, Reading, Scene
from schemas import TimeExpression

READINGS: Mapping[str, Callable[[Fields, Scene], Reading | None]] = {
    "adjective_span": relative.read_adjective_span,
    "anchored": relative.read_anchored,
    "century": calendar.read_century,
    "clock": clock.read_clock,
    "day": calendar.read_day,
    "decade": calendar.read_decade,
    "deictic": relative.read_deictic,
    "duration": relative.read_duration,
    "edge_word": relative.read_edge_word,
    "fixed": relative.read_reference,
    "holiday": calendar.read_holiday,
    "month": calendar.read_month,
    "night": clock.read_night,
    "part": clock.read_part,
    "part_adverb": clock.read_part_adverb,
    "part_of_date": clock.read_part_of_date,
    "part_of_year": calendar.read_part_of_year,
    "period": relative.read_period,
    "periods": relative.read_periods,
    "season": calendar.read_season,
    "set_of_part": sets.read_set_of_part,
    "set_of_period": sets.read_set_of_period,
    "set_of_weekday": sets.read_set_of_weekday,
    "set_word": sets.read_set_word,
    "today": relative.read_today,
    "two_years": calendar.read_two_years,
    "unknown_day": relative.read_unknown_day,
    "unknown_period": relative.read_unknown_period,
    "weekday": relative.read_weekday,
    "weekday_of_week": relative.read_weekday_of_week,
    "year": calendar.read_year,
}
"""What rules.tsv may name as a reading."""
MEMORY = 80
"""Pieces (about 40 words) for which a year that was named, or the day of a clock time, stays in mind."""
MEMORY_OF_DAYS = 240
"""The same for days: "am Vortag" may stand paragraphs behind the day that it goes back from."""
THOUSANDS = re.compile(r"[.'’](?=\d{3}(?!\d))")
THROUGH = "through"
NO_VALUES: Mapping[str, str] = {}
REACH = 60
"""Pieces to each side of an expression in which its clause is looked for."""
LONGEST_LEFT = 3
"""Words that an expression takes in from its left at most."""


@dataclass(slots=True)
class _Memory:
    """What the text named last, and at which piece."""

    anchor: tuple[int, Interval] | None = None
    anchor_day: tuple[int, Interval] | None = None
    year: tuple[int, int] | None = None
    several: int | None = None
    """Where the text last named several days at once, or days that come again, and no single one since."""


def find_times(
    article_id: str,
    body: str,
    published: Interval,
    *,
    direction_at: Callable[[int], int | None] | None = None,
) -> list[TimeExpression]:
    """The time expressions of an article in text order; no two overlap.

    ``published`` holds the days on which the article can have appeared; null ends are unknown. ``direction_at``
    may tell for an offset into the body whether its clause speaks of the past (-1) or of what is ahead (1), 0 or
    None where it does not know; without it the words of the clause are asked.
    """
    rules = grammar()
    text = Pieces(body, rules.lexicon.codes)
    found = list(_expressions(article_id, body, text, rules, published, direction_at))
    return list(anchor_to_events(body, found, rules.lexicon))


def _expressions(
    article_id: str,
    body: str,
    text: Pieces,
    rules: Grammar,
    published: Interval,
    hint: Callable[[int], int | None] | None,
) -> Iterator[TimeExpression]:
    memory = _Memory()
    taken = 0
    for begin in rules.starts.finditer(text.codes):
        at, code = begin.start(), begin[0]
        if at < taken or not rules.any_by_start[code].match(text.codes, at):
            continue
        found = [
            (match.end(), -order, match, rule)
            for order, rule in enumerate(rules.by_start[code])
            if (match := rule.pattern.match(text.codes, at))
        ]
        for end, _, match, rule in sorted(found, key=lambda item: item[:2], reverse=True):
            rows = _read(article_id, body, text, rules, rule, match, taken, published, memory, hint)
            if rows is not None:
                yield from rows
                taken = end
                break


def _read(
    article_id: str,
    body: str,
    text: Pieces,
    rules: Grammar,
    rule: Rule,
    match: re.Match[str],
    taken: int,
    published: Interval,
    memory: _Memory,
    hint: Callable[[int], int | None] | None,
) -> list[TimeExpression] | None:
    """The rows of a match, or null if the rule does not hold here or its reading refuses."""
    if not rule.spans:
        return []
    rows = []
    remembered = (memory.anchor, memory.anchor_day, memory.year)
    for span, sources in enumerate(rule.fields, 1):
        start, end = match.span(f"s{span}")
        if span == 1:
            start = _extend_left(text.codes, start, taken, rule.left)
            before = _piece_before(text.codes, start)
            code = text.codes[before] if before >= 0 else ""
            if (rule.before and code not in rule.before) or code in rule.not_before:
                return None
        while text.codes[end - 1] == SPACE:
            end -= 1
        first, last = text.offsets[start], text.offsets[end]
        scene = _scene(text, rules, (start, end), (first, last), published, memory, hint)
        fields = _fields(rule, sources, match, text, rules.lexicon)
        reading = READINGS[rule.reading](fields, scene)
        if reading is None:
            memory.anchor, memory.anchor_day, memory.year = remembered
            return None
        value, days = reading.resolve()
        _remember(memory, reading, value, days, published, end)
        if reading.timex_type in {"DATE", "SET"}:
            memory.several = end if reading.timex_type == "SET" or rule.spans > 1 else None
        rows.append(
            TimeExpression(
                article_id,
                first,
                last,
                body[first:last],
                reading.timex_type,
                value,
                days.earliest,
                days.latest,
                f"{rule.name}.{reading.doubt}" if reading.doubt else rule.name,
            )
        )
    return rows


def _extend_left(codes: str, start: int, taken: int, left: str) -> int:
    for _ in range(LONGEST_LEFT if left else 0):
        before = _piece_before(codes, start)
        if before < taken or codes[before] not in left:
            break
        start = before
    return start


def _piece_before(codes: str, start: int) -> int:
    """The piece in front of one, white space left out; -1 at the beginning of a paragraph."""
    before = start - 1
    if before >= 0 and codes[before] == SPACE:
        before -= 1
    return -1 if before < 0 or codes[before] == BREAK else before


def _fields(
    rule: Rule,
    sources: Mapping[str, tuple[str, tuple[str, ...]]],
    match: re.Match[str],
    text: Pieces,
    lexicon: Lexicon,
) -> dict[str, str]:
    fields = dict(rule.settings)
    for name, (group, classes) in sources.items():
        at = match.start(group)
        if at >= 0:
            value = lexicon.value(text.written[at], classes)
            fields[name.rstrip("'")] = _plain(value) if name[0] == "n" else value
    return fields


def _plain(number: str) -> str:
    """A number as Python writes it: 1.200 and 1'200 are thousands, 1,5 is one and a half."""
    return THOUSANDS.sub("", number).replace(",", ".")


def _scene(
    text: Pieces,
    rules: Grammar,
    at: tuple[int, int],
    offsets: tuple[int, int],
    published: Interval,
    memory: _Memory,
    hint: Callable[[int], int | None] | None,
) -> Scene:
    start, end = at
    in_front = _piece_before(text.codes, start)
    before = _word(text, in_front)
    anchor, anchor_day, year = memory.anchor, memory.anchor_day, memory.year
    return Scene(
        text.text,
        *offsets,
        (text.offsets[max(0, start - REACH)], text.offsets[min(len(text.codes), end + REACH)]),
        before.lower(),
        _lead(text, rules, in_front, before),
        published,
        anchor[1] if anchor and start - anchor[0] <= MEMORY_OF_DAYS else None,
        anchor_day[1] if anchor_day and start - anchor_day[0] <= MEMORY_OF_DAYS else None,
        year[1] if year and start - year[0] <= MEMORY else None,
        anchor_day[1] if anchor_day and start - anchor_day[0] <= MEMORY else None,
        memory.several is not None and start - memory.several <= MEMORY,
        hint,
    )


def _lead(text: Pieces, rules: Grammar, at: int, before: str) -> str:
    """What the preposition at a piece makes of a length of time; "innerhalb von" is what innerhalb is."""
    values = rules.lexicon.values
    lead = values.get(before, NO_VALUES).get("LEAD", "")
    if lead == THROUGH:
        lead = values.get(_word(text, _piece_before(text.codes, at)), NO_VALUES).get("LEAD", "")
    return lead


def _word(text: Pieces, at: int) -> str:
    return text.written[at] if at >= 0 else ""


def _remember(
    memory: _Memory, reading: Reading, value: str, days: Interval, published: Interval, end: int
) -> None:
    """Keep what later expressions may refer to: its days, and its year if that lies before the publication."""
    if reading.timex_type not in {"DATE", "TIME"} or days.earliest is None or days.latest is None:
        return
    if value.endswith("_REF"):
        return
    memory.anchor = (end, days)
    if len(value) >= len("2022-01-01") or "-WXX-" in value:
        memory.anchor_day = (end, days)
    if reading.base is None and days.earliest.year == days.latest.year:
        year = days.earliest.year
        is_past = published.earliest is None or year < published.earliest.year
        memory.year = (end, year) if is_past else None
