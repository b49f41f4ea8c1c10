"""Bodies: institutions that a common noun and a state name together (das norwegische Außenministerium)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from news.extract.mentions.whose import Names, Whose, whose_is
from news.extract.text import Text
from news.knowledge.institutions import Institution, institution

GROUPS = {"MIL", "REB", "OPP"}
"""Sectors whose common nouns (Truppen, Milizen) name no one organisation."""


@dataclass(frozen=True, slots=True)
class Body:
    """An institution in the text, from token ``first`` up to, not including, ``end``."""

    first: int
    end: int
    institution: Institution
    country_code: str | None
    organisation: str | None
    is_whole: bool
    """True where a word alone tells the state (Bundesregierung), false where an adjective or a genitive does."""


def find_bodies(text: Text, names: Names) -> Iterator[Body]:
    """The institutions of an article whose state or body the text tells, in text order."""
    for at in text.capitals:
        body = None if text.classes[at] == "VERB" else institution(text.words[at])
        if body is None or _is_in_known_name(text, at, names):
            continue
        whose = whose_is(text, at, names, Whose(body.country_code, body.organisation), is_office=False)
        if not whose.is_told or (body.is_state and whose.country_code is None):
            continue
        first = at if whose.adjective is None else whose.adjective
        is_whole = first == at and body.prefix is not None
        yield Body(first, at + 1, body, whose.country_code, whose.organisation, is_whole)


def is_body_of_its_own(kind: Institution) -> bool:
    """Whether an institution is an organisation apart from its state: a ministry, a parliament, a service.

    A government is its state, and so are troops and people of whom nobody is the one head.
    """
    is_ministry = (kind.led_by or "").endswith("minister")
    return not kind.is_state and kind.led_by is not None and (kind.sector not in GROUPS or is_ministry)


def _is_in_known_name(text: Text, at: int, names: Names) -> bool:
    """Whether the noun is part of a longer name that is none of a ministry (Amnesty-Regierung of a book title)."""
    name = names.covering.get(at)
    return name is not None and (name.label == "PER" or at != name.end - 1)
