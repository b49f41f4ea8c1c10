"""Signatures: the few numbers by which copies of an article are found among millions.

MinHash (Broder, 1997) with locality-sensitive hashing (Indyk and Motwani, 1998), by the library rensa. Two
texts of which a share J of all five-word runs is common agree in one slot of the sketch with probability J,
in one band of two slots with J², and share at least one of 32 bands with 1 - (1 - J²)^32: 99.6 % for J = 0.4,
95 % for 0.3, 4 % for 0.035 and 0.3 % for 0.01. Two copies by the definition have a J of about 0.35 or more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

import numpy as np
from rensa import RMinHash

from news.duplicates.words import Hashes, Words, read_words, runs, scramble
from schemas import Signature

SHORT = 30
"""Texts of fewer words are copies only where all words are the same."""

_RUN_WIDTH = 5
_SLOTS = 64
_SEED = 1
_HEAD_WORDS = 80
"""A teaser repeats the article's beginning, below a headline or lead of its own at most."""
_HEAD_SLOTS = 16
_SLOTS_PER_BAND = 2

SKETCH_VERSION = f"1.{RMinHash.ALGORITHM_VERSION}"
"""Signatures of another version cannot be compared: sign all articles anew where it has changed."""


def signature(article_id: str, published_earliest: date | None, body: str) -> Signature:
    """Sign an article: 40 band keys (32 for all of the text, 8 for its beginning); one for a short text."""
    words = read_words(body)
    keys = _exact_key(words) if len(words) < SHORT else _band_keys(words)
    return Signature(
        article_id, published_earliest, len(words), tuple(keys.view(np.int64).tolist()), SKETCH_VERSION
    )


def candidate_pairs(
    signatures: Sequence[Signature], stored: Iterable[tuple[int, str]] = ()
) -> set[tuple[str, str]]:
    """Pairs of article ids (smaller first) that share a band key: new with new, and new with stored.

    ``stored`` gives band key and article id of what was signed before; rows with other keys do no harm. Time
    and memory grow with the new signatures and with the pairs found, not with the archive.
    """
    new: dict[int, list[str]] = defaultdict(list)
    for signed in signatures:
        for key in signed.band_keys:
            new[key].append(signed.article_id)
    pairs: set[tuple[str, str]] = set()
    for sharing in new.values():
        pairs.update(_ordered(combinations(sharing, 2)))
    for key, article_id in stored:
        pairs.update(_ordered((article_id, other) for other in new.get(key, ())))
    return pairs


def _ordered(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((a, b) if a < b else (b, a) for a, b in pairs if a != b)


def _exact_key(words: Words) -> Hashes:
    return runs(words.hashes, len(words)) if len(words) else words.hashes


def _band_keys(words: Words) -> Hashes:
    body_runs = runs(words.hashes, _RUN_WIDTH)
    head_runs = body_runs[: _HEAD_WORDS - _RUN_WIDTH + 1]
    sketches = RMinHash.digest_matrix_from_flat_token_hashes(
        np.concatenate([body_runs, head_runs]),
        np.array([0, len(body_runs), len(body_runs) + len(head_runs)], dtype=np.uint64),
        _SLOTS,
        _SEED,
    )
    body_slots, head_slots = np.array(sketches.to_rows(), dtype=np.uint64)
    # The band's number keeps one band's values from meeting another's, and heads from meeting bodies.
    bands = np.concatenate([body_slots, head_slots[:_HEAD_SLOTS]]).reshape(-1, _SLOTS_PER_BAND)
    numbered = np.column_stack([np.arange(len(bands), dtype=np.uint64), bands])
    keys: Hashes = scramble(numbered[:, 0])
    for column in (1, 2):
        keys = scramble(keys ^ numbered[:, column]) + numbered[:, column]
    return keys
