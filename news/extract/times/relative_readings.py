"""Readings relative to the day of publication or to a day that the text named: gestern, vor zwei Wochen, im Vorjahr."""

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
FIRST_MONTH_OF_SECOND_HALF = 7
LONGER = 2
"""How often a length of time fits at most in one that is "mehr als" it."""
PARTS_OF, AROUND = {"Y": ("M", 12), "M": ("D", 30), "W": ("D", 7)}, (-1 / 4, 1 / 4)
"""Units by whose parts a length with a fraction is counted, and how far to each side it may be meant."""
SUB_DAY = frozenset({"TH", "TM", "TS"})
UNKNOWN_DAY = "XXXX-XX-XX"
UNKNOWN_TIME = "XXXX-XX-XXTXX:XX"


def read_deictic(fields: Fields, scene: Scene) -> Reading:
    """gestern, morgen früh, der heutige Montagabend."""
    days = int(fields["o"])
    part = fields.get("p") or fields.get("x", "").rpartition(":")[2]
    suffix = f"T{part}" if part else ""
    is_last_night = suffix == spells.NIGHT and not days and scene.direction() != AHEAD
    day = spells.night_to if is_last_night else spells.day
    return Reading(
        "TIME" if suffix else "DATE",
        UNKNOWN_DAY + suffix,
        lambda at: day(at + timedelta(days=days), suffix),
        scene.published,
    )


def read_deictic_away(fields: Fields, scene: Scene) -> Reading | None:
    """A day counted from today: heute vor einem Jahr, morgen in zwei Wochen."""
    unit, days = fields["u"], timedelta(days=int(fields["o"]))
    if unit in SUB_DAY or fields["n"] == "X":
        return None
    steps = int(fields["side"]) * float(fields["n"])
    return Reading(
        "DATE", UNKNOWN_DAY, lambda at: spells.day(spells.shift(unit, at + days, steps)), scene.published
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
        around = timedelta(days=int(fields.get("around", 0)))
        return Reading(kind, value, lambda at: Stretch(value, at - around, at + around), scene.published)
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


def read_new_year(fields: Fields, scene: Scene) -> Reading:
    """The new or the old year: those on the two sides of the turn of the year that is nearest."""
    turn = int(fields["turn"])

    def on(at: date) -> Spell:
        return spells.year(at.year + (at.month >= FIRST_MONTH_OF_SECOND_HALF) + turn)

    return Reading("DATE", OPEN["Y"], on, scene.published)


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
    is_short, side = unit in SUB_DAY, int(fields.get("l", 1))
    kind = "TIME" if is_short else "DATE"
    anchor = scene.anchor_day if unit in {"D", "W", "WE"} or is_short else scene.anchor
    open_value = UNKNOWN_TIME if is_short else OPEN.get(unit, UNKNOWN_DAY)
    if anchor is None:
        return unbounded(kind, open_value)
    if count is None or is_short:
        far = "X" if count is None else f"{abs(count):g}"

        def beside(at: date) -> Stretch:
            end = far_end(unit, far, at, side)
            return Stretch(open_value, min(at, end), max(at, end))

        return Reading(kind, open_value, beside, anchor)
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

    lead, longer = scene.lead(), scene.comparison()
    times = 1 if count == "X" else float(count)
    on: Callable[[date], Stretch] | None = None
    if lead == "ago":
        on = lambda at: Stretch(value, *_ago(unit, count, longer, at))  # noqa: E731
    elif lead == "since":
        reach = str(times * LONGER) if count != "X" and longer > 0 else count
        on = lambda at: Stretch(value, _back(unit, reach, at), at)  # noqa: E731
    elif (lead == "within" or (lead == "in" and count == "X")) and scene.direction() == AHEAD:
        on = lambda at: Stretch(value, at, _ahead(unit, count, at))  # noqa: E731
    elif lead == "in" and unit not in SUB_DAY and scene.direction() == AHEAD:
        on = lambda at: Stretch(value, *_days_at(unit, times, at))  # noqa: E731
    return Reading("DURATION", value, on, scene.published) if on else unbounded("DURATION", value)


def _ago(unit: str, count: str, longer: int, at: date) -> tuple[date, date]:
    """The days that a length of time behind vor leads to; it may be longer (1) or shorter (-1) than it says."""
    if count == "X":
        return _back(unit, count, at), at
    times = float(count)
    first, last = _days_at(unit, -times, at)
    if longer > 0:
        first = min(first, _days_at(unit, -times * LONGER, at)[0])
    return first, at if longer < 0 else min(last, at)


def _days_at(unit: str, steps: float, at: date) -> tuple[date, date]:
    """The days a length of time away: its week, month …; of a year and a half the months around."""
    if steps != int(steps) and unit in PARTS_OF:
        part, count = PARTS_OF[unit]
        first, last = (spells.period(part, spells.shift(part, at, count * (steps + away))) for away in AROUND)
        return first.first, last.last
    spell = spells.period(unit, spells.shift(unit, at, steps))
    return spell.first, spell.last


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
