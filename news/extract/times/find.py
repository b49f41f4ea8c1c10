"""Find the time expressions of a text: one pass over its pieces, then the rules that can begin where one is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter

from news.extract.times import calendar_readings as calendar
from news.extract.times import clock_readings as clock
from news.extract.times import relative_readings as relative
from news.extract.times import set_readings as sets
from news.extract.times import weekday_readings as weekdays
from news.extract.times.event_anchors import anchor_to_events
from news.extract.times.interval import Interval
from news.extract.times.known import REFUSED, Known, known_on
from news.extract.times.lexicon import SPACE, Lexicon
from news.extract.times.memory import Memory
from news.extract.times.patterns import Grammar, Rule, grammar
from news.extract.times.pieces import Pieces
from news.extract.times.reading import Fields, Reading
from news.extract.times.scene import Hint, Scene, piece_before
from schemas import TimeExpression

READINGS: Mapping[str, Callable[[Fields, Scene], Reading | None]] = {
    "adjective_span": relative.read_adjective_span,
    "anchored": relative.read_anchored,
    "calendar_week": calendar.read_calendar_week,
    "century": calendar.read_century,
    "clock": clock.read_clock,
    "day": calendar.read_day,
    "day_of_period": calendar.read_day_of_period,
    "decade": calendar.read_decade,
    "deictic": relative.read_deictic,
    "deictic_away": relative.read_deictic_away,
    "duration": relative.read_duration,
    "edge_word": relative.read_edge_word,
    "fixed": relative.read_reference,
    "holiday": calendar.read_holiday,
    "month": calendar.read_month,
    "month_range": calendar.read_month_range,
    "new_year": relative.read_new_year,
    "night": clock.read_night,
    "numbered_holiday": calendar.read_numbered_holiday,
    "part": clock.read_part,
    "part_adverb": clock.read_part_adverb,
    "part_of_date": clock.read_part_of_date,
    "part_of_month": calendar.read_part_of_month,
    "part_of_year": calendar.read_part_of_year,
    "period": relative.read_period,
    "periods": relative.read_periods,
    "season": calendar.read_season,
    "set_of_part": sets.read_set_of_part,
    "set_of_period": sets.read_set_of_period,
    "set_of_weekday": sets.read_set_of_weekday,
    "set_word": sets.read_set_word,
    "some_weekday": weekdays.read_some_weekday,
    "today": relative.read_today,
    "two_years": calendar.read_two_years,
    "unknown_day": relative.read_unknown_day,
    "unknown_period": relative.read_unknown_period,
    "weekday": weekdays.read_weekday,
    "weekday_and_day": weekdays.read_weekday_and_day,
    "weekday_away": weekdays.read_weekday_away,
    "weekday_beside": weekdays.read_weekday_beside,
    "weekday_of_month": calendar.read_weekday_of_month,
    "weekday_of_week": weekdays.read_weekday_of_week,
    "weekday_range": weekdays.read_weekday_range,
    "year": calendar.read_year,
}
"""What rules.tsv may name as a reading."""
THOUSANDS = re.compile(r"[.'’](?=\d{3}(?!\d))")
LONGEST_FIRST = itemgetter(0, 1)
LONGEST_LEFT = 3
"""Words that an expression takes in from its left at most."""


def find_times(
    article_id: str,
    body: str,
    published: Interval,
    *,
    direction_at: Hint | None = None,
) -> list[TimeExpression]:
    """The time expressions of an article in text order; no two overlap.

    ``published`` holds the days on which the article can have appeared; null ends are unknown. ``direction_at``
    may tell for an offset into the body whether its clause speaks of the past (-1) or of what is ahead (1), 0 or
    None where it does not know; without it the words of the clause are asked.
    """
    rules = grammar()
    text = Pieces(body, rules.chunks)
    found = list(_expressions(article_id, text, rules, published, direction_at))
    return list(anchor_to_events(body, found, rules.lexicon))


def _expressions(
    article_id: str, text: Pieces, rules: Grammar, published: Interval, hint: Hint | None
) -> Iterator[TimeExpression]:
    memory, known = Memory(published), known_on(published)
    taken, codes, rules_at = 0, text.codes, rules.at
    for begin in rules.starts.finditer(codes):
        at = begin.start()
        if at < taken:
            continue
        tried = rules_at[codes[at : at + 3]]
        if not tried:
            continue
        found = []
        for order, rule in enumerate(tried):
            match = rule.pattern.match(codes, at)
            if match:
                found.append((-match.end(), order, match, rule))
        if len(found) > 1:
            found.sort(key=LONGEST_FIRST)
        for _, _, match, rule in found:
            rows = _read(article_id, text, rules.lexicon, rule, match, taken, memory, known, hint)
            if rows is not None:
                yield from rows
                taken = match.end()
                break


def _read(
    article_id: str,
    text: Pieces,
    lexicon: Lexicon,
    rule: Rule,
    match: re.Match[str],
    taken: int,
    memory: Memory,
    known: Known,
    hint: Hint | None,
) -> list[TimeExpression] | None:
    """The rows of a match, or null if the rule does not hold here or its reading refuses."""
    rows: list[TimeExpression] = []
    kept = memory.keep()
    for span, sources in enumerate(rule.fields, 1):
        start, end = match.span(f"s{span}")
        if span == 1:
            if rule.left:
                start = _extend_left(text.codes, start, taken, rule.left)
            if not _may_follow(text.codes, start, rule):
                return None
        while text.codes[end - 1] == SPACE:
            end -= 1
        first, last = text.offset(start), text.offset(end)
        written = tuple([text.written(at) if (at := match.start(f.group)) >= 0 else "" for f in sources])
        pieces, offsets = (start, end), (first, last)
        if rule.spans > 1:
            pieces = match.start("s1"), match.end(f"s{rule.spans}")
            offsets = text.offset(pieces[0]), text.offset(pieces[1])
        scene = Scene(text, lexicon, memory, pieces, offsets, hint, is_range=rule.spans > 1)
        words = rule.number, span, written
        understood = known.recall(words, scene)
        if understood is None:
            reading = READINGS[rule.reading](_fields(rule, span, written, lexicon), scene)
            understood = (reading, *reading.resolve()) if reading else REFUSED
            known.keep(words, scene, understood)
        reading, value, days = understood
        if reading is None:
            memory.restore(kept)
            return None
        is_same_day = bool(rows) and (rows[-1].date_earliest, rows[-1].date_latest) == (
            days.earliest,
            days.latest,
        )  # Dienstag (15.12.)
        memory.remember(reading, value, days, end, is_one=rule.spans == 1 or is_same_day)
        rows.append(
            TimeExpression(
                article_id,
                first,
                last,
                text.text[first:last],
                reading.timex_type,
                value,
                days.earliest,
                days.latest,
                f"{rule.name}.{reading.doubt}" if reading.doubt else rule.name,
            )
        )
    return rows


def _may_follow(codes: str, start: int, rule: Rule) -> bool:
    """Whether what stands in front of an expression is what its rule asks for."""
    if not (rule.before or rule.not_before):
        return True
    at = piece_before(codes, start)
    code = codes[at] if at >= 0 else ""
    return code in rule.before if rule.before else code not in rule.not_before


def _extend_left(codes: str, start: int, taken: int, left: str) -> int:
    for _ in range(LONGEST_LEFT):
        before = piece_before(codes, start)
        if before < taken or codes[before] not in left:
            break
        start = before
    return start


def _fields(
    rule: Rule,
    span: int,
    words: Iterable[str],
    lexicon: Lexicon,
) -> dict[str, str]:
    fields = dict(rule.settings[span - 1])
    for field, word in zip(rule.fields[span - 1], words, strict=True):
        if word:
            value = lexicon.value(word, field.classes)
            fields[field.name] = _plain(value) if field.name[0] == "n" else value
    return fields


def _plain(number: str) -> str:
    """A number as Python writes it: 1.200 and 1'200 are thousands, 1,5 is one and a half."""
    return THOUSANDS.sub("", number).replace(",", ".")
