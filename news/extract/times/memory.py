"""What a text named last, and how long that stays in mind: what "am Vortag" and "im Mai" are counted from."""

from __future__ import annotations

from news.extract.times.interval import Interval
from news.extract.times.reading import Reading

NEAR = 80
"""Pieces (about 40 words) for which a year that was named, or the day of a clock time, stays in mind."""
FAR = 240
"""The same for days: "am Vortag" may stand paragraphs behind the day that it goes back from."""
DAY_VALUE = len("2022-01-01")

Named = tuple[int, Interval]
"""The piece behind an expression, and its days."""


class Memory:
    """What the expressions of a text named, up to the one that is read."""

    __slots__ = ("_any", "_day", "_several", "_year", "published")

    def __init__(self, published: Interval) -> None:
        self.published = published
        self._any: Named | None = None
        self._day: Named | None = None
        self._year: tuple[int, int] | None = None
        self._several: int | None = None
        """Where the text last named several days at once, or days that come again, and no single one since."""

    def anchor(self, piece: int) -> Interval | None:
        """Days of the last expression before a piece, if near; of any length."""
        return self._any[1] if self._any and piece - self._any[0] <= FAR else None

    def day(self, piece: int) -> Interval | None:
        """The same, of the last one that named a day."""
        return self._day[1] if self._day and piece - self._day[0] <= FAR else None

    def near_day(self, piece: int) -> Interval | None:
        """``day`` if it is so near that a clock time can be of it."""
        return self._day[1] if self._day and piece - self._day[0] <= NEAR else None

    def year(self, piece: int) -> int | None:
        """A year that the text named just before."""
        return self._year[1] if self._year and piece - self._year[0] <= NEAR else None

    def is_several(self, piece: int) -> bool:
        """Whether the text spoke of several days last: "am 5. und 6. Mai, jeweils 20 Uhr"."""
        return self._several is not None and piece - self._several <= NEAR

    @property
    def last_named(self) -> int | None:
        """The piece behind the last expression that named a day or several."""
        return max((self._day[0] if self._day else 0, self._several or 0)) or None

    def keep(self) -> tuple[Named | None, Named | None, tuple[int, int] | None]:
        """What ``restore`` takes back."""
        return self._any, self._day, self._year

    def restore(self, kept: tuple[Named | None, Named | None, tuple[int, int] | None]) -> None:
        """Forget what was named since ``keep``."""
        self._any, self._day, self._year = kept

    def remember(self, reading: Reading, value: str, days: Interval, end: int, *, is_one: bool) -> None:
        """Keep what later expressions may refer to: its days, and its year if that lies before the publication.

        ``end`` is the piece behind the expression; ``is_one`` tells that its rule names no other one beside it.
        """
        kind = reading.timex_type
        if kind == "SET":
            self._several = end
        if kind == "DATE":
            self._several = None if is_one else end
        if kind not in {"DATE", "TIME"} or days.earliest is None or days.latest is None:
            return
        if value.endswith("_REF"):
            return
        self._any = (end, days)
        if len(value) >= DAY_VALUE or "-WXX-" in value:
            self._day = (end, days)
        if reading.base is None and days.earliest.year == days.latest.year:
            year, published = days.earliest.year, self.published.earliest
            self._year = (end, year) if published is None or year < published.year else None
