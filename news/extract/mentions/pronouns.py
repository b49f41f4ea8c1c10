"""Pronouns: er and sie who speak, ich and wir inside quotations."""

from __future__ import annotations

from collections.abc import Iterator

from news.extract.quotations import Quotations
from news.extract.text import Text
from news.lexicon.noun_phrases import phrase_words
from news.lexicon.speech import speech_verbs

PRONOUNS = {"er": "Masc", "sie": "Fem"}


def find_pronouns(text: Text) -> Iterator[int]:
    """Tokens of pronouns that can be resolved safely, in text order.

    Er and sie (singular) are those that are subject of a verb of speaking, ich and wir those of quotations.
    """
    first_person = set(_first_person(text))
    for token, word in enumerate(text.lower):
        if token in first_person or (word in PRONOUNS and _speaks(text, token)):
            yield token


def is_first_person(word: str) -> bool:
    """Whether a pronoun is ich or wir, in any case."""
    return word.lower() in phrase_words("first_singular") | phrase_words("first_plural")


def _first_person(text: Text) -> Iterator[int]:
    for span in Quotations(text).spans:
        for token in range(span.first + 1, span.end):
            word = text.words[token]
            opens = token == span.first + 1 or not text.together(token - 1, token)
            if is_first_person(word) and (word.islower() or opens):
                yield token


def _speaks(text: Text, token: int) -> bool:
    verb = _verb_of(text, token)
    if verb is None or not _is_speech(text, verb):
        return False
    return text.lower[token] != "sie" or not _is_plural(text, verb)


def _verb_of(text: Text, token: int) -> int | None:
    """The verb of which a pronoun is the subject; without a parse a word beside it."""
    if text.has_parse:
        return text.heads[token] if text.relations[token] == "nsubj" else None
    for place in (token + 1, token - 1):
        if text.together(token, place) and text.lower[place] in speech_verbs().forms:
            return place
    return None


def _is_speech(text: Text, verb: int) -> bool:
    verbs = speech_verbs()
    return text.lower[verb] in verbs.forms or text.lemmas[verb] in verbs.lemmas


def _is_plural(text: Text, verb: int) -> bool:
    if text.has_parse and text.feature(verb, "Number"):
        return text.feature(verb, "Number") == "Plur"
    return text.words[verb].endswith("en")
