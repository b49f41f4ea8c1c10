"""Gazetteer: the states, seats of government and bodies that Depesche knows by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from news.knowledge import FOLDER, read_rows, split
from news.knowledge.office_nouns import offices
from news.knowledge.own import remembered, rows
from news.knowledge.spellings import add_spellings

__all__ = ["Gazetteer", "Known", "gazetteer", "offices"]

ENDINGS = ("", "e", "en", "er", "es", "em")
"""Endings of an attributive adjective."""
NOTED_FORMS = re.compile(r"(homograph|ambiguous): ([^(]+)")
CITY_IN_NOTE = re.compile(r"government in: (.+) \((-?[\d.]+), (-?[\d.]+)\)")


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the knowledge files."""

    name: str
    entity_type: str
    country_code: str | None
    sector: str | None
    latitude: float | None = None
    """Degrees (WGS 84); of a state, a point about its middle."""
    longitude: float | None = None
    stands_for: str | None = None
    """Name of the state for whose government a seat (capital, palace) can stand."""
    is_only_metonym: bool = False
    """True for seats that are never a place of events in the press (Kreml, Downing Street)."""
    stands_for_bodies: tuple[str, ...] = ()
    """Names of the organisations for which the press lets a city stand (Brüssel: Europäische Union, NATO), first
    the one that is meant more often; where there are any, they come before ``stands_for``."""


@dataclass(frozen=True)
class Gazetteer:
    """Known entities by any form of their names, and adjectives of states."""

    by_form: dict[str, Known] = field(default_factory=dict)
    by_name: dict[tuple[str, str], Known] = field(default_factory=dict)
    """(entity type, canonical name) -> entity."""
    adjectives: dict[str, str] = field(default_factory=dict)
    """Adjective stem in lower case (russisch) -> alpha-3 code."""
    inflected_adjectives: dict[str, str] = field(default_factory=dict)
    """The same with all endings (russischen)."""
    indeclinable: dict[str, str] = field(default_factory=dict)
    """Adjective of a state in -er, which has one form only (Schweizer) -> alpha-3 code."""
    seat_adjectives: dict[str, str] = field(default_factory=dict)
    """Adjective of a seat of government (Kiewer) -> alpha-3 code; it tells the state only beside a noun of power
    (Kiewer Führung), for Minsker Abkommen are none of Belarus."""
    inhabitants: dict[str, str] = field(default_factory=dict)
    """Any case and number of an inhabitant, men and women (Russe, Russinnen) -> alpha-3 code."""
    cautions: dict[str, str] = field(default_factory=dict)
    """Form that needs support from the rest of the text -> "homograph" (also a common word, a personal name or a
    thing) or "ambiguous" (also another place or body)."""
    fused_prefixes: dict[str, str] = field(default_factory=dict)
    """First part of a compound without hyphen, in lower case (bundes) -> alpha-3 code of the state it means."""
    states: dict[str, Known] = field(default_factory=dict)
    """Alpha-3 code -> state; also former ones (SUN, DDR)."""

    def country_of_adjective(self, word: str) -> str | None:
        """The state of an inflected adjective (russischen -> RUS, Schweizer -> CHE); null if the word is none."""
        return self.inflected_adjectives.get(word.casefold()) or self.indeclinable.get(word)

    def of_prefix(self, prefix: str) -> Known | None:
        """The entity that the first part of a compound names: US, Ukraine, Nato, Kreml, Bundes, Russen."""
        bare = prefix.strip("-")
        for form in (bare, bare.removesuffix("s"), bare.upper()):
            if known := self.by_form.get(form):
                return known
        code = self.fused_prefixes.get(bare.casefold()) or self.inhabitants.get(bare)
        return self.states.get(code or "")


@remembered
def gazetteer() -> Gazetteer:
    """The knowledge files of this version. A form that several entities claim belongs to the first."""
    known = Gazetteer()
    states = rows("states")
    bodies = rows("organisations")
    centres = {row["iso3"]: row for row in read_rows(FOLDER / "state_centres.tsv")}
    for row in states:
        _add_state(known, row, centres.get(row["iso3"]))
        for adjective in split(row["indeclinable"]):
            known.indeclinable.setdefault(adjective, row["iso3"])
        for adjective in split(row["seat_adjectives"]):
            known.seat_adjectives.setdefault(adjective, row["iso3"])
        for kind, form in _noted(row["note"]):
            known.cautions.setdefault(form, kind)
    for row in rows("former_states"):
        _add_state(known, row, None)
    for row in bodies:
        body = Known(row["name"], "ORG", row["country"] or None, row["sector"] or None)
        _add(known, body, [row["name"], *split(row["aliases"])])
        for caution in ("ambiguous", "homograph"):
            for form in split(row[caution]):
                known.cautions.setdefault(form, caution)
    seats = _bodies_by_seat(bodies)
    for row in states:
        for city, forms in _cities(row, seats):
            _add(known, city, forms)
        for seat in split(row["seats"]):
            palace = Known(
                row["name"], "LOC", row["iso3"], "GOV", stands_for=row["name"], is_only_metonym=True
            )
            _add(known, palace, [seat])
    _add_spellings(known)
    _inflect_adjectives(known)
    return known


def _add_spellings(known: Gazetteer) -> None:
    add_spellings(known.by_form)
    for by_form in (
        known.adjectives,
        known.indeclinable,
        known.seat_adjectives,
        known.inhabitants,
        known.cautions,
        known.fused_prefixes,
    ):
        add_spellings(by_form)


def _inflect_adjectives(known: Gazetteer) -> None:
    for ending in ENDINGS:
        for stem, code in known.adjectives.items():
            known.inflected_adjectives.setdefault(f"{stem}{ending}", code)


def _add_state(known: Gazetteer, row: dict[str, str], centre: dict[str, str] | None) -> None:
    state = Known(
        row["name"],
        "LOC",
        row["iso3"],
        "GOV",
        latitude=float(centre["latitude"]) if centre else None,
        longitude=float(centre["longitude"]) if centre else None,
    )
    known.states.setdefault(row["iso3"], state)
    _add(known, state, [row["name"], *split(row["short_forms"])])
    for adjective in split(row["adjective"]):
        known.adjectives.setdefault(adjective.casefold(), row["iso3"])
    for form in inflected_inhabitants(split(row["inhabitants"])):
        known.inhabitants.setdefault(form, row["iso3"])
    for prefix in split(row["fused_prefixes"]):
        known.fused_prefixes.setdefault(prefix.casefold(), row["iso3"])


def inflected_inhabitants(forms: list[str]) -> Iterator[str]:
    """All cases of the given masculine forms, and the feminine ones that follow from the first.

    Singular and plural are given where they differ; a genitive -s, a dative plural -n and the feminine -in,
    -innen are regular (Ukrainer -> Ukrainers, Ukrainern, Ukrainerin). Irregular ones are given.
    """
    for form in forms:
        yield form
        if form[:-1] in forms and form.endswith("er"):
            continue  # inflected like an adjective: Deutscher, Deutsche
        if form.endswith(("er", "ar")):
            yield from (f"{form}s", f"{form}n" if form.endswith("er") else f"{form}en")
        elif not form.endswith(("s", "n", "e")):
            yield f"{form}s"
        stem = form.removesuffix("e")
        if form.endswith(("e", "er", "ar", "it", "ot")) and not form.endswith("in"):
            yield from (f"{stem}in", f"{stem}innen")


def _add(known: Gazetteer, entity: Known, forms: list[str]) -> None:
    known.by_name.setdefault((entity.entity_type, entity.name), entity)
    for form in forms:
        known.by_form.setdefault(form, entity)


def _noted(note: str) -> Iterator[tuple[str, str]]:
    for entry in split(note):
        if found := NOTED_FORMS.match(entry):
            for form in found[2].split(","):
                yield found[1], form.strip()


def _bodies_by_seat(bodies: list[dict[str, str]]) -> dict[str, tuple[str, ...]]:
    seats: dict[str, tuple[str, ...]] = {}
    for row in bodies:
        for seat in split(row["seats"]):
            seats[seat] = (*seats.get(seat, ()), row["name"])
    return seats


def _cities(row: dict[str, str], bodies: dict[str, tuple[str, ...]]) -> Iterator[tuple[Known, list[str]]]:
    """The capital of a state, and the other cities from which it is governed."""
    if capitals := split(row["capital"]):
        yield (
            Known(
                capitals[0],
                "LOC",
                row["iso3"],
                None,
                latitude=float(row["capital_lat"]) if row["capital_lat"] else None,
                longitude=float(row["capital_lon"]) if row["capital_lon"] else None,
                stands_for=row["name"],
                stands_for_bodies=bodies.get(capitals[0], ()),
            ),
            capitals,
        )
    for entry in split(row["note"]):
        if found := CITY_IN_NOTE.fullmatch(entry):
            place = float(found[2]), float(found[3])
            bodies_there = bodies.get(found[1], ())
            yield (
                Known(found[1], "LOC", row["iso3"], None, *place, row["name"], False, bodies_there),
                [found[1]],
            )
