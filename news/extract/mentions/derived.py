"""Derived words: adjectives of nationality and words for the people of a state."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from news.extract.text import Text
from news.knowledge.gazetteer import gazetteer
from news.lexicon.noun_phrases import phrase_words

ATTRIBUTE_ENDINGS = ("e", "en", "er", "es", "em")


def find_adjectives(text: Text, taken: Collection[int]) -> Iterator[tuple[int, str]]:
    """Tokens of adjectives that stand before a noun, with the alpha-3 code of their state."""
    known = gazetteer()
    for token, word in enumerate(text.words):
        if not word.endswith(ATTRIBUTE_ENDINGS) or token in taken or not word[0].isalpha():
            continue
        code = known.country_of_adjective(word)
        if code is not None and _is_attribute(text, token, word):
            yield token, code


def _is_attribute(text: Text, token: int, word: str) -> bool:
    """An inflected adjective with more words of its phrase behind it; languages (auf Russisch) are none."""
    if word[0].isupper() and not word.endswith("er") and text.together(token - 1, token):
        return False
    following = text.word(token + 1)
    return (
        following[:1].isalpha()
        and text.together(token, token + 1)
        and (text.classes[token] in {"ADJ", "", "PROPN", "DET", "NOUN"})
        and (following[0].isupper() or following.endswith(ATTRIBUTE_ENDINGS) or following in {"und", "oder"})
    )


def find_inhabitants(text: Text, taken: Collection[int]) -> Iterator[tuple[int, str]]:
    """Tokens of words for the people of a state, with the alpha-3 code of the state."""
    known = gazetteer()
    inhabitants = known.inhabitants
    for token in [token for token, word in enumerate(text.words) if word in inhabitants]:
        word = text.words[token]
        if token in taken or (word in known.cautions and not _is_behind_word(text, token)):
            continue
        if text.classes[token] in {"NOUN", "PROPN", ""}:
            yield token, inhabitants[word]


def _is_behind_word(text: Text, token: int) -> bool:
    """Whether an article, a preposition or an adjective stands before a word: die Norweger, for it is also a thing."""
    return text.together(token - 1, token) and (
        text.words[token - 1].islower() or text.words[token - 1].lower() in phrase_words("articles")
    )
