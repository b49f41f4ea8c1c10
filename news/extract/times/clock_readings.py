"""Readings within a day: parts of day, clock times and nights, on the day that the text named last."""

from __future__ import annotations

from datetime import date, timedelta

from news.extract.times import spells
from news.extract.times.calendar_readings import day_of_month
from news.extract.times.direction import AHEAD
from news.extract.times.reading import Fields, Reading
from news.extract.times.relative_readings import UNKNOWN_DAY, read_deictic
from news.extract.times.scene import Scene
from news.extract.times.spells import Spell
from news.extract.times.weekday_readings import read_weekday

HOURS_OF_DAY = 24
MINUTES_OF_HOUR = 60
EARLY_NIGHT = 6
LATE_PARTS = ({"AF", "EV"}, {"AF", "EV", "NI"})
"""Parts of the day that put an hour up to twelve into its second half; of hours before EARLY_NIGHT and of others."""


def read_part(fields: Fields, scene: Scene) -> Reading:
    """am Nachmittag, in der Nacht; with zuvor or darauf of the day beside the one that the text named."""
    suffix = f"T{fields['p']}"
    if "l" not in fields:
        return _within_day(suffix, scene)
    if scene.anchor_day is None:
        return Reading("TIME", UNKNOWN_DAY + suffix)
    # The night behind a day begins on it: in der Nacht darauf.
    days = timedelta(days=min(int(fields["l"]), 0) if suffix == spells.NIGHT else int(fields["l"]))
    return Reading("TIME", UNKNOWN_DAY + suffix, lambda at: spells.day(at + days, suffix), scene.anchor_day)


def read_part_adverb(fields: Fields, scene: Scene) -> Reading:
    """abends, nachts: a part of any day."""
    return Reading("SET", f"{UNKNOWN_DAY}T{fields['p']}")


def read_clock(fields: Fields, scene: Scene) -> Reading | None:
    """20 Uhr, 20.15 Uhr, acht Uhr abends, halb acht, Viertel nach acht."""
    if "h" in fields:
        if not fields["h"].isdecimal():
            return None
        hour, minute = int(fields["h"]), int(fields.get("minute", 0))
    else:
        hours, _, minutes = fields["c"].replace(":", ".").partition(".")
        hour, minute = int(hours), int(minutes or 0)
    if hour > HOURS_OF_DAY or minute >= MINUTES_OF_HOUR:
        return None
    if "before" in fields:  # halb acht, Viertel vor acht
        hour, minute = (hour - 1) % HOURS_OF_DAY, MINUTES_OF_HOUR - int(fields["before"])
    if hour < HOURS_OF_DAY / 2 and fields.get("p") in LATE_PARTS[hour >= EARLY_NIGHT]:
        hour += HOURS_OF_DAY // 2
    at = f"T{hour:02}:{minute:02}"
    if scene.is_apart():
        return Reading("TIME", at, lambda day: spells.day(day, at), scene.published)
    return Reading("TIME", at) if scene.anchors_are_several else _within_day(at, scene, at)


def read_night(fields: Fields, scene: Scene) -> Reading | None:
    """in der Nacht zum Samstag: the night that ends on that day; its value bears the day on which it begins."""
    ending: Reading | None
    if "w" in fields:
        ending = read_weekday(fields, scene)
        open_value = f"XXXX-WXX-{(int(fields['w']) - 2) % 7 + 1}TNI"
    elif "o" in fields:
        ending, open_value = read_deictic(fields, scene), ""
    else:
        ending, open_value = (
            day_of_month(int(fields["d"]), int(fields["m"]), fields.get("y"), fields, scene),
            "",
        )
    if ending is None or ending.on is None:
        return None
    ends_on = ending.on

    def on(at: date) -> Spell:
        last = ends_on(at).last
        if last is None:
            raise ValueError("no day")
        first = last - timedelta(days=1)
        return Spell(f"{first.isoformat()}TNI", first, last)

    return Reading("TIME", open_value or f"{UNKNOWN_DAY}TNI", on, ending.base)


def read_part_of_date(fields: Fields, scene: Scene) -> Reading | None:
    """in der Nacht des 14. August, am Abend des 3. Mai."""
    return day_of_month(
        int(fields["d"]), int(fields["m"]), fields.get("y"), fields, scene, suffix=f"T{fields['p']}"
    )


def _within_day(suffix: str, scene: Scene, open_value: str | None = None) -> Reading:
    named = scene.near_day
    is_last_night = suffix == spells.NIGHT and named is None and scene.direction() != AHEAD
    day = spells.night_to if is_last_night else spells.day
    return Reading(
        "TIME", open_value or UNKNOWN_DAY + suffix, lambda at: day(at, suffix), named or scene.published
    )
