"""Find the sentence around a stretch of text, to show it to a reader, without a language engine.

The sentences that were analysed are ``news.language.sentences``'; this is for people and need not be the same.
"""

from __future__ import annotations

import re
from functools import cache

from news.knowledge import FOLDER, read_rows

FINAL = re.compile(r"(\S*?)([.!?…]+)[\"“”»«’)\]]*\s+(?=[^\W\d_]|\d|[\"„“»«‚(–])")
"""A word, its final punctuation, closing marks, and white space in front of what can open a sentence."""
NO_END = re.compile(r"\d{1,3}|[IVX]+|[^\W\d_]|.*\.[^\W\d_]")
"""What a full stop can stand behind without ending a sentence: ordinals, initials, z.B."""
OPENING = ' \t"„“»«‚('


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["abbreviation"] for row in read_rows(FOLDER / "abbreviations.tsv"))


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets of the sentence that holds the characters from ``start`` to ``end``; it stays inside the paragraph."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    for found in FINAL.finditer(text, first, last):
        if not _ends(found, text):
            continue
        if found.end() <= start:
            first = found.end()
        elif found.start(2) >= end:
            last = found.end()
            break
    return first, first + len(text[first:last].rstrip())


def _ends(found: re.Match[str], text: str) -> bool:
    following = text[found.end() : found.end() + 3].lstrip(OPENING)
    if following[:1].islower():
        return False
    word = found[1].lstrip(OPENING)
    return found[2] != "." or not (NO_END.fullmatch(word) or word in _abbreviations())
