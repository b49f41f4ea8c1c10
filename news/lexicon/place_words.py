"""Words beside the name of a capital that tell the place from the state for which it can stand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from news.knowledge import read_rows
from news.knowledge.compounds import split_compound

FILE = Path(__file__).with_name("place_words.tsv")


@dataclass(frozen=True)
class PlaceWords:
    """The classes of place_words.tsv."""

    prepositions: frozenset[str]
    place_verbs: frozenset[str]
    place_nouns: frozenset[str]
    voice_nouns: frozenset[str]
    voice_verbs: frozenset[str]
    treaty_nouns: frozenset[str]

    def is_treaty_noun(self, lemma: str) -> bool:
        """Whether "von" behind a noun tells where it was made: das Abkommen von Paris."""
        return split_compound(lemma, self.treaty_nouns, self.treaty_nouns) is not None

    def is_place_noun(self, lemma: str) -> bool:
        """Whether a noun, also as the last part of a compound, makes a name a place."""
        return split_compound(lemma, self.place_nouns, self.place_nouns) is not None

    def is_voice_noun(self, lemma: str) -> bool:
        """Whether what the noun means comes from the state and not from the city."""
        return split_compound(lemma, self.voice_nouns, self.voice_nouns) is not None


@cache
def place_words() -> PlaceWords:
    """The words of place_words.tsv by class."""
    classes: dict[str, set[str]] = defaultdict(set)
    for row in read_rows(FILE):
        classes[row["class"]].add(row["word"])
    return PlaceWords(
        frozenset(classes["place_preposition"]),
        frozenset(classes["place_verb"]),
        frozenset(classes["place_noun"]),
        frozenset(classes["voice_noun"]),
        frozenset(classes["voice_verb"]),
        frozenset(classes["treaty_noun"]),
    )
