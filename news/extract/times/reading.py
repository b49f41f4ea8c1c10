"""What an expression says: its TIMEX3 type, and the days that it means for each day on which it may be said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from news.extract.times.direction import (
    PAST,
    UNKNOWN,
    clause_around,
    direction,
    direction_of_preposition,
    is_timeless,
)
from news.extract.times.interval import UNBOUNDED, Interval
from news.extract.times.spells import Spell

Fields = Mapping[str, str]
"""The words that a rule keeps, by the names of its fields, already turned into their values."""
ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that a reading means; null where nothing bounds them."""

    value: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Reading:
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


@dataclass(slots=True)
class Scene:
    """What an expression is read against."""

    text: str
    start: int
    end: int
    """Offsets of the expression."""
    reach: tuple[int, int]
    """Offsets between which the clause of the expression is looked for."""
    before: str
    """The word in front of it in lower case, "" at the beginning."""
    lead: str
    """What that word makes of a length of time: ago, since, in, within, or ""."""
    published: Interval
    anchor: Interval | None
    """Days of the expression before it, if near; of any length."""
    anchor_day: Interval | None
    """The same, of the last one that named a day."""
    anchor_year: int | None
    """A year that the text named just before."""
    near_day: Interval | None = None
    """``anchor_day`` if it is so near that a clock time can be of it."""
    anchors_are_several: bool = False
    """Whether the text spoke of several days last: "am 5. und 6. Mai, jeweils 20 Uhr"."""
    hint: Callable[[int], int | None] | None = None
    """Direction at an offset, from someone who knows better."""
    _direction: int | None = None

    def direction(self) -> int:
        """PAST, AHEAD or UNKNOWN, by the clause, then by the sentence."""
        if self._direction is None:
            known = self.hint(self.start) if self.hint else None
            if known is None:
                known = (
                    direction_of_preposition(self.before)
                    or direction(self.clause())
                    or direction(self.clause(whole_sentence=True))
                )
            self._direction = known
        return self._direction or UNKNOWN

    def clause(self, *, whole_sentence: bool = False) -> list[str]:
        """The words around the expression in its clause, or in its sentence."""
        return clause_around(self.text, self.start, self.end, *self.reach, whole_sentence=whole_sentence)

    def is_timeless(self) -> bool:
        """Whether the clause tells a state of these days."""
        words = self.clause()
        return is_timeless(words) and direction(words) != PAST
