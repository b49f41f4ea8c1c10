"""Compounds: the noun that a German word is or ends in, and what stands before it."""

from __future__ import annotations

from collections.abc import Container, Iterable

SHORTEST_PREFIX = 2
"""Letters; what stands before a noun without a hyphen is at least that long (US, EU, UN, Ex)."""
ENDING = 2
"""Letters by which words that end in none of the nouns are told apart: most do."""


def endings(nouns: Iterable[str]) -> frozenset[str]:
    """The last letters of nouns, in lower case."""
    return frozenset(noun[-ENDING:].lower() for noun in nouns)


def split_compound(
    word: str, nouns: Container[str], fused: Container[str], fused_endings: Container[str] | None = None
) -> tuple[str, str] | None:
    """Prefix and noun of a word whose last part is one of ``nouns``; the prefix is empty for the bare noun.

    After a hyphen any noun counts (US-Außenminister); without one only those of ``fused`` (Bundesaußenminister).
    The longest noun is meant (Ministerpräsident is no Präsident of Minister). Null if the word ends in none, which
    ``fused_endings`` tells sooner, the ``endings`` of ``fused``.
    """
    if word in nouns:
        return "", word
    hyphens = [at for at, letter in enumerate(word) if letter == "-" and at]
    for at in hyphens:
        if word[at + 1 :] in nouns:
            return word[:at], word[at + 1 :]
    prefix, last = (word[: hyphens[-1] + 1], word[hyphens[-1] + 1 :]) if hyphens else ("", word)
    if fused_endings is not None and last[-ENDING:].lower() not in fused_endings:
        return None
    for cut in range(SHORTEST_PREFIX, len(last) - 2):
        noun = last[cut:].capitalize()
        if last[cut].islower() and noun in fused:
            return prefix + last[:cut], noun
    return None
