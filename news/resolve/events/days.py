"""Days on which an event can have happened: bounds, and the weekday where a clause tells one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from schemas import EventMention
from schemas.codebook import STATUSES

DAY, WEEK = timedelta(days=1), timedelta(days=7)
MOST_WEEKS = timedelta(weeks=5)
"""The first and the last weekday that an article known to the month can mean lie at most this far apart."""
NIGHT, MONTHS = 2, 62
"""Widths in days: a night joins two days; two months are an article's own and what lies ahead of it."""
TOLD_AFTER = timedelta(days=2)
"""What an article tells without a day has happened up to so long before it appeared."""


@dataclass(frozen=True, slots=True)
class Days:
    """All days from ``earliest`` to ``latest``, or those that fall on ``weekday`` (1 Monday to 7 Sunday)."""

    earliest: date | None = None
    latest: date | None = None
    weekday: int | None = None

    @property
    def is_known(self) -> bool:
        """Whether both ends are bounded."""
        return self.earliest is not None and self.latest is not None

    @property
    def width(self) -> int:
        """Number of days from end to end; 0 where an end is open."""
        return (self.latest - self.earliest).days + 1 if self.earliest and self.latest else 0

    def common(self, other: Days) -> Days | None:
        """The days that both allow, null if there are none; days that are not known exclude none."""
        if not (self.is_known and other.is_known):
            return self if self.is_known else other
        if self.weekday and other.weekday and self.weekday != other.weekday:
            return None
        assert self.earliest and self.latest and other.earliest and other.latest
        return _within(
            max(self.earliest, other.earliest), min(self.latest, other.latest), self.weekday or other.weekday
        )

    def holds(self, other: Days) -> bool:
        """Whether all days of another are between the ends; days that are not known hold all."""
        if not (self.earliest and self.latest and other.earliest and other.latest):
            return True
        return self.earliest <= other.earliest and other.latest <= self.latest

    def weeks(self) -> Iterator[int]:
        """Numbers of the weeks that the days touch."""
        if self.earliest and self.latest:
            yield from range(self.earliest.toordinal() // 7, self.latest.toordinal() // 7 + 1)

    def months(self) -> Iterator[int]:
        """Numbers of the months that the days touch."""
        if self.earliest and self.latest:
            first, last = (12 * day.year + day.month for day in (self.earliest, self.latest))
            yield from range(first, last + 1)


def possible_days(mention: EventMention) -> Days:
    """The days that a mention allows if one reckons that papers tell a thing a day or two after it happened."""
    days = days_of(mention)
    if mention.dated_by != "publication" or mention.status != STATUSES[0] or days.earliest is None:
        return days
    return Days(days.earliest - TOLD_AFTER, days.latest)


def days_of(mention: EventMention) -> Days:
    """The days that a mention allows; an end that is open leaves them unknown.

    Where a clause names a weekday and the article is known only to the month, the codebook gives the interval from
    the first to the last such weekday. So bounds that are whole weeks apart, and are no calendar months, tell one.
    """
    earliest, latest = mention.date_earliest, mention.date_latest
    if earliest is None or latest is None:
        return Days()
    apart = latest - earliest
    is_calendar = earliest.day == 1 and (latest + DAY).day == 1
    has_weekday = WEEK <= apart <= MOST_WEEKS and not apart % WEEK and not is_calendar
    return Days(earliest, latest, earliest.isoweekday() if has_weekday else None)


def _within(earliest: date, latest: date, weekday: int | None) -> Days | None:
    if weekday:
        earliest += timedelta(days=(weekday - earliest.isoweekday()) % 7)
        latest -= timedelta(days=(latest.isoweekday() - weekday) % 7)
    if earliest > latest:
        return None
    return Days(earliest, latest, weekday if earliest < latest else None)
