"""Readings relative to the day of publication or to a day that the text named: gestern, am Freitag, im Vorjahr."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from news.extract.times import spells
from news.extract.times.direction import AHEAD
from news.extract.times.numerals import duration
from news.extract.times.reading import Fields, Reading, Stretch, fixed, unbounded
from news.extract.times.scene import Scene
from news.extract.times.spells import OPEN, Spell

VAGUE = {"D": ("D", 7), "W": ("M", 1), "WE": ("M", 1), "M": ("Y", 1), "Q": ("Y", 1), "H": ("Y", 2), "Y": ("DE", 1),
         "DE": ("CE", 1), "CE": ("ML", 1)}  # fmt: skip
"""How far an uncounted plural reaches at most: "in den vergangenen Tagen" a week, "seit Wochen" a month."""
SUB_DAY = frozenset({"TH", "TM", "TS"})
UNKNOWN_DAY = "XXXX-XX-XX"
UNKNOWN_TIME = "XXXX-XX-XXTXX:XX"


def read_weekday(fields: Fields, scene: Scene) -> Reading:
    """A weekday, or a part of it: the last one on or before the day, the next one on or after it if it is ahead.

    "diesen Freitag" is ahead unless the verb says otherwise, a bare "Freitag" is past unless it does.
    """
    number, _, part = fields.get("x", f"{fields.get('w')}:{fields.get('p', '')}").partition(":")
    weekday, suffix = int(number), f"T{part}" if part else ""
    relation = int(fields.get("r", 0))
    side = relation or scene.direction() or (AHEAD if "r" in fields else 0)

    def on(at: date) -> Spell:
        if side > 0:
            strict = 1 if relation else 0
            days = (weekday - at.isoweekday() - strict) % 7 + strict + 7 * max(relation - 1, 0)
        else:
            strict = 1 if relation else 0
            days = -((at.isoweekday() - weekday - strict) % 7 + strict + 7 * max(-relation - 1, 0))
        return spells.day(at + timedelta(days=days), suffix)

    return Reading("TIME" if suffix else "DATE", f"XXXX-WXX-{weekday}{suffix}", on, scene.published)


def read_weekday_of_week(fields: Fields, scene: Scene) -> Reading:
    """A weekday of a week that is told: Freitag vergangener Woche."""
    weekday, weeks = int(fields["w"]), int(fields["r"])

    def on(at: date) -> Spell:
        return spells.day(spells.week(at + timedelta(weeks=weeks)).first + timedelta(days=weekday - 1))

    return Reading("DATE", f"XXXX-WXX-{weekday}", on, scene.published)


def read_deictic(fields: Fields, scene: Scene) -> Reading:
    """gestern, morgen früh, der heutige Montagabend."""
    days = int(fields["o"])
    part = fields.get("p") or fields.get("x", "").rpartition(":")[2]
    suffix = f"T{part}" if part else ""
    return Reading(
        "TIME" if suffix else "DATE",
        UNKNOWN_DAY + suffix,
        lambda at: spells.day(at + timedelta(days=days), suffix),
        scene.published,
    )


def read_today(fields: Fields, scene: Scene) -> Reading:
    """heute: the day, or these days, as the clause has it."""
    if scene.is_timeless():
        return read_reference({"value": "PRESENT_REF"}, scene)
    return read_deictic(fields, scene)


def read_reference(fields: Fields, scene: Scene) -> Reading:
    """A value that a rule gives itself; references bound on the side where the day of publication lies."""
    value, kind = fields["value"], fields.get("type", "DATE")
    if value == "PRESENT_REF":
        return Reading(kind, value, lambda at: Stretch(value, at, at), scene.published)
    if value == "PAST_REF":
        return Reading(kind, value, lambda at: Stretch(value, None, at), scene.published)
    if value == "FUTURE_REF":
        return Reading(kind, value, lambda at: Stretch(value, at, None), scene.published)
    return unbounded(kind, value)


def read_period(fields: Fields, scene: Scene) -> Reading | None:
    """A whole week, month, year … before, after or around the day: vergangene Woche, Ende kommenden Jahres."""
    which = fields.get("e")
    if ":" in fields.get("x", ""):
        unit, _, steps = fields["x"].partition(":")
    else:
        unit, steps = fields["u"], fields.get("r", "0")
    if "is_weekend" in fields:
        return _weekend(scene)
    if unit == "D" or unit not in OPEN:
        return None
    relation = int(steps)
    if unit == "Y" and "r" not in fields and "x" not in fields and scene.anchor_year is not None:
        return fixed("DATE", spells.edge(spells.year(scene.anchor_year), which))

    def on(at: date) -> Spell:
        return spells.edge(spells.period(unit, spells.shift(unit, at, relation)), which)

    if unit == "WE":
        return _weekend(scene, relation)
    return Reading("DATE", OPEN[unit], on, scene.published)


def _weekend(scene: Scene, relation: int = 0) -> Reading:
    """The last weekend that has begun, or the one that is not over; the one before or behind that."""
    side = relation or scene.direction()

    def on(at: date) -> Spell:
        if side > 0:
            begins = at + timedelta(days=(7 - at.isoweekday()) % 7 - 1 + 7 * max(relation - 1, 0))
            if relation and begins <= at:
                begins += timedelta(weeks=1)
        else:
            begins = at - timedelta(days=(at.isoweekday() - 6) % 7 + 7 * max(-relation - 1, 0))
            if relation and begins + timedelta(days=1) >= at:
                begins -= timedelta(weeks=1)
        return spells.weekend(begins)

    return Reading("DATE", OPEN["WE"], on, scene.published)


def read_edge_word(fields: Fields, scene: Scene) -> Reading | None:
    """Jahresende, Wochenbeginn: an edge of the current period, or of the year that stands behind it."""
    unit, _, which = fields["x"].partition(":")
    if "y" in fields:
        return fixed("DATE", spells.edge(spells.year(int(fields["y"])), which)) if unit == "Y" else None
    return read_period({"u": unit, "e": which}, scene)


def read_anchored(fields: Fields, scene: Scene) -> Reading:
    """Counted from what the text named last: am Vortag, zwei Jahre später, im selben Monat; unknown without it."""
    if "x" in fields:
        unit, _, steps = fields["x"].partition(":")
        count: float | None = float(steps)
    else:
        unit, number = fields["u"], fields.get("n", "1")
        count = None if number == "X" else float(number) * int(fields.get("l", 1))
    if unit in SUB_DAY:
        return unbounded("TIME", UNKNOWN_TIME)
    anchor = scene.anchor_day if unit in {"D", "W", "WE"} else scene.anchor
    open_value = OPEN.get(unit, UNKNOWN_DAY)
    if count is None or anchor is None:
        return unbounded("DATE", open_value)
    steps_to = count
    return Reading(
        "DATE", open_value, lambda at: spells.period(unit, spells.shift(unit, at, steps_to)), anchor
    )


def read_periods(fields: Fields, scene: Scene) -> Reading:
    """Several periods up to the day or from it on: die vergangenen zwei Jahre, in den nächsten Tagen."""
    unit, relation = fields["u"], int(fields["r"])
    count = fields.get("n", "X")
    if relation > 0 and count == "X":
        ahead = "FUTURE_REF"
        return Reading("DATE", ahead, lambda at: Stretch(ahead, at, _ahead(unit, count, at)), scene.published)
    value = _duration(count, unit)

    def on(at: date) -> Stretch:
        first = _back(unit, count, at) if relation <= 0 else at
        last = _ahead(unit, count, at) if relation >= 0 else at
        return Stretch(value, first, last)

    return Reading("DURATION", value, on, scene.published)


def read_duration(fields: Fields, scene: Scene) -> Reading | None:
    """A length of time; behind vor, seit, in, binnen also the days that it leads to."""
    unit, count = fields["u"], fields.get("n", "1")
    if unit == "WE" and count == "1":
        return None
    value = _duration(count, unit)

    def ago(at: date) -> Stretch:
        if count == "X":
            return Stretch(value, _back(unit, count, at), at)
        spell = spells.period(unit, spells.shift(unit, at, -float(count)))
        return Stretch(value, spell.first, min(spell.last, at))

    def ahead(at: date) -> Stretch:
        spell = spells.period(unit, spells.shift(unit, at, float(count)))
        return Stretch(value, spell.first, spell.last)

    lead = scene.lead()
    on: Callable[[date], Stretch] | None = None
    if lead == "ago":
        on = ago
    elif lead == "since":
        on = lambda at: Stretch(value, _back(unit, count, at), at)  # noqa: E731
    elif lead == "within" and scene.direction() == AHEAD:
        on = lambda at: Stretch(value, at, _ahead(unit, count, at))  # noqa: E731
    elif lead == "in" and count != "X" and unit not in SUB_DAY and scene.direction() == AHEAD:
        on = ahead
    return Reading("DURATION", value, on, scene.published) if on else unbounded("DURATION", value)


def read_adjective_span(fields: Fields, scene: Scene) -> Reading:
    """zweistündig, monatelang."""
    return unbounded("DURATION", fields["x"])


def read_unknown_day(fields: Fields, scene: Scene) -> Reading:
    """A day that hangs on an event which no date is known of: am Tag vor dem Treffen."""
    return unbounded("DATE", UNKNOWN_DAY)


def read_unknown_period(fields: Fields, scene: Scene) -> Reading:
    """A week or a longer period that hangs on an event: in der Woche nach dem Treffen."""
    return unbounded("DATE", OPEN[fields["u"]])


def _duration(count: str, unit: str) -> str:
    return duration(count if count == "X" else float(count), unit)


def _back(unit: str, count: str, at: date) -> date:
    return far_end(unit, count, at, -1)


def _ahead(unit: str, count: str, at: date) -> date:
    return far_end(unit, count, at, 1)


def far_end(unit: str, count: str, at: date, sign: int) -> date:
    """The far end of a length of time behind (sign 1) or before (-1) a day; hours may lead into another day."""
    if count == "X":
        longer, steps = VAGUE.get(unit, ("D", 1))
        return spells.shift(longer, at, sign * steps)
    hours = timedelta(days=sign if unit in SUB_DAY else 0)
    return spells.shift(unit, at, sign * float(count)) + hours
