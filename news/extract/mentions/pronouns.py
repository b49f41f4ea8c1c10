"""Pronouns: er and sie as the one who speaks or acts, as far as that can be a person."""

from __future__ import annotations

from collections.abc import Iterator

from news.extract.text import Text
from news.lexicon.speech import speech_verbs

PRONOUNS = {"er": "Masc", "sie": "Fem"}


def find_pronouns(text: Text) -> Iterator[int]:
    """Tokens of er and sie (singular) that are subject of a verb of speaking; what else they may mean is unsafe."""
    for token, word in enumerate(text.words):
        if word.lower() not in PRONOUNS:
            continue
        if (verb := _verb_of(text, token)) is None or not _is_speech(text, verb):
            continue
        if word.lower() == "sie" and _is_plural(text, verb):
            continue
        yield token


def _verb_of(text: Text, token: int) -> int | None:
    """The verb of which a pronoun is the subject; without a parse a word beside it."""
    if text.has_parse:
        return text.heads[token] if text.relations[token] == "nsubj" else None
    for place in (token + 1, token - 1):
        if text.together(token, place) and text.words[place].lower() in speech_verbs().forms:
            return place
    return None


def _is_speech(text: Text, verb: int) -> bool:
    verbs = speech_verbs()
    return text.words[verb].lower() in verbs.forms or text.doc[verb].lemma_ in verbs.lemmas


def _is_plural(text: Text, verb: int) -> bool:
    if text.has_parse and text.feature(verb, "Number"):
        return text.feature(verb, "Number") == "Plur"
    return text.words[verb].endswith("en")
