"""Institutions: common nouns that name an organ of a state once a state stands with them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from news.knowledge import split
from news.knowledge.compounds import endings, split_compound
from news.knowledge.gazetteer import gazetteer
from news.knowledge.own import remembered, rows
from news.knowledge.spellings import add_spellings


@dataclass(frozen=True, slots=True)
class Institution:
    """What a noun such as Außenministerium says."""

    noun: str
    """Nominative singular (plural for Streitkräfte)."""
    sector: str | None
    is_state: bool
    """True where the organ stands for the state itself (Regierung): no entity of its own."""
    led_by: str | None
    """Kind of the office that leads it: foreign_minister."""
    prefix: str | None = None
    """What stands before the noun in a compound: US, Bundes."""
    country_code: str | None = None
    """Alpha-3 code of the state that the prefix names."""
    organisation: str | None = None
    """Name of the organisation that the prefix names: Europäische Union in EU-Delegation."""


@remembered
def institution(word: str) -> Institution | None:
    """The institution that a word in any case says, also as the last part of a compound; null if it says none."""
    parts = split_compound(word, _forms(), _forms(), _endings())
    if parts is None:
        return None
    prefix, form = parts
    bare = _forms()[form]
    if not prefix:
        return bare
    known = gazetteer().of_prefix(prefix) or gazetteer().of_prefix(prefix.split("-")[0])
    return replace(
        bare,
        prefix=prefix,
        country_code=known.country_code if known else None,
        organisation=known.name if known and known.entity_type == "ORG" else None,
    )


@remembered
def _endings() -> frozenset[str]:
    return endings(_forms())


@remembered
def _forms() -> dict[str, Institution]:
    by_form: dict[str, Institution] = {}
    for row in rows("institutions"):
        known = Institution(
            row["noun"], row["sector"] or None, row["is_state"] == "yes", row["led_by"] or None
        )
        for form in (row["noun"], f"{row['noun']}s", *split(row["forms"])):
            by_form.setdefault(form, known)
    add_spellings(by_form)
    return by_form
