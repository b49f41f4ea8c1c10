"""Known persons: whom the knowledge files know as a holder of offices, by any spelling of the full name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from news.knowledge import FOLDER, read_rows
from news.knowledge.holders import Holder, all_holders
from news.knowledge.own import remembered
from news.resolve.keys import name_key


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person of office_holders.tsv."""

    name: str
    """As the German press writes it in full."""
    surnames: frozenset[str]
    """Keys of what the press calls the person by alone."""
    country_codes: frozenset[str]
    """States for which the person acted in one office or another."""
    last_country: str | None
    """That of the office that began last; null where it is of an international body."""
    sector: str | None
    """That of the office that began last."""
    terms: tuple[tuple[date | None, date | None], ...]
    """First and last day in each office; null leaves a side open."""


def known_person(name: str) -> KnownPerson | None:
    """The person who bears the full name; null if the knowledge files know nobody or several."""
    return _by_key().get(name_key(name))


@remembered
def surname_first() -> frozenset[str]:
    """Alpha-3 codes of the states whose people's names begin with the family name in the German press."""
    return frozenset(row["country"] for row in read_rows(FOLDER / "surname_first.tsv"))


@remembered
def _by_key() -> dict[str, KnownPerson]:
    rows: dict[str, list[Holder]] = defaultdict(list)
    for holder in all_holders():
        rows[holder.name].append(holder)
    found: dict[str, KnownPerson | None] = {}
    for name, held in rows.items():
        person = _person(name, held)
        for key in {name_key(form) for h in held for form in (name, *h.aliases) if " " in form}:
            found[key] = person if found.get(key, person) == person else None
    return {key: person for key, person in found.items() if person is not None}


def _person(name: str, held: list[Holder]) -> KnownPerson:
    last = max(held, key=lambda h: h.earliest or date.min)
    return KnownPerson(
        name=name,
        surnames=frozenset(name_key(h.surname) for h in held),
        country_codes=frozenset(h.country_code for h in held if h.country_code),
        last_country=last.country_code,
        sector=last.sector,
        terms=tuple((h.earliest, h.latest) for h in held),
    )
