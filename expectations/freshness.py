"""Freshness: whether the source has brought nothing new for longer than it usually does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

import numpy as np

LEAST_INTERVALS = 5
LAST_INTERVALS = 60
USUAL = 0.9
"""This quantile of the intervals between runs that brought articles is usual: weekends are in it …"""
LONGER = 2.0
"""… and this many times as long is too long."""


def usual_days(arrivals: Sequence[datetime]) -> float | None:
    """How many days without new articles are still usual; None where too few runs have brought any.

    ``arrivals`` are the starts of the runs that brought articles, in order.
    """
    recent = arrivals[-LAST_INTERVALS - 1 :]
    if len(recent) <= LEAST_INTERVALS:
        return None
    days = [(later - earlier).total_seconds() / 86400 for earlier, later in pairwise(recent)]
    return LONGER * float(np.quantile(days, USUAL))


def days_without(arrivals: Sequence[datetime], at: datetime) -> float | None:
    """Days since articles last came; None where none ever did."""
    return (at - arrivals[-1]).total_seconds() / 86400 if arrivals else None
