"""Seats: who of the corpus is meant by an office of which one person at a time is the holder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from news.knowledge.office_nouns import office_kinds
from news.knowledge.offices import office

REACH = timedelta(days=31)
"""How long before and after the articles that tell a holder another article can still mean the same one."""
DOMINANT = 0.9
"""Share of the articles telling a holder near the day that the one must have."""
WITNESSES = 2
"""Articles that must tell the one as the holder."""
OF_STATE = {"president": "head_of_state", "monarch": "head_of_state"}
"""Kinds of office that mean the head of state where no organisation is told."""


@dataclass(frozen=True, slots=True)
class Seat:
    """An office as articles tell it: what, of which body or state."""

    role: str
    """As written."""
    organisation: str | None
    country_code: str | None

    @property
    def key(self) -> tuple[str, str] | None:
        """Kind of office, and its body or else its state; null where it is not one person's, or over."""
        told = office(self.role)
        of = self.organisation or self.country_code
        if told is None or of is None or told.is_former or told.is_deputy or told.is_relational:
            return None
        kind = told.kind if self.organisation else OF_STATE.get(told.kind, told.kind)
        return (kind, of) if office_kinds()[kind].is_single_seat else None


@dataclass(frozen=True, slots=True)
class Holding:
    """That articles name a person as the holder of a seat, between two days."""

    entity_id: str
    seat: Seat
    first_seen: date
    last_seen: date
    articles: int


class Holdings:
    """The seats of the corpus with their holders."""

    def __init__(self, holdings: Iterable[Holding]) -> None:
        self._by_seat: dict[tuple[str, str], dict[str, Holding]] = defaultdict(dict)
        for holding in holdings:
            if key := holding.seat.key:
                held = self._by_seat[key]
                held[holding.entity_id] = _both(held.get(holding.entity_id, holding), holding)

    def holder(self, seat: Seat, earliest: date | None, latest: date | None) -> str | None:
        """The entity id of the one holder whom articles of that time tell; null if they tell none or several."""
        key = seat.key
        if key is None or earliest is None or latest is None:
            return None
        articles = {
            h.entity_id: h.articles
            for h in self._by_seat.get(key, {}).values()
            if h.first_seen - REACH <= latest and earliest <= h.last_seen + REACH
        }
        best = max(articles, key=lambda e: (articles[e], e), default=None)
        if best is None or articles[best] < max(WITNESSES, DOMINANT * sum(articles.values())):
            return None
        return best


def _both(one: Holding, other: Holding) -> Holding:
    """Two tellings of one holder as one, over the days of both."""
    if one is other:
        return one
    return Holding(
        one.entity_id,
        one.seat,
        min(one.first_seen, other.first_seen),
        max(one.last_seen, other.last_seen),
        one.articles + other.articles,
    )
