"""Whose: the state or body to which an office or an institution belongs, by the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from news.extract.mentions.forms import base_form, known_of
from news.extract.mentions.labels import Name, written
from news.extract.text import Text
from news.knowledge.gazetteer import Known, gazetteer
from news.knowledge.institutions import institution
from news.lexicon.noun_phrases import opens_with_possessive, phrase_words

BEFORE = 5
"""Words before an office among which its adjectives and genitives stand."""
COUNTRY_BACK = 20
"""Words before "des Landes" among which the state is looked for."""


@dataclass(frozen=True, slots=True)
class Whose:
    """The state or body to which an office or an institution belongs, and how far its words reach."""

    country_code: str | None = None
    organisation: str | None = None
    first: int | None = None
    """First token of an adjective before the noun that tells the state."""
    adjective: int | None = None
    end: int | None = None
    """Token behind the complement that tells it."""

    @property
    def is_told(self) -> bool:
        """Whether anything is known."""
        return self.country_code is not None or self.organisation is not None


class Names:
    """The names of an article by the tokens at which they begin and which they cover."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.starting = {name.first: name for name in names}
        self.covering = {token: name for name in names for token in range(name.first, name.end)}


def determiner_of(text: Text, at: int) -> str:
    """The article before a noun, past its adjectives, in lower case; empty if none is near."""
    for index in range(at - 1, max(-1, at - 1 - BEFORE), -1):
        if not text.together(index, at):
            return ""
        word = text.words[index].lower()
        if word in phrase_words("articles") | phrase_words("indefinite") or opens_with_possessive(word):
            return word
        if not is_adjective(text, index):
            return ""
    return ""


def is_adjective(text: Text, at: int) -> bool:
    """Whether a word can be an adjective before a noun."""
    word = text.words[at]
    if gazetteer().country_of_adjective(word):
        return True
    if word[:1].isupper() and at and text.together(at - 1, at):
        return word.endswith("er") and word in gazetteer().seat_adjectives
    if text.has_parse:
        return text.classes[at] in {"ADJ", "NUM"}
    return word.endswith(("e", "en", "er", "es", "em")) and word.lower() not in phrase_words(
        "articles"
    ) | phrase_words("links")


def whose_is(text: Text, at: int, places: Names, told: Whose, *, is_office: bool) -> Whose:
    """The state or body to which a noun belongs: by its prefix, an adjective, a genitive, what stands behind it.

    An adjective wins over the prefix, for Austria has a Bundeskanzler, too.
    """
    before = _told_before(text, at, places)
    if before.is_told:
        return replace(before, organisation=before.organisation or told.organisation)
    if told.country_code is not None:
        return told
    behind = _told_behind(text, at, places, is_office=is_office)
    if behind.is_told:
        return replace(behind, organisation=told.organisation or behind.organisation)
    return told


def _told_before(text: Text, at: int, places: Names) -> Whose:
    for index in range(at - 1, max(-1, at - 1 - BEFORE), -1):
        if not text.together(index, at):
            break
        word = text.words[index]
        code = gazetteer().country_of_adjective(word)
        if code is None and word in gazetteer().seat_adjectives and not is_seat_only(text, at):
            code = gazetteer().seat_adjectives[word]
        name = places.covering.get(index)
        if code is not None and (name is None or name.end - name.first == 1 or name.end == at + 1):
            return Whose(code, None, index, index)
        if name is not None:
            known = known_of(written(text, name))
            if known and word != base_form(word) and name.label in {"LOC", "ORG"}:
                return _of_known(known, first=name.first)
            break
        if not is_adjective(text, index):
            break
    return Whose()


def is_seat_only(text: Text, at: int) -> bool:
    """Whether the noun is none of power, so that an adjective of a capital tells the city and not the state."""
    body = institution(text.words[at])
    return body is None or not body.is_state


def _told_behind(text: Text, at: int, places: Names, *, is_office: bool) -> Whose:
    """What a genitive or a preposition behind a noun tells: Präsident der Ukraine, Regierung in Oslo."""
    index = at + 1
    is_linked = False
    is_seat = text.word(index) == "in"
    while text.together(at, index) and index - at <= BEFORE:
        word = text.words[index]
        name = places.covering.get(index)
        if name is not None:
            if name.label == "PER" or not (is_linked or is_seat or base_form(word) != word):
                return Whose()
            return _named_behind(text, name, is_only_seat=is_seat, is_office=is_office)
        if code := gazetteer().country_of_adjective(word):
            noun = text.word(index + 1)
            return Whose(code, noun if institution(noun) else None, end=index + 2)
        if is_office and word[:1].isupper() and (body := institution(word)):
            inner = whose_is(
                text, index, places, Whose(body.country_code, body.organisation), is_office=False
            )
            return Whose(inner.country_code, word, end=max(index + 1, inner.end or 0))
        is_linked = is_linked or word in phrase_words("of")
        if (
            word not in phrase_words("of")
            and not (word == "in" and is_seat)
            and not is_adjective(text, index)
        ):
            return Whose()
        index += 1
    return Whose()


def _named_behind(text: Text, name: Name, *, is_only_seat: bool, is_office: bool) -> Whose:
    """The state or body of a name behind a noun; behind "in" only the capital of an institution tells it."""
    known = known_of(written(text, name))
    if known is None:
        return Whose(organisation=_unknown_body(text, name), end=name.end) if name.label == "ORG" else Whose()
    if is_only_seat and (is_office or known.stands_for is None):
        return Whose()
    return _of_known(known, end=name.end)


def _unknown_body(text: Text, name: Name) -> str:
    """A body as written, without a genitive -s if an article shows that it stands in the genitive."""
    form = " ".join(written(text, name).split())
    return base_form(form) if text.word(name.first - 1) == "des" else form


def _of_known(known: Known, *, first: int | None = None, end: int | None = None) -> Whose:
    organisation = known.name if known.entity_type == "ORG" else None
    return Whose(known.country_code, organisation, first, None, end)


def of_the_country(text: Text, at: int, places: Names) -> Whose:
    """The state that "des Landes" takes up: the last one that the sentence has told."""
    for index in range(at - 1, max(-1, at - 1 - COUNTRY_BACK), -1):
        if not text.together(index, at):
            break
        if code := gazetteer().country_of_adjective(text.words[index]):
            return Whose(code, end=at + 3)
        name = places.covering.get(index)
        known = known_of(written(text, name)) if name is not None and name.label == "LOC" else None
        if known is not None:
            return Whose(known.country_code, end=at + 3)
    return Whose()
