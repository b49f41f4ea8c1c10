"""Read sentences that are all in capitals, as some headlines are, in the case they would have elsewhere.

The network learned from mixed case, where German capitals tell names and nouns from the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import simplemma

FEWEST_WORDS = 3
ABBREVIATION = 3
"""Letters up to which an unknown word is taken for an abbreviation and left as it is."""


def mixed_case(words: Sequence[str]) -> list[str]:
    """The words of a sentence; if all letters are capitals, then in mixed case, as long as before."""
    spelled = [word for word in words if any(map(str.isalpha, word))]
    if len(spelled) < FEWEST_WORDS or not all(map(str.isupper, spelled)):
        return list(words)
    cased = [_cased(word) for word in words]
    if not any(map(str.islower, cased)):
        return list(words)
    return cased


@lru_cache(maxsize=10_000)
def _cased(word: str) -> str:
    """A word of the dictionary in the case of its lemma; any other like a name."""
    if not any(map(str.isalpha, word)):
        return word
    title = "-".join(part.capitalize() for part in word.split("-"))
    if title and simplemma.is_known(title, lang="de"):
        lemma = simplemma.lemmatize(title, lang="de")
        return word if lemma.isupper() else word.lower() if lemma[:1].islower() else title
    return word if len(word) <= ABBREVIATION else title
