"""Bodies and places: which names over the corpus name one organisation or place, whatever ending, case or acronym."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from news.knowledge.gazetteer import Known, gazetteer
from news.knowledge.own import remembered
from news.resolve.groups import Groups
from news.resolve.keys import name_key

ADJECTIVE_ENDING = re.compile(r"(?<=...)(?:e|en|er|es|em)$")
OBLIQUE = re.compile(r"\w{3,}(?:en|em) ")
"""A first word that is inflected as after an article in the dative or genitive: der Nordischen Bank."""
ACRONYM = re.compile(r"[A-ZÄÖÜ][\w&-]{1,9}")
UNAMBIGUOUS = 0.8
"""Share of the articles spelling an acronym out that the one long form must have."""
WITNESSES = 2
"""Articles that must spell an acronym out whose letters are not those of the long form."""


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym and the long form that articles put beside it."""

    short: str
    long: str
    articles: int


@lru_cache(maxsize=1 << 16)
def body_key(name: str) -> str:
    """The key of a body's or place's name: adjectives without their ending, which changes with the case.

    ``body_key("Nordischen Bank") == body_key("Nordische Bank")``.
    """
    *first, last = name_key(name, "ORG").split() or [""]
    return " ".join([*(ADJECTIVE_ENDING.sub("", word) for word in first), last])


def known_body(name: str) -> Known | None:
    """The body, place or state of the knowledge files that bears the name, whatever its capitals; null if none.

    A form that is also something else says nothing here, nor does a seat that only stands for its state.
    """
    known = gazetteer().by_form.get(name) or _by_key().get(body_key(name))
    if known is None or (name != known.name and (known.is_only_metonym or name in gazetteer().cautions)):
        return None
    return known


def is_oblique(name: str) -> bool:
    """Whether a name looks inflected: its first word ends as after an article in the dative or genitive."""
    return OBLIQUE.match(name) is not None


def join_acronyms(acronyms: Iterable[Acronym], groups: Groups, prefix: str = "") -> None:
    """Join in ``groups`` each acronym with the long form that articles give it, where they agree on one.

    The keys are those of ``body_key`` behind ``prefix``. The letters of the acronym must stand in the long form
    in order, or several articles must tell it with at least the same first letter.
    """
    told: dict[str, dict[str, Acronym]] = defaultdict(dict)
    for a in sorted(acronyms, key=lambda a: (a.short, a.long)):
        if can_be_short(a.short) and " " in a.long:
            seen = told[body_key(a.short)].get(body_key(a.long))
            total = a.articles + (seen.articles if seen else 0)
            told[body_key(a.short)][body_key(a.long)] = Acronym(a.short, a.long, total)
    for short, longs in told.items():
        best = max(longs.values(), key=lambda a: (a.articles, body_key(a.long)))
        if best.articles >= UNAMBIGUOUS * sum(a.articles for a in longs.values()) and _is_short_for(best):
            one, other = known_body(best.short), known_body(best.long)
            if one is None or other is None or one == other:
                groups.join(prefix + short, prefix + body_key(best.long))


def can_be_short(text: str) -> bool:
    """Whether a word can stand for a longer name: it is spelt like an acronym."""
    return ACRONYM.fullmatch(text) is not None


def _is_short_for(acronym: Acronym) -> bool:
    short = "".join(c for c in acronym.short.casefold() if c.isalnum())
    long = acronym.long.casefold()
    if short[:1] != long[:1]:
        return False
    rest = iter(long)
    return all(letter in rest for letter in short) or acronym.articles >= WITNESSES


@remembered
def _by_key() -> dict[str, Known]:
    """Entities by key. A key that is the form of several is left out: the written form has to tell."""
    found: dict[str, Known | None] = {}
    for form, known in gazetteer().by_form.items():
        key = body_key(form)
        found[key] = known if found.get(key, known) == known else None
    return {key: known for key, known in found.items() if known is not None}
