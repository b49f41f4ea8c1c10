"""The closed vocabularies of the event tables (PLOVER 2.0); docs/codebook.md says when each applies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type with its quad class and its mean intensity."""

    name: str
    quad_class: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    intensity: float
    """-10 (most hostile) to 10 (most cooperative), after Goldstein as published with PLOVER."""
    is_reciprocal: bool = False
    """True where actor and recipient stand on one footing, so that their order says nothing."""


EVENT_TYPES = {
    t.name: t
    for t in (
        EventType("AGREE", 1, 2.5, is_reciprocal=True),
        EventType("CONSULT", 1, 2.5, is_reciprocal=True),
        EventType("SUPPORT", 1, 5.0),
        EventType("CONCEDE", 1, 4.5),
        EventType("COOPERATE", 2, 9.5, is_reciprocal=True),
        EventType("AID", 2, 10.0),
        EventType("RETREAT", 2, 6.5),
        EventType("REQUEST", 3, 0.0),
        EventType("ACCUSE", 3, -3.0),
        EventType("REJECT", 3, -2.0),
        EventType("THREATEN", 3, -3.5),
        EventType("PROTEST", 4, -5.0),
        EventType("SANCTION", 4, -6.0),
        EventType("MOBILIZE", 4, -5.5),
        EventType("COERCE", 4, -7.0),
        EventType("ASSAULT", 4, -9.0),
    )
}

STATUSES = ("actual", "planned", "hypothetical", "negated")
"""Most factual first; a resolved event takes the most factual status of its mentions."""

ENTITY_TYPES = ("PER", "ORG", "LOC", "MISC")
MENTION_FORMS = {
    "name": "a name of its own",
    "part": "a name inside a compound (Ukraine in Ukraine-Konflikt)",
    "adjective": "an adjective of nationality (russische)",
    "inhabitant": "a word for the people of a state (die Ukrainer)",
    "role": "an office without the name of who holds it (der Kreml-Chef)",
    "pronoun": "a pronoun, where it is safe",
}
"""Form of a mention -> what it means."""
UNRESOLVED = {
    "several": "several entities fit",
    "surname_only": "a last name of which nothing tells whose it is",
    "office_open": "an office of which nothing tells who holds it",
    "nobody_named": "a pronoun before which nobody fits",
}
"""Why a mention's entity is open -> what it means."""
SECTORS = ("GOV", "MIL", "LEG", "JUD", "SPY", "PTY", "OPP", "REB", "IGO", "NGO", "MED", "BUS", "CVL")
DATE_PRECISIONS = ("day", "week", "month", "year", "unknown")
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")
