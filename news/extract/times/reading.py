"""What an expression says: its TIMEX3 type, and the days that it means for each day on which it may be said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from news.extract.times.interval import UNBOUNDED, Interval
from news.extract.times.spells import Spell

Fields = Mapping[str, str]
"""The words that a rule keeps, by the names of its fields, already turned into their values."""
ANY_DAY = date(2000, 1, 1)


class Stretch(NamedTuple):
    """Days that a reading means; null where nothing bounds them."""

    value: str
    first: date | None
    last: date | None


class Reading(NamedTuple):
    """An expression, understood."""

    timex_type: str
    open_value: str
    """Value where the days are not known or more than one is possible: XXXX-WXX-5."""
    on: Callable[[date], Spell | Stretch] | None = None
    """What it means when said on a day; must not move back when the day moves on. Null: no days."""
    base: Interval | None = None
    """Days on which it may be said; null where ``on`` is the same for all days."""
    doubt: str = ""
    """What speaks against it: what stands behind the rule's name."""

    def resolve(self) -> tuple[str, Interval]:
        """Value and days; an interval of days to be said on gives the days between the first and the last reading."""
        if self.on is None:
            return self.open_value, UNBOUNDED
        try:
            if self.base is None:
                spell = self.on(ANY_DAY)
                return spell.value, Interval(spell.first, spell.last)
            opens = self.on(self.base.earliest) if self.base.earliest else None
            is_one_day = self.base.earliest == self.base.latest
            closes = opens if is_one_day else self.on(self.base.latest) if self.base.latest else None
        except (OverflowError, ValueError):
            return self.open_value, UNBOUNDED
        value = opens.value if opens and closes and opens.value == closes.value else self.open_value
        return value, Interval(opens.first if opens else None, closes.last if closes else None)


def fixed(timex_type: str, spell: Spell) -> Reading:
    """A reading that depends on no other day."""
    return Reading(timex_type, spell.value, lambda _: spell)


def unbounded(timex_type: str, value: str) -> Reading:
    """A reading that means no days: a duration, a set."""
    return Reading(timex_type, value)
