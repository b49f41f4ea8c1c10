"""Parts: names inside compounds (Ukraine in Ukraine-Konflikt, Nato in Nato-Staaten, Iran in Irankrieg)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import simplemma

from news.extract.mentions.forms import agency_of, known_of
from news.extract.text import Text
from news.knowledge.gazetteer import Known, gazetteer
from news.lexicon.noun_phrases import phrase_words

SHORTEST_FUSED = 4
"""Letters of a state's name that may be written together with a noun; Oman in Omanreise."""
SHORTEST_NOUN = 4
LONGEST_STATE = 14
LONGEST_ACRONYM = 2
"""Letters of a form of a state that stands in compounds only (US), and names it no more than an adjective does."""


@dataclass(frozen=True, slots=True)
class Part:
    """A name inside a word; offsets count characters of the text."""

    token: int
    start: int
    end: int
    written: str
    entity_type: str
    country_code: str | None
    form: str
    """"part", or "adjective" where the part is no name that could stand alone."""


def find_parts(text: Text, whole: Collection[int], surnames: Collection[str]) -> Iterator[Part]:
    """The names in the compounds of an article; ``whole`` are tokens that are names of one word as they stand.

    ``surnames`` are the last words of the persons whom the article names (Beltin in Beltin-Vertrauter).
    """
    for token in text.capitals:
        word = text.words[token]
        if token in whole or len(word) <= SHORTEST_FUSED:
            continue
        if "-" in word[1:-1]:
            yield from _hyphenated(text, token, word, surnames)
        elif part := fused_state(word):
            written, known = part
            start = text.starts[token]
            yield Part(token, start, start + len(written), written, "LOC", known.country_code, "part")


def _hyphenated(text: Text, token: int, word: str, surnames: Collection[str]) -> Iterator[Part]:
    pieces = word.split("-")
    at = text.starts[token]
    for number, piece in enumerate(pieces[:-1]):
        known = None if agency_of(piece) or is_word_in_capitals(piece) else known_of(piece)
        if known is not None and not (known.stands_for and not known.is_only_metonym and number):
            is_adjective = known.entity_type == "LOC" and piece.isupper() and len(piece) <= LONGEST_ACRONYM
            form = "adjective" if is_adjective else "part"
            yield Part(token, at, at + len(piece), piece, known.entity_type, known.country_code, form)
        elif piece in surnames and pieces[-1][:1].isupper():
            yield Part(token, at, at + len(piece), piece, "PER", None, "part")
        at += len(piece) + 1


def is_word_in_capitals(piece: str) -> bool:
    """Whether an acronym is also a small word, so that nothing tells which of its bodies is meant (MIT-Forscher)."""
    return piece.isupper() and piece.lower() in phrase_words("party_prepositions") | phrase_words("links")


def fused_state(word: str) -> tuple[str, Known] | None:
    """The state in front of a compound in one word, as written, if a noun of the dictionary is left behind it."""
    for length in range(min(LONGEST_STATE, len(word) - SHORTEST_NOUN), SHORTEST_FUSED - 1, -1):
        written = word[:length]
        known = gazetteer().by_form.get(written)
        if known is None or known.entity_type != "LOC" or known.stands_for is not None:
            continue
        if written in gazetteer().cautions or gazetteer().country_of_adjective(word):
            return None
        noun = word[length:].removeprefix("s") if word[length:].startswith("s") else word[length:]
        for rest in (word[length:], noun):
            if len(rest) >= SHORTEST_NOUN and simplemma.is_known(rest.capitalize(), lang="de"):
                return written, known
    return None
