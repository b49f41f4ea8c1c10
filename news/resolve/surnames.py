"""Surnames: who of the corpus is meant by a last name whose article names nobody in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from news.resolve.keys import name_key, surname_key
from news.resolve.known_persons import known_person, surname_first
from news.resolve.profiles import Profile

DOMINANT = 0.9
"""Share of the articles naming bearers of a last name in full that the one must have."""
KNOWN_ENOUGH = 4
"""Articles that must name the one in full where the mention's own article tells neither state nor office."""
SHORTEST_GENITIVE = 3
"""Letters up to which a final s belongs to the name: Mas is nobody's genitive."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person of the corpus whom articles can call by a last name alone."""

    entity_id: str
    surnames: frozenset[str]
    """Keys of what the person is called by alone."""
    country_code: str | None
    offices: frozenset[str]
    """Nouns of the offices that articles give to the person."""
    articles: int
    """Articles that name the person in full."""
    terms: tuple[tuple[date | None, date | None], ...] = ()
    """First and last days in the offices that the knowledge files tell; null leaves a side open."""

    def is_in_office(self, earliest: date | None, latest: date | None) -> bool:
        """Whether the person was in a known office on a day of the interval; always where no day is told."""
        return any(
            (latest is None or begin is None or begin <= latest)
            and (earliest is None or end is None or end >= earliest)
            for begin, end in self.terms
        )


@dataclass(frozen=True, slots=True)
class Surname:
    """A last name in articles that name nobody in full who bears it, and what they tell of the bearer."""

    text: str
    countries: tuple[str, ...]
    offices: frozenset[str]
    earliest: date | None
    latest: date | None


class Bearers:
    """The persons of the corpus by last name."""

    def __init__(self, bearers: Iterable[Bearer]) -> None:
        self._by_surname: dict[str, list[Bearer]] = defaultdict(list)
        for bearer in bearers:
            for surname in bearer.surnames:
                self._by_surname[surname].append(bearer)

    def meant_by(self, surname: Surname) -> str | None:
        """The entity id of the one whom the name means; null if nobody or several can be meant.

        Who acts for another state than the article tells is not meant. Of the others, who bears an office that
        the article tells, else who was in office at the time, else all; the one must have nearly all articles.
        """
        fitting = [b for b in self._called(surname.text) if _can_act_for(b, surname.countries)]
        office_told = [b for b in fitting if b.offices & surname.offices]
        is_told = bool(office_told) or any(b.country_code in surname.countries for b in fitting)
        if surname.offices and not office_told and not is_told:
            return None
        pool = office_told or fitting
        in_office = [b for b in pool if b.is_in_office(surname.earliest, surname.latest)]
        pool = in_office if len(in_office) == 1 else pool
        best = max(pool, key=lambda b: (b.articles, b.entity_id), default=None)
        if best is None or best.articles < DOMINANT * sum(b.articles for b in pool):
            return None
        return best.entity_id if is_told or in_office or best.articles >= KNOWN_ENOUGH else None

    def _called(self, text: str) -> list[Bearer]:
        """Who bears the name; if nobody does, who bears the name of which it is the genitive."""
        own, base = called_keys(text)
        return self._by_surname.get(own) or self._by_surname.get(base, [])


def called_keys(text: str) -> tuple[str, str]:
    """The key of a last name, and that of the name of which it can be the genitive."""
    bare = text.rstrip("'’")
    base = bare.removesuffix("s") if len(bare) > SHORTEST_GENITIVE else bare
    return name_key(bare), name_key(base)


def _can_act_for(bearer: Bearer, countries: Iterable[str]) -> bool:
    told = set(countries)
    return not told or bearer.country_code is None or bearer.country_code in told


def first_word_surname(name: str, country_code: str | None) -> str | None:
    """The key of a full name's first word where it is the family name; null where nothing tells so.

    It is told by the state that articles tell beside this very spelling, or by the knowledge files.
    """
    known = known_person(name)
    states = {country_code} | (known.country_codes if known is not None else frozenset())
    return name_key(name.split(maxsplit=1)[0]) if " " in name and states & surname_first() else None


def bearer_of(profile: Profile) -> Bearer:
    """What a person can be called by alone, and what tells that the person is meant."""
    known = known_person(profile.name)
    surnames = {surname_key(n.name) for n in profile.counts if " " in n.name}
    if known is not None:
        surnames |= known.surnames
    if profile.country_code in surname_first():
        surnames |= {
            key for n in profile.counts if (key := first_word_surname(n.name, n.country_code)) is not None
        }
    return Bearer(
        profile.entity_id,
        frozenset(surnames - {""}),
        profile.country_code,
        profile.offices,
        profile.articles,
        known.terms if known is not None else (),
    )
