"""Name counts: how often articles write a name and what they tell of its bearer, and what follows from many of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameCount:
    """A name as articles write it in full, with the state and sector that they tell, and how many articles do."""

    entity_type: str
    name: str
    country_code: str | None = None
    sector: str | None = None
    offices: frozenset[str] = frozenset()
    """Nouns of the offices that stand beside it."""
    articles: int = 1


def articles_by(pairs: Iterable[tuple[str | None, int]]) -> Counter[str]:
    """Articles by value, without those that tell none."""
    votes: Counter[str] = Counter()
    for value, articles in pairs:
        if value is not None:
            votes[value] += articles
    return votes


def majority(votes: Counter[str]) -> str | None:
    """The value with most articles; null where several have as many, or there is none."""
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def most(votes: Counter[str]) -> str | None:
    """The value with most articles, of several the first by alphabet; null if there is none."""
    return min(votes, key=lambda v: (-votes[v], v), default=None)
