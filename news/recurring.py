"""Recurring lines: short lines that stand in many different places are boilerplate, whatever they say.

The evidence is the set of articles in the lake, never the order or the runs in which they came: each article
stores its short lines with a digest of the paragraph in front of each, and a line recurs when it follows upon
``MIN_CONTEXTS`` different paragraphs. Copies of one wire story share their subheadings *and* what stands
before them, so that they count once. When the evidence turns a line into boilerplate, or back, the stored
texts of all articles that hold it are read again.
"""

from __future__ import annotations

import hashlib
import re
from itertools import chain

from news.paragraphs import ends_sentence, fold
from schemas import ShortLine

LONGEST_LINE = 120
"""Characters; what recurs and is longer is a quotation or background that articles share, and is news."""

MIN_CONTEXTS = 20
"""A line behind fewer different paragraphs may be a common subheading."""

NUMBER = re.compile(r"\d+")

NO_CONTEXT = "0" * 16
"""Context of a line in a text without a sentence."""


def can_recur(line: str) -> bool:
    """True for a line that may be cut because it recurs: short, with words, and no sentence."""
    return len(line) <= LONGEST_LINE and not ends_sentence(line) and any(c.isalpha() for c in line)


def line_digest(line: str) -> str:
    """16 hex digits of a line, the same for any case, white space and numbers ("3 Bilder", "12 Bilder")."""
    return _digest(NUMBER.sub("0", line))


def short_lines(article_id: str, source_file: str, body: str) -> list[ShortLine]:
    """The lines of a body that may recur, each with its context; the first line is none: it may be a headline.

    The context is the last paragraph of sentences in front of the line, else the first behind it: lines of
    boilerplate stand in blocks and would else be each other's context.
    """
    paragraphs = body.split("\n\n")
    prose = [None if can_recur(p) else _digest(p) for p in paragraphs]
    found = set()
    for number in range(1, len(paragraphs)):
        if prose[number] is None:
            before = (digest for digest in reversed(prose[:number]) if digest)
            behind = (digest for digest in prose[number:] if digest)
            context = next(chain(before, behind), NO_CONTEXT)
            found.add(ShortLine(article_id, source_file, line_digest(paragraphs[number]), context))
    return sorted(found, key=lambda line: (line.line_digest, line.context_digest))


def _digest(text: str) -> str:
    form = fold(text).casefold().encode("utf-8", "surrogatepass")
    return hashlib.blake2b(form, digest_size=8).hexdigest()
