"""Mentions of a text, for the tests of mentions and of their resolution."""

from __future__ import annotations

from datetime import date
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from news.extract.mentions import find_mentions
from news.extract.times import Interval
from news.language import load
from news.resolve.names import resolve_names
from schemas import Mention

ARTICLE = "0123456789abcdef"
IN_1980 = Interval(date(1980, 5, 1), date(1980, 5, 31))
"""A time of which the knowledge files know no office-holder."""


@cache
def engine(name: str) -> Language:
    """A language engine, loaded once."""
    return load(name)


@cache
def read(text: str, name: str = "accurate") -> Doc:
    """An engine's reading of a text."""
    return engine(name)(text)


def found(text: str, name: str = "accurate") -> list[Mention]:
    """The mentions of a text, not resolved."""
    return find_mentions(ARTICLE, read(text, name))


def resolved(text: str, name: str = "accurate", published: Interval = IN_1980) -> list[Mention]:
    """The mentions of a text, resolved."""
    doc = read(text, name)
    return resolve_names(find_mentions(ARTICLE, doc), doc, published)


def one(mentions: list[Mention], text: str, form: str = "name") -> Mention:
    """The one mention with these words in this form."""
    (mention,) = [m for m in mentions if (m.text, m.form) == (text, form)]
    return mention
