"""Offices: what office a word says, also as the last part of a compound."""

from __future__ import annotations

from dataclasses import replace

from news.knowledge.compounds import endings, split_compound
from news.knowledge.gazetteer import gazetteer
from news.knowledge.office_nouns import Office, office_forms
from news.knowledge.own import remembered

FORMER = {"Ex", "Alt", "Ehemals"}
"""Prefixes that say that an office is over."""
DEPUTY = "Vize"


@remembered
def office(word: str) -> Office | None:
    """The office that a word in any case and number says, also as the last part of a compound; null if none.

    US-Außenministers, Bundesaußenministerin, Kremlsprecher, Ex-Vizepräsident.
    """
    by_form, fused = office_forms()
    parts = split_compound(word, by_form, fused, _endings())
    if parts is None:
        return None
    prefix, form = parts
    return _with_prefix(by_form[form], prefix)


@remembered
def _endings() -> frozenset[str]:
    return endings(office_forms()[1])


def _with_prefix(bare: Office, prefix: str) -> Office:
    kept: list[str] = []
    for part in prefix.split("-"):
        rest = part
        if rest.casefold().startswith("vize"):
            bare, rest = replace(bare, is_deputy=True), rest[len(DEPUTY) :].capitalize()
        if rest.capitalize() in FORMER and (rest[:1].isupper() or kept):
            bare, rest = replace(bare, is_former=True), ""
        if rest:
            kept.append(rest)
    if not kept:
        return bare
    named = "-".join(kept)
    known = gazetteer().of_prefix(named) or gazetteer().of_prefix(kept[0])
    return replace(
        bare,
        prefix=named,
        country_code=known.country_code if known else bare.country_code,
        organisation=known.name if known and known.entity_type == "ORG" else None,
    )
