"""Readings of calendar dates: days, months, quarters, seasons, years, decades, centuries and feasts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from news.extract.times import spells
from news.extract.times.direction import AHEAD, PAST
from news.extract.times.holidays import holiday, weekday_of_month
from news.extract.times.reading import Fields, Reading, fixed
from news.extract.times.scene import Scene
from news.extract.times.spells import Spell

SLACK = timedelta(days=45)
"""How far a day of a month may lie on the other side than the verb says: tense is a weak witness."""
NO_TIME, A_MONTH = timedelta(0), timedelta(days=31)
BETWEEN_SEASONS = timedelta(days=22)
"""From the meteorological end of a season to the astronomical one."""
HALF_A_YEAR = timedelta(days=182)
YEARS_AROUND = 8
"""Far enough for the next 29 February."""
YEARS_OF_WEEKDAY = 3
PIVOT = 40
"""Two-digit years up to it are of this century."""
TWO_DIGITS = 2
MOST_WEEKDAYS, MOST_WEEKS, MOST_HOLIDAYS, SATURDAY = 5, 53, 4, 6


def read_day(fields: Fields, scene: Scene) -> Reading | None:
    """A day of a month, or a date in digits; with a weekday both check each other."""
    number, month, year = fields.get("d"), fields.get("m"), fields.get("y")
    if "x" in fields:
        numbers = re.findall(r"\d+", fields["x"])
        if len(numbers[0]) > TWO_DIGITS:
            numbers.reverse()
        number, month, year = numbers[0], numbers[1], numbers[2] if len(numbers) > TWO_DIGITS else None
    if not number or not month:
        return None
    return day_of_month(int(number), int(month), year, fields, scene)


def day_of_month(
    number: int, month: int, year: str | None, fields: Fields, scene: Scene, suffix: str = ""
) -> Reading | None:
    """The reading of a day and month; ``suffix`` names a part of the day."""
    weekday = int(fields["w"]) if "w" in fields else None
    kind = "TIME" if suffix else "DATE"

    def in_year(of: int) -> Spell | None:
        try:
            return spells.day(date(of, month, number), suffix)
        except ValueError:
            return None

    if not any(in_year(of) for of in (2023, 2024)):
        return None
    if year:
        spell = in_year(_full_year(year))
        if spell is None:
            return None
        reading = fixed(kind, spell)
        doubted = weekday is not None and spell.first.isoweekday() != weekday
        return Reading(kind, spell.value, reading.on, doubt="weekday_differs" if doubted else "")
    open_value = f"XXXX-{month:02}-{number:02}{suffix}"
    if weekday is not None:
        agreeing = _with_weekday(in_year, weekday)
        base = scene.published
        if base.earliest and base.latest and not (agreeing(base.earliest) and agreeing(base.latest)):
            return _recurring(kind, open_value, in_year, fields, scene, SLACK, doubt="weekday_differs")
        return Reading(kind, open_value, lambda at: _some(agreeing(at)), base)
    return _recurring(kind, open_value, in_year, fields, scene, SLACK)


def _with_weekday(in_year: Callable[[int], Spell | None], weekday: int) -> Callable[[date], Spell | None]:
    """The occurrence nearest to a day that falls on the weekday, within a few years."""

    def nearest(at: date) -> Spell | None:
        near = (in_year(of) for of in range(at.year - YEARS_OF_WEEKDAY, at.year + YEARS_OF_WEEKDAY + 1))
        found = [spell for spell in near if spell and spell.first.isoweekday() == weekday]
        return min(found, key=lambda spell: abs(spell.first - at), default=None)

    return nearest


def _full_year(digits: str) -> int:
    number = int(digits)
    if len(digits) > TWO_DIGITS:
        return number
    return number + (2000 if number <= PIVOT else 1900)


def read_month(fields: Fields, scene: Scene) -> Reading:
    """A month, with or without its year, or its beginning, middle or end."""
    number, which = int(fields["m"]), fields.get("e")

    def in_year(of: int) -> Spell:
        return spells.edge(spells.month(of, number), which)

    open_value = f"XXXX-{number:02}"
    if "q" not in fields:
        if which and "y" not in fields and (within := _within(in_year, scene)):
            return fixed("DATE", within)
        return _recurring("DATE", open_value, in_year, fields, scene, NO_TIME)
    steps = int(fields["q"])
    return Reading("DATE", open_value, lambda at: _step(in_year, at, steps), scene.published)


def read_weekday_of_month(fields: Fields, scene: Scene) -> Reading | None:
    """The first, second … (``o``) or last (-1) weekday of a month."""
    weekday, month, number = int(fields["w"]), int(fields["m"]), int(fields["o"])
    if number > MOST_WEEKDAYS:
        return None
    return _recurring(
        "DATE",
        f"XXXX-{month:02}-XX",
        lambda of: spells.day(weekday_of_month(weekday, number, of, month)),
        fields,
        scene,
        SLACK,
    )


def read_part_of_month(fields: Fields, scene: Scene) -> Reading | None:
    """A half, a week or a weekend of a month: die zweite Aprilhälfte, das erste Maiwochenende."""
    month, number = int(fields["m"]), int(fields["o"])
    part = fields["part"]
    if number > {"half": 2, "week": MOST_WEEKDAYS, "weekend": MOST_WEEKDAYS}[part]:
        return None

    def in_year(of: int) -> Spell:
        whole = spells.month(of, month)
        if part == "weekend":
            return spells.weekend(weekday_of_month(SATURDAY, number, of, month))
        if part == "half":
            first, last = ((1, 15), (16, 31))[(number - 1) % 2] if number > 0 else (16, 31)
        elif number > 0:
            first, last = 7 * number - 12, 7 * number + 6
        else:
            first, last = 19, 31
        return Spell(
            whole.value,
            max(whole.first, whole.first + timedelta(days=first - 1)),
            min(whole.last, whole.first + timedelta(days=last - 1)),
        )

    return _recurring("DATE", f"XXXX-{month:02}", in_year, fields, scene, NO_TIME)


def read_month_range(fields: Fields, scene: Scene) -> Reading:
    """One end (``end``: first or last) of a row of months without a year, the last in time behind the first."""
    first, last = int(fields["f"]), int(fields["l"])
    is_first = fields["end"] == "first"

    def in_year(of: int) -> Spell:
        return spells.month(of - (is_first and first > last), first if is_first else last)

    # Both ends stand in the year of the last one, or in that of the first one where they lie ahead.
    def ends_in_year(of: int) -> Spell:
        return spells.month(of, last)

    if "y" in fields:
        return fixed("DATE", in_year(int(fields["y"])))
    open_value, side = f"XXXX-{first if is_first else last:02}", scene.direction()

    def on(at: date) -> Spell:
        return in_year(_nearest(ends_in_year, at, side, NO_TIME).last.year)

    return Reading("DATE", open_value, on, scene.published)


def read_calendar_week(fields: Fields, scene: Scene) -> Reading | None:
    """A week by its number: Kalenderwoche 12."""
    number = int(fields["n"])
    if not 1 <= number <= MOST_WEEKS:
        return None
    return _recurring(
        "DATE",
        f"XXXX-W{number:02}",
        lambda of: spells.week(date.fromisocalendar(of, min(number, spells.weeks_of(of)), 1)),
        fields,
        scene,
        SLACK,
    )


def read_day_of_period(fields: Fields, scene: Scene) -> Reading | None:
    """A day of this month, of the last one …: am 15. dieses Monats."""
    number, steps = int(fields["d"]), int(fields.get("r", 0))

    def on(at: date) -> Spell:
        month = spells.period("M", spells.shift("M", at, steps))
        return spells.day(month.first.replace(day=number))

    return Reading("DATE", f"XXXX-XX-{number:02}", on, scene.published)


def read_year(fields: Fields, scene: Scene) -> Reading | None:
    """A year written in digits."""
    year = int(fields["y"])
    if not date.min.year <= year <= date.max.year:
        return None
    return fixed("DATE", spells.edge(spells.year(year), fields.get("e")))


def read_two_years(fields: Fields, scene: Scene) -> Reading | None:
    """A season of sport, a school year: from the middle of one year to the middle of the next, or longer terms."""
    first = int(fields["y"])
    last = int(fields["z"]) if len(fields["z"]) > TWO_DIGITS else first // 100 * 100 + int(fields["z"])
    if last < first:
        last += 100
    if not first < last <= first + 10:
        return None
    days = (
        (date(first, 7, 1), date(last, 6, 30))
        if last == first + 1 and "whole" not in fields
        else (date(first, 1, 1), date(last, 12, 31))
    )
    return fixed("DATE", Spell(f"{first}/{last}", *days))


def read_decade(fields: Fields, scene: Scene) -> Reading:
    """A decade: die 90er Jahre, die achtziger Jahre, die 1920er."""
    number = int("".join(c for c in fields["t"] if c.isdigit()))
    if number < 100:  # noqa: PLR2004 (without century: the last one but for what is younger)
        number += 1900 if number >= 20 else 2000  # noqa: PLR2004
    first = number // 10 * 10
    return fixed("DATE", spells.edge(spells.years(first, first + 9, f"{first // 10:03}"), fields.get("e")))


def read_century(fields: Fields, scene: Scene) -> Reading | None:
    """A century or one half of it; the bounds take in its last year, which belongs to it in arithmetic."""
    number = int(fields["c"])
    first = (number - 1) * 100
    if not 1 <= first <= 2900:  # noqa: PLR2004 (centuries of history)
        return None
    halves = {"1": (first, first + 50), "2": (first + 50, first + 100)}
    begin, end = halves.get(fields.get("h", ""), (first, first + 100))
    return fixed("DATE", spells.edge(spells.years(begin, end, f"{number - 1:02}"), fields.get("e")))


def read_part_of_year(fields: Fields, scene: Scene) -> Reading | None:
    """A quarter or half of a year: das dritte Quartal, die zweite Jahreshälfte."""
    unit, number = fields["of"], int(fields["o"])
    if not 1 <= number <= {"Q": 4, "H": 2}[unit]:
        return None
    return _recurring(
        "DATE",
        f"XXXX-{unit}{number}",
        lambda of: spells.part_of_year(of, unit, number),
        fields,
        scene,
        NO_TIME,
    )


def read_season(fields: Fields, scene: Scene) -> Reading:
    """A season; the winter of a year given alone may be either of the two that it holds."""
    name, which = fields["s"], fields.get("e")

    def in_year(of: int) -> Spell:
        return spells.edge(spells.season(of, name), which)

    if "y" in fields:
        year = int(fields["y"])
        if "z" in fields:
            return fixed("DATE", in_year(year + (name == "WI")))
        if name == "WI" and not which:
            both = Spell(f"{year:04}-WI", date(year, 1, 1), spells.season(year + 1, "WI").last)
            return fixed("DATE", both)
        return fixed("DATE", in_year(year))
    open_value = f"XXXX-{name}"
    if "q" in fields and int(fields["q"]):
        steps = int(fields["q"])
        return Reading(
            "DATE", open_value, lambda at: _step(in_year, at, steps, BETWEEN_SEASONS), scene.published
        )
    return _recurring("DATE", open_value, in_year, fields, scene, NO_TIME)


def read_holiday(fields: Fields, scene: Scene) -> Reading:
    """A feast."""
    rule = fields["h"]
    when = rule.partition("/")[0]
    open_value = f"XXXX-{when}" if when[0].isdecimal() else "XXXX-XX-XX"
    if "q" in fields and int(fields["q"]):
        steps = int(fields["q"])
        return Reading(
            "DATE", open_value, lambda at: _step(lambda of: holiday(rule, of), at, steps), scene.published
        )
    return _recurring("DATE", open_value, lambda of: holiday(rule, of), fields, scene, SLACK)


def read_numbered_holiday(fields: Fields, scene: Scene) -> Reading | None:
    """One of several feasts in a row: der dritte Advent, der zweite Weihnachtsfeiertag."""
    rule, _, step = fields["h"].partition("/")
    number = int(fields["o"])
    if number > MOST_HOLIDAYS:
        return None
    days = timedelta(days=int(step) * (number - 1))
    return _recurring(
        "DATE",
        "XXXX-XX-XX",
        lambda of: spells.day(holiday(f"{rule}/1", of).first + days),
        fields,
        scene,
        SLACK,
    )


def _within(in_year: Callable[[int], Spell], scene: Scene) -> Spell | None:
    """The occurrence that lies within the days of publication: "Ende März" told in some article of a March."""
    published = scene.published
    if published.earliest is None or published.latest is None:
        return None
    if not NO_TIME < published.latest - published.earliest < A_MONTH:
        return None
    spell = in_year(published.latest.year)
    return spell if published.earliest <= spell.first and spell.last <= published.latest else None


def _recurring(
    kind: str,
    open_value: str,
    in_year: Callable[[int], Spell | None],
    fields: Fields,
    scene: Scene,
    slack: timedelta,
    doubt: str = "",
) -> Reading:
    """What comes back every year, in the year that the text gives, or in the one that fits best."""
    if "y" in fields:
        found = in_year(int(fields["y"]))
        return fixed(kind, found) if found else Reading(kind, open_value)
    if "same" in fields and (named := scene.anchor) is not None:
        return Reading(kind, open_value, lambda at: _some(in_year(at.year)), named)
    if "ago" in fields:
        years = int(float(fields["ago"]))
        return Reading(kind, open_value, lambda at: _some(in_year(at.year - years)), scene.published)
    relation = fields.get("r") or (fields["x"].partition(":")[2] if ":" in fields.get("x", "") else None)
    if relation is not None:
        steps = int(relation)
        return Reading(kind, open_value, lambda at: _some(in_year(at.year + steps)), scene.published)
    side = scene.direction()
    if scene.anchor_year is not None and side != AHEAD:
        found = in_year(scene.anchor_year)
        if found:
            return fixed(kind, found)
    return Reading(kind, open_value, lambda at: _nearest(in_year, at, side, slack), scene.published, doubt)


def _nearest(in_year: Callable[[int], Spell | None], at: date, side: int, slack: timedelta) -> Spell:
    """The occurrence on the side of a day that the clause speaks of, or the one nearest to it."""
    if side == AHEAD:
        ahead = (in_year(at.year + n) for n in range(-1, YEARS_AROUND))
        return next(spell for spell in ahead if spell and spell.last >= at - slack)
    limit = at + (slack if side == PAST else HALF_A_YEAR)
    back = (in_year(at.year - n) for n in range(-1, YEARS_AROUND))
    return next(spell for spell in back if spell and spell.first <= limit)


def _step(in_year: Callable[[int], Spell], at: date, steps: int, overlap: timedelta = NO_TIME) -> Spell:
    """The occurrence before or behind the one that a day is in or next to; 0 is the nearest.

    ``overlap`` is how far one that is told as past may not yet be over, or one as ahead have begun.
    """
    if not steps:
        return _nearest(in_year, at, 0, NO_TIME)
    found = [in_year(of) for of in range(at.year - YEARS_AROUND, at.year + YEARS_AROUND + 1)]
    if steps < 0:
        return [spell for spell in found if spell.last < at + overlap][steps]
    return [spell for spell in found if spell.first > at - overlap][steps - 1]


def _some(spell: Spell | None) -> Spell:
    if spell is None:
        raise ValueError("no such day")
    return spell
