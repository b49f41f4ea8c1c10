"""How surprising a character is in German news text, by itself and beside its neighbours."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache, lru_cache

from news.knowledge import FOLDER, read_rows

UNKNOWN_PER_MILLION = 0.01
"""Frequency of a character without a row in characters.tsv."""

MISPLACED = 6.0
"""What a character costs, in nats, that stands where it does not belong: one in about 400 does."""

VOWELS = frozenset("aeiouyäöüAEIOUYÄÖÜ")


@lru_cache(maxsize=4096)
def surprise(character: str) -> float:
    """How little one expects a character, in nats: 0 for ASCII, 1 for ü, 6 for é, 18 for what is unknown."""
    return 0.0 if character < "\x80" else _entry(character)[0]


def surprise_in_place(before: str, character: str, after: str) -> float:
    """How little one expects a character between two others ("" at the edges of the text), in nats."""
    if character < "\x80":
        return 0.0
    nats, place, onset = _entry(character)
    begins_badly = bool(onset) and after.islower() and after not in onset and not before.isalpha()
    return nats + (MISPLACED if begins_badly or IS_MISPLACED[place](before, after) else 0.0)


IS_MISPLACED: dict[str, Callable[[str, str], bool]] = {
    "letter": lambda before, after: (
        not (before.isalpha() or after.isalpha()) or (after.isupper() and not before.isupper())
    ),
    "after_vowel": lambda before, after: before not in VOWELS or after.isupper(),
    "capital": lambda before, after: before.islower() or not after.isalpha(),
    "opening": lambda before, after: before.isalnum() or not after or after.isspace(),
    "unit": lambda _, after: after.islower(),
    "sign": lambda before, after: before.isalpha() and after.isalpha(),
    "any": lambda _, __: False,
}
"""The places of characters.tsv: whether a character does not belong between two others."""


@lru_cache(maxsize=4096)
def _entry(character: str) -> tuple[float, str, str]:
    """The surprise, the place and the onset of a character beyond ASCII."""
    single, ranges = _table()
    if character in single:
        return single[character]
    code = ord(character)
    for first, last, entry in ranges:
        if first <= code <= last:
            return entry
    return _nats(UNKNOWN_PER_MILLION), "any", ""


def _nats(per_million: float) -> float:
    return -math.log(per_million / 1e6)


@cache
def _table() -> tuple[dict[str, tuple[float, str, str]], list[tuple[int, int, tuple[float, str, str]]]]:
    """characters.tsv: single characters, and ranges of code points in the order of their rows."""
    single: dict[str, tuple[float, str, str]] = {}
    ranges: list[tuple[int, int, tuple[float, str, str]]] = []
    for row in read_rows(FOLDER / "characters.tsv"):
        entry = (_nats(float(row["per_million"])), row["place"], row["onset"])
        codes = [
            int(code.removeprefix("U+"), 16) for code in row["character"].split("-") if code.startswith("U+")
        ]
        if codes:
            ranges.append((codes[0], codes[-1], entry))
        else:
            single[row["character"]] = entry
    return single, ranges
