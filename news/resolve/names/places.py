"""Places: the known place that the name of an article means, with the states of the article as context."""

from __future__ import annotations

from collections.abc import Collection

from news.extract.mentions.forms import base_form
from news.knowledge.places import Place, find

NAMED_STATE = 1.0
"""Weight of a state that the article names, beside a place's share of the people of all places of its name."""
CLEAR = 0.5
"""Weight from which a place is meant; below it the name stays a name."""


def place_meant(name: str, states: Collection[str | None]) -> Place | None:
    """The place that a name in any case means; null if none is known or none stands out."""
    found = find(name) or find(base_form(name))
    if not found:
        return None
    best = max(found, key=lambda place: _weight(place, states))
    return best if len(found) == 1 or _weight(best, states) >= CLEAR else None


def _weight(place: Place, states: Collection[str | None]) -> float:
    return place.share + NAMED_STATE * (place.country_code is not None and place.country_code in states)
