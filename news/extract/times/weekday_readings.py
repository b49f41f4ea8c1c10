"""Readings of weekdays: am Freitag, Freitag vergangener Woche, Mittwoch vor einer Woche, von Montag bis Freitag."""

from __future__ import annotations

from datetime import date, timedelta

from news.extract.times import spells
from news.extract.times.direction import AHEAD
from news.extract.times.reading import Fields, Reading, Stretch, fixed, unbounded
from news.extract.times.scene import Scene
from news.extract.times.spells import Spell

YEARS_BETWEEN_SAME_DAYS = 4
"""Within these a weekday falls on each number of a day, the 31st too."""
WEEKS_OF_DAYS = {8: 1, 14: 2, 15: 2}
"""How many weeks are meant where a weekday is counted in days: Montag in acht Tagen."""


def read_weekday(fields: Fields, scene: Scene) -> Reading:
    """A weekday, or a part of it: the last one on or before the day, the next one on or after it if it is ahead.

    "diesen Freitag" is ahead unless the verb says otherwise, a bare "Freitag" is past unless it does.
    """
    weekday, suffix = _weekday(fields)
    relation = int(fields.get("r", 0))
    side = relation or scene.direction() or (AHEAD if "r" in fields else 0)

    def on(at: date) -> Spell:
        strict = 1 if relation else 0
        if side > 0:
            days = _days_to(weekday, at + timedelta(days=strict)) + strict + 7 * max(relation - 1, 0)
        else:
            days = -(_days_since(weekday, at - timedelta(days=strict)) + strict + 7 * max(-relation - 1, 0))
        return spells.day(at + timedelta(days=days), suffix)

    return Reading("TIME" if suffix else "DATE", _open_value(weekday, suffix), on, scene.published)


def read_weekday_of_week(fields: Fields, scene: Scene) -> Reading:
    """A weekday of a week that is told: Freitag vergangener Woche."""
    weekday, suffix = _weekday(fields)
    weeks = int(fields["r"])
    return Reading(
        "TIME" if suffix else "DATE",
        _open_value(weekday, suffix),
        lambda at: spells.day(_of_week(weekday, at + timedelta(weeks=weeks)), suffix),
        scene.published,
    )


def read_weekday_away(fields: Fields, scene: Scene) -> Reading | None:
    """A weekday some weeks ago or ahead: Mittwoch vor einer Woche, Montag in acht Tagen.

    It is counted from the weekday next to the day, or meant is that of the week so far away: where these differ,
    either is possible.
    """
    weekday, suffix = _weekday(fields)
    side, count = int(fields["side"]), float(fields["n"])
    weeks = WEEKS_OF_DAYS.get(int(count), 0) if fields["u"] == "D" else int(count)
    if not weeks:
        return None
    open_value = _open_value(weekday, suffix)

    def on(at: date) -> Spell | Stretch:
        days = _days_to(weekday, at) if side > 0 else -_days_since(weekday, at)
        counted = at + timedelta(days=days, weeks=side * weeks)
        of_week = _of_week(weekday, at + timedelta(weeks=side * weeks))
        if counted == of_week:
            return spells.day(counted, suffix)
        return Stretch(open_value, min(counted, of_week), max(counted, of_week))

    return Reading("TIME" if suffix else "DATE", open_value, on, scene.published)


def read_weekday_range(fields: Fields, scene: Scene) -> Reading:
    """One end (``end``: first or last) of a row of weekdays, the last of them in time behind the first."""
    first, last = int(fields["f"]), int(fields["l"])
    is_first, side = fields["end"] == "first", scene.direction()

    def on(at: date) -> Spell:
        if side > 0:
            begins = at + timedelta(days=_days_to(first, at))
            return spells.day(begins if is_first else begins + timedelta(days=_days_to(last, begins)))
        ends = at - timedelta(days=_days_since(last, at))
        return spells.day(ends - timedelta(days=_days_since(first, ends)) if is_first else ends)

    return Reading("DATE", _open_value(first if is_first else last), on, scene.published)


def read_weekday_and_day(fields: Fields, scene: Scene) -> Reading | None:
    """A weekday with the number of its day and no month: Freitag, der 13."""
    weekday, _ = _weekday(fields)
    number, step = int(fields["d"]), timedelta(days=1 if scene.direction() > 0 else -1)

    def on(at: date) -> Spell:
        near = (at + step * days for days in range(YEARS_BETWEEN_SAME_DAYS * 366))
        return spells.day(next(day for day in near if (day.isoweekday(), day.day) == (weekday, number)))

    return Reading("DATE", _open_value(weekday), on, scene.published)


def read_some_weekday(fields: Fields, scene: Scene) -> Reading:
    """A weekday that is not the one next to the day: am 1. Mai, einem Mittwoch; an einem Mittwoch."""
    weekday, suffix = _weekday(fields)
    kind, named = "TIME" if suffix else "DATE", scene.near_day
    if named and named.earliest and named.earliest == named.latest and named.earliest.isoweekday() == weekday:
        return fixed(kind, spells.day(named.earliest, suffix))
    return unbounded(kind, _open_value(weekday, suffix))


def read_weekday_beside(fields: Fields, scene: Scene) -> Reading:
    """The first weekday behind or before the day that the text named: am darauffolgenden Freitag, Freitag zuvor."""
    weekday, suffix = _weekday(fields)
    kind, side, one_day = "TIME" if suffix else "DATE", int(fields["l"]), timedelta(days=1)
    if scene.anchor_day is None:
        return unbounded(kind, _open_value(weekday, suffix))

    def on(at: date) -> Spell:
        if side > 0:
            return spells.day(at + one_day + timedelta(days=_days_to(weekday, at + one_day)), suffix)
        return spells.day(at - one_day - timedelta(days=_days_since(weekday, at - one_day)), suffix)

    return Reading(kind, _open_value(weekday, suffix), on, scene.anchor_day)


def _weekday(fields: Fields) -> tuple[int, str]:
    """The weekday and the suffix of its part: of a word for both (Montagabend), or of one for each."""
    number, _, part = fields.get("x", f"{fields.get('w')}:{fields.get('p', '')}").partition(":")
    return int(number), f"T{part}" if part else ""


def _open_value(weekday: int, suffix: str = "") -> str:
    return f"XXXX-WXX-{weekday}{suffix}"


def _days_to(weekday: int, at: date) -> int:
    """From a day to the next such weekday, 0 on it."""
    return (weekday - at.isoweekday()) % 7


def _days_since(weekday: int, at: date) -> int:
    """From the last such weekday to a day, 0 on it."""
    return (at.isoweekday() - weekday) % 7


def _of_week(weekday: int, at: date) -> date:
    return spells.week(at).first + timedelta(days=weekday - 1)
