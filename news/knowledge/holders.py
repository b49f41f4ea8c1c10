"""Holders: who held which office when."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from news.knowledge import split
from news.knowledge.office_nouns import office_kinds
from news.knowledge.own import remembered, rows
from news.knowledge.tables import date_bounds


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in an office for a time."""

    name: str
    """As the German press writes it in full."""
    surname: str
    """What the press calls the person by alone; for Xi Jinping the first word."""
    aliases: tuple[str, ...]
    """Other names, as far as they are not transcriptions of ``name``."""
    kind: str
    """A kind of ``office_kinds.tsv``."""
    organisation: str | None
    """What the office belongs to, where it is not the state itself: NATO, Kreml, SPD."""
    country_code: str | None
    """Alpha-3 code of the state for which the person acts; null for international bodies."""
    earliest: date | None
    """First day on which the person can have been in office; null where the file does not bound it."""
    latest: date | None
    """Last day on which the person can have been in office; null where the file knows of no end."""
    sector: str | None

    def overlaps(self, earliest: date | None, latest: date | None) -> bool:
        """Whether the person can have been in office on a day of the interval; null leaves a side open."""
        starts_in_time = latest is None or self.earliest is None or self.earliest <= latest
        return starts_in_time and (earliest is None or self.latest is None or self.latest >= earliest)


def holders(
    kind: str,
    country_code: str | None = None,
    organisation: str | None = None,
    earliest: date | None = None,
    latest: date | None = None,
) -> list[Holder]:
    """Who can have held an office of a kind on a day of the interval: by kind, then in the order of the file.

    A kind that covers others finds their holders, too (president: head_of_state, then heads of organisations). A
    country or an organisation that is null is not asked for; the organisation "" asks for offices of the state
    itself. KeyError where there is no such kind.
    """
    return [
        h
        for one in office_kinds()[kind].covers
        for h in _by_kind().get(one, [])
        if (country_code is None or h.country_code == country_code)
        and (organisation is None or h.organisation == (organisation or None))
        and h.overlaps(earliest, latest)
    ]


def persons_by_surname(surname: str) -> list[Holder]:
    """All holders whom the press calls by this name alone, whatever its accents, capitals and article al-."""
    return list(_by_surname().get(surname_key(surname), []))


def surname_key(name: str) -> str:
    """A name without capitals, accents and apostrophes; ß as ss."""
    if name.isascii():
        return name.lower().replace("'", "").replace("`", "")
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c) and c not in "'’ʼ`")


@remembered
def all_holders() -> tuple[Holder, ...]:
    """Every row of office_holders.tsv, own ones first."""
    return tuple(_holder(row) for row in rows("office_holders"))


@remembered
def _by_kind() -> dict[str, list[Holder]]:
    found: dict[str, list[Holder]] = defaultdict(list)
    for holder in all_holders():
        found[holder.kind].append(holder)
    return dict(found)


@remembered
def _by_surname() -> dict[str, list[Holder]]:
    found: dict[str, list[Holder]] = defaultdict(list)
    for holder in all_holders():
        last = surname_key(holder.surname.split()[-1])
        for key in {surname_key(holder.surname), last, last.removeprefix("al-")}:
            found[key].append(holder)
    return dict(found)


def _holder(row: dict[str, str]) -> Holder:
    return Holder(
        name=row["name"],
        surname=row["surname"] or row["name"].split()[-1],
        aliases=tuple(split(row["aliases"])),
        kind=row["kind"],
        organisation=row["organisation"] or None,
        country_code=row["country"] or None,
        earliest=date_bounds(row["valid_from"])[0] if row["valid_from"] else None,
        latest=date_bounds(row["valid_to"])[1] if row["valid_to"] else None,
        sector=row["sector"] or None,
    )
