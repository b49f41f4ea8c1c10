"""Update: what a run's new, changed and removed articles change in who is a duplicate of whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from news.duplicates.groups import duplicates_of
from news.duplicates.overlap import compare
from news.duplicates.signature import candidate_pairs
from news.duplicates.words import read_words
from schemas import NearCopy, Signature
from schemas.near_copies import COPY, EXCERPT, HOLDER

_FROM_OTHER_SIDE = {COPY: COPY, EXCERPT: HOLDER, HOLDER: EXCERPT}
_PAIRS_AT_ONCE = 1000
"""Bounds the bodies held at one time."""

_Rows = dict[str, dict[str, NearCopy]]


class Archive(Protocol):
    """What the search asks of the record as it was before the run. All answers are small."""

    def sharing(self, band_keys: Collection[int]) -> Iterable[tuple[int, str]]:
        """Band key and article id of each stored signature that has one of the keys."""
        ...

    def signatures(self, article_ids: Collection[str]) -> Iterable[Signature]:
        """The stored signatures of these articles."""
        ...

    def near_copies(self, article_ids: Collection[str]) -> Iterable[NearCopy]:
        """The stored rows with one of these as ``article_id``."""
        ...

    def bodies(self, article_ids: Collection[str]) -> Mapping[str, str]:
        """The bodies of these articles, stored or new."""
        ...


@dataclass(frozen=True, slots=True)
class Update:
    """The rows to write."""

    near_copies: Mapping[str, tuple[NearCopy, ...]]
    """Article -> all its rows from now on, in order of near_id; an empty tuple where none are left.

    Holds each new article and each stored one of which a row comes or goes. A removed article's rows
    go with it."""
    duplicate_of: Mapping[str, str | None]
    """Article -> ``articles.duplicate_of`` from now on, for the new articles and for each stored one in a
    group that the run touched, changed or not."""


def update(new: Sequence[Signature], removed: Collection[str], archive: Archive) -> Update:
    """Compare new and changed articles with the archive, and group anew what they touch.

    ``new`` holds the signatures of all articles that the run read, an article's new version among them;
    ``removed`` the ids of those that are no more. After any sequence of updates, rows and groups are those
    of a single update with all articles (tests/news/duplicates/test_duplicates_update.py tries it with random ones).

    Cost: some 0.3 ms per candidate, of which news have one for every four articles; the archive's size counts
    only by the candidates that it gives. Memory: about 10 KB per new article: hand over some 10,000 at a time.
    """
    new_ids = {s.article_id for s in new}
    gone = new_ids | set(removed)
    # A changed article is a removed one and a new one: what its old version was near may fall apart.
    former = {row.near_id for row in archive.near_copies(gone)} - gone
    near: _Rows = defaultdict(dict)
    for row in _verified(new, gone, archive):
        near[row.article_id][row.near_id] = row
    touched = former | near.keys() - new_ids
    members = new_ids | _reached(touched, gone, near, archive)
    signatures = [*new, *archive.signatures(members - new_ids)]
    rows = {a: tuple(near[a][b] for b in sorted(near[a])) for a in sorted(members)}
    return Update(
        {a: owned for a, owned in rows.items() if a in touched or a in new_ids},
        duplicates_of(signatures, chain.from_iterable(rows.values())),
    )


def _verified(new: Sequence[Signature], gone: Collection[str], archive: Archive) -> Iterator[NearCopy]:
    keys = {key for signed in new for key in signed.band_keys}
    stored = ((key, article_id) for key, article_id in archive.sharing(keys) if article_id not in gone)
    pairs = sorted(candidate_pairs(new, stored))
    for start in range(0, len(pairs), _PAIRS_AT_ONCE):
        batch = pairs[start : start + _PAIRS_AT_ONCE]
        words = {a: read_words(b) for a, b in archive.bodies(set(chain.from_iterable(batch))).items()}
        for first, second in batch:
            if overlap := compare(words[first], words[second]):
                other_side = _FROM_OTHER_SIDE[overlap.relation]
                yield NearCopy(first, second, overlap.relation, overlap.first_fraction)
                yield NearCopy(second, first, other_side, overlap.second_fraction)


def _reached(touched: Collection[str], gone: Collection[str], near: _Rows, archive: Archive) -> set[str]:
    """The stored articles in the groups of the touched ones; their rows that stay are added to ``near``."""
    reached: set[str] = set()
    frontier = set(touched)
    while frontier:
        reached |= frontier
        kept = [row for row in archive.near_copies(frontier) if row.near_id not in gone]
        for row in kept:
            near[row.article_id][row.near_id] = row
        frontier = {row.near_id for row in kept} - reached
    return reached
