"""Function words of noun phrases, by class."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("noun_phrases.yaml")


@cache
def phrase_words(word_class: str) -> frozenset[str]:
    """The words of a class of noun_phrases.yaml, in lower case; KeyError if there is no such class."""
    return _classes()[word_class]


def opens_with_possessive(word: str) -> bool:
    """Whether a word is a possessive in any form: seinem, ihre."""
    return word.lower().startswith(tuple(phrase_words("possessive")))


@cache
def _classes() -> dict[str, frozenset[str]]:
    loaded = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in loaded.items()}
