"""An interval of days, each end of which may be unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``earliest`` to ``latest``, both included; null where nothing bounds it."""

    earliest: date | None
    latest: date | None


UNBOUNDED = Interval(None, None)
