"""Nouns of office: every form of the nouns that offices.tsv holds, and the kinds of office_kinds.tsv."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from news.knowledge import FOLDER, read_rows, split
from news.knowledge.own import remembered, rows
from news.knowledge.spellings import add_spellings, other_spellings


@dataclass(frozen=True, slots=True)
class Office:
    """What a noun of office says."""

    noun: str
    """Masculine nominative singular: Außenminister, whatever the form and the prefix."""
    kind: str
    """A kind of ``office_kinds.tsv``."""
    sector: str | None
    is_former: bool = False
    """True for Altkanzler, Ex-Präsident."""
    is_relational: bool = False
    """True where the office is that of somebody else named before: Amtskollege, Kollegin, Amtsvorgänger."""
    is_deputy: bool = False
    """True for Vize- before the noun; a noun of its own (Vizepräsident) has a kind of its own instead."""
    is_feminine: bool = False
    prefix: str | None = None
    """What stands before the noun in a compound, without Ex-, Alt- and Vize-: US, Bundes, Kreml."""
    country_code: str | None = None
    """Alpha-3 code of the state that noun or prefix names; an adjective beside the noun wins over it, for Austria has
    Bundeskanzler and Bundespräsident, too."""
    organisation: str | None = None
    """Name of the organisation that the prefix names: NATO."""


@dataclass(frozen=True, slots=True)
class OfficeKind:
    """A kind of office."""

    kind: str
    covers: tuple[str, ...]
    """The kinds that holders of the office can have: itself, then others, the likelier first."""
    is_single_seat: bool
    """True where a state or organisation has one holder at a time."""


@cache
def office_kinds() -> dict[str, OfficeKind]:
    """Kind of office -> what it covers."""
    return {
        row["kind"]: OfficeKind(
            row["kind"], (row["kind"], *split(row["covers"])), row["is_single_seat"] == "yes"
        )
        for row in read_rows(FOLDER / "office_kinds.tsv")
    }


@remembered
def offices() -> dict[str, str | None]:
    """Office noun, masculine and feminine -> sector of who holds it."""
    return {
        noun: row["sector"] or None
        for row in rows("offices")
        for noun in (row["office"], row["feminine"])
        if noun
    }


@remembered
def office_forms() -> tuple[dict[str, Office], frozenset[str]]:
    """Any form of a noun -> office, and the forms that can end a compound written in one word."""
    by_form: dict[str, Office] = {}
    fused = set()
    for row in rows("offices"):
        marks = split(row["marks"])
        bare = Office(
            noun=row["office"],
            kind=row["kind"],
            sector=row["sector"] or None,
            is_former="former" in marks,
            is_relational="relational" in marks,
            country_code=row["country"] or None,
        )
        for form, is_feminine in inflected(row):
            by_form.setdefault(form, replace(bare, is_feminine=is_feminine))
            if "whole" not in marks:
                fused |= {form, *other_spellings(form)}
    add_spellings(by_form)
    return by_form, frozenset(fused)


def inflected(row: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """All forms of a row of offices.tsv, each with whether it means a woman.

    Regular are the genitive -s, the dative plural -n, the feminine plural -nen, and the endings of nouns that
    are inflected like adjectives (Beauftragter, Beauftragte, Beauftragten). Others are in the column ``forms``.
    """
    noun, feminine, plural = row["office"], row["feminine"], row["plural"]
    yield noun, False
    if feminine and feminine == noun.removesuffix("r"):
        yield feminine, True
        yield from ((f"{feminine}{ending}", False) for ending in ("n", "m"))
    else:
        if not noun.endswith("s"):
            yield f"{noun}s", False
        if feminine:
            yield from ((feminine, True), (f"{feminine}nen", True))
    if plural:
        yield plural, False
        if not plural.endswith(("n", "s")):
            yield f"{plural}n", False
    yield from ((form, False) for form in split(row["forms"]))
