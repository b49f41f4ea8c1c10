"""An interval of days, each end of which may be unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``earliest`` to ``latest``, both included; null where nothing bounds it."""

    earliest: date | None
    latest: date | None

    def intersection(self, other: Interval) -> Interval | None:
        """The days that both allow; null if there are none."""
        starts = [day for day in (self.earliest, other.earliest) if day]
        ends = [day for day in (self.latest, other.latest) if day]
        both = Interval(max(starts, default=None), min(ends, default=None))
        return None if both.earliest and both.latest and both.earliest > both.latest else both


UNBOUNDED = Interval(None, None)
