"""Gazetteer: the states, seats of government and bodies that Depesche knows by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from news.knowledge import FOLDER, read_rows, split


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the knowledge files."""

    name: str
    entity_type: str
    country_code: str | None
    sector: str | None
    latitude: float | None = None
    longitude: float | None = None
    stands_for: str | None = None
    """Name of the state for whose government a seat (capital, palace) can stand."""
    is_only_metonym: bool = False
    """True for seats that are never a place of events in the press (Kreml, Downing Street)."""


@dataclass(frozen=True)
class Gazetteer:
    """Known entities by any form of their names, and adjectives of states."""

    by_form: dict[str, Known] = field(default_factory=dict)
    by_name: dict[tuple[str, str], Known] = field(default_factory=dict)
    """(entity type, canonical name) -> entity."""
    adjectives: dict[str, str] = field(default_factory=dict)
    """Adjective stem in lower case (russisch) -> alpha-3 code."""

    def country_of_adjective(self, word: str) -> str | None:
        """The state of an inflected adjective (russischen -> RUS); null if the word is none."""
        stem = word.casefold()
        for ending in ("", "e", "en", "er", "es", "em"):
            if stem.endswith(ending) and (code := self.adjectives.get(stem[: len(stem) - len(ending)])):
                return code
        return None


@cache
def gazetteer() -> Gazetteer:
    """The knowledge files of this version. A form that several entities claim belongs to the first."""
    known = Gazetteer()

    def add(entity: Known, forms: list[str]) -> None:
        known.by_name.setdefault((entity.entity_type, entity.name), entity)
        for form in forms:
            known.by_form.setdefault(form, entity)

    states = read_rows(FOLDER / "states.tsv")
    for row in states:
        state = Known(row["name"], "LOC", row["iso3"], "GOV")
        add(state, [row["name"], *split(row["short_forms"])])
        for adjective in split(row["adjective"]):
            known.adjectives.setdefault(adjective.casefold(), row["iso3"])
    for row in read_rows(FOLDER / "organisations.tsv"):
        body = Known(row["name"], "ORG", row["country"] or None, row["sector"] or None)
        add(body, [row["name"], *split(row["aliases"])])
    for row in states:
        capitals = split(row["capital"])
        if capitals:
            capital = Known(
                capitals[0],
                "LOC",
                row["iso3"],
                None,
                latitude=float(row["capital_lat"]) if row["capital_lat"] else None,
                longitude=float(row["capital_lon"]) if row["capital_lon"] else None,
                stands_for=row["name"],
            )
            add(capital, capitals)
        for seat in split(row["seats"]):
            add(
                Known(row["name"], "LOC", row["iso3"], "GOV", stands_for=row["name"], is_only_metonym=True),
                [seat],
            )
    return known


@cache
def offices() -> dict[str, str | None]:
    """Office noun -> sector of who holds it."""
    return {row["office"]: row["sector"] or None for row in read_rows(FOLDER / "offices.tsv")}
