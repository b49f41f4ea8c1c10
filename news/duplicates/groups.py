"""Groups: from the verified pairs to the one article of which each other is a duplicate."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from schemas import NearCopy, Signature
from schemas.near_copies import COPY, EXCERPT


def duplicates_of(signatures: Iterable[Signature], near_copies: Iterable[NearCopy]) -> dict[str, str | None]:
    """For each article the one of which it is a duplicate, or None: ``articles.duplicate_of``.

    The definition of groups stands in :mod:`news.duplicates`. The result depends on the set of signatures and
    pairs alone. ``near_copies`` must hold all pairs among the articles, from both sides, and no others.
    """
    articles = {s.article_id: s for s in sorted(signatures, key=_order)}
    pairs = list(near_copies)
    families = _families(list(articles), [p for p in pairs if p.relation == COPY])
    rank = {article_id: n for n, article_id in enumerate(articles)}
    longest: dict[str, int] = {}
    for article_id, first in families.items():
        longest[first] = max(longest.get(first, 0), articles[article_id].word_count)
    holder: dict[str, str] = {}
    for pair in pairs:
        inner, outer = families[pair.article_id], families[pair.near_id]
        # Each step leads to a family with a longer text, so that no chain of holders can bite its own tail.
        if pair.relation == EXCERPT and longest[inner] < longest[outer]:
            holder[inner] = min(holder.get(inner, outer), outer, key=rank.__getitem__)
    return {article_id: _outermost(first, holder, article_id) for article_id, first in families.items()}


def _order(signature: Signature) -> tuple[date, str]:
    return signature.published_earliest or date.max, signature.article_id


def _families(articles: list[str], copies: list[NearCopy]) -> dict[str, str]:
    """Article -> first article of its connected component; ``articles`` are in their order."""
    neighbours: dict[str, list[str]] = {article_id: [] for article_id in articles}
    for copy in copies:
        neighbours[copy.article_id].append(copy.near_id)
    families: dict[str, str] = {}
    for first in articles:
        reached = [] if first in families else [first]
        while reached:
            article_id = reached.pop()
            if article_id not in families:
                families[article_id] = first
                reached.extend(neighbours[article_id])
    return families


def _outermost(first: str, holder: dict[str, str], article_id: str) -> str | None:
    while first in holder:
        first = holder[first]
    return None if first == article_id else first
