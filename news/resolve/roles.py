"""Roles: what office the words beside a name tell, as one noun for all its forms."""

from __future__ import annotations

from dataclasses import dataclass

from news.knowledge.gazetteer import gazetteer
from news.knowledge.office_nouns import Office
from news.knowledge.offices import office

PARTISAN = {"PTY", "LEG", "OPP", None}
"""Sectors of offices that a party can give: Parteichef, Fraktionschefin, Vorsitzender."""


@dataclass(frozen=True, slots=True)
class ReadRole:
    """An office as written, read."""

    noun: str
    """Masculine nominative singular (Außenminister); as written where the knowledge files do not know the office."""
    organisation: str | None
    """Body that a compound names (Nato-Generalsekretär); null if it names none."""
    country_code: str | None
    """State that the word itself tells (US-Außenminister, Bundeskanzler); null if it tells none."""
    is_former: bool
    is_of_party: bool = False
    """True for offices of a party (Parteichef); beside any other, a party is not what the office belongs to."""


def parties() -> list[str]:
    """The names of parties that the knowledge files tell, in any form."""
    return sorted(form for form, known in gazetteer().by_form.items() if known.sector == "PTY")


def read_role(written: str) -> ReadRole | None:
    """Read an office as it is written beside a name: US-Außenministerin, Ex-Präsident, Vizekanzlers.

    Of several words the last one that is an office counts; a deputy's office has Vize- before its noun. Null for
    words that tell the office of somebody else (Amtskollege).
    """
    for word in reversed(written.split()):
        found = office(word)
        if found is not None:
            if found.is_relational:
                return None
            return ReadRole(
                _noun(found),
                found.organisation,
                found.country_code,
                found.is_former,
                found.sector in PARTISAN,
            )
    return ReadRole(written, None, None, False)


def _noun(found: Office) -> str:
    """The noun with what stands before it, unless that names a state or body: Transportminister, but Präsident."""
    prefix = found.prefix
    if found.is_deputy:
        return f"Vize-{found.noun}"
    if prefix is None or found.organisation is not None or gazetteer().of_prefix(prefix) is not None:
        return found.noun
    is_one_word = found.noun[:1].isupper() and prefix[-1:].islower() and prefix[1:].islower()
    return f"{prefix}{found.noun.lower()}" if is_one_word else f"{prefix}-{found.noun}"
