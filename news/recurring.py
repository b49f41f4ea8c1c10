"""Recurring lines: short lines that many articles share are boilerplate, whatever they say.

The evidence is the set of articles that is given, and nothing else: its order does not matter. What an
article loses does depend on the evidence, though. Rows stay the same in every sequence of incremental runs
only if all of them cut by the same frozen evidence: count over the whole lake when it is rebuilt, keep the
set with the lake as one more version (beside model and lexicons), and give that to :func:`news.parse.parse`
until the next rebuild. Counts of parts cannot be merged from their results: a line may be rare in each
part.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable

from news.paragraphs import ends_sentence, fold

LONGEST_LINE = 120
"""Characters; what recurs and is longer is a quotation or background that articles share, and is news."""

WIDTH_BITS = 20
DEPTH = 3
"""The sketch has DEPTH rows of 2^WIDTH_BITS counters (24 MB), whatever the number of articles."""


def recurring_lines(
    articles_lines: Iterable[Iterable[str]], *, min_articles: int = 20, min_share: float = 0.002
) -> frozenset[str]:
    """The digests of the short lines without a sentence's end that recur across articles.

    ``articles_lines`` gives the lines (paragraphs) of each article; near-copies of articles should be left
    out, for they share every line. A line recurs if at least ``min_articles`` articles and at least the share
    ``min_share`` (0 to 1) of all have it.

    Method: a count-min sketch (Cormode and Muthukrishnan 2005), which never counts too little, so no line
    that recurs is missed; that one is taken for recurring by mistake needs three collisions at once. Memory
    is bounded by the sketch and by the lines that reach ``min_articles``.
    """
    counters = array("L", bytes(array("L").itemsize * (DEPTH << WIDTH_BITS)))
    candidates: set[str] = set()
    article_count = 0
    for lines in articles_lines:
        article_count += 1
        for digest in {line_digest(line) for line in lines if can_recur(line)}:
            cells = _cells(digest)
            for cell in cells:
                counters[cell] += 1
            if min(counters[cell] for cell in cells) >= min_articles:
                candidates.add(digest)
    enough = max(min_articles, min_share * article_count)
    return frozenset(d for d in candidates if min(counters[cell] for cell in _cells(d)) >= enough)


def can_recur(line: str) -> bool:
    """True for a line that may be cut because it recurs: short, with words, and no sentence."""
    return len(line) <= LONGEST_LINE and not ends_sentence(line) and any(c.isalpha() for c in line)


def line_digest(line: str) -> str:
    """16 hex digits of a line, the same for any case, white space and digits."""
    form = "".join("0" if c.isdigit() else c for c in fold(line).casefold())
    return hashlib.blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _cells(digest: str) -> list[int]:
    value = int(digest, 16)
    width = 1 << WIDTH_BITS
    return [row * width + (value >> (WIDTH_BITS * row)) % width for row in range(DEPTH)]
