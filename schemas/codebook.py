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
SECTORS = ("GOV", "MIL", "LEG", "JUD", "SPY", "PTY", "OPP", "REB", "IGO", "NGO", "MED", "BUS", "CVL")
DATE_PRECISIONS = ("day", "week", "month", "year", "unknown")
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")
