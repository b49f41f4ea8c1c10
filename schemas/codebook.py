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


@dataclass(frozen=True, slots=True)
class EventMode:
    """How a thing of an event type was done."""

    event_type: str
    name: str
    meaning: str
    source: str = "PLOVER 2.0"
    """Where the mode is published: PLOVER 2.0 as the POLECAT data use it, the draft of the PLOVER manual (0.7),
    or CAMEO, whose subdivision stands in for modes that PLOVER does not give the type."""


EVENT_MODES = {
    f"{m.event_type} {m.name}": m
    for m in (
        EventMode("CONSULT", "visit", "the actor comes to the recipient"),
        EventMode("CONSULT", "third-party", "somebody else is the host or mediates"),
        EventMode("CONSULT", "multilateral", "a summit, a conference, a meeting of a body"),
        EventMode("CONSULT", "phone", "by telephone, video or letter"),
        EventMode("COOPERATE", "economic", "trade, investment, transport, energy", "CAMEO"),
        EventMode("COOPERATE", "military", "a joint exercise, a joint operation", "CAMEO"),
        EventMode("COOPERATE", "judicial", "extradition, police and courts together", "CAMEO"),
        EventMode("COOPERATE", "intelligence", "information is shared", "CAMEO"),
        EventMode("AID", "economic", "money, loans, relief of debts", "PLOVER 0.7"),
        EventMode("AID", "military", "weapons, equipment, training", "PLOVER 0.7"),
        EventMode("AID", "humanitarian", "food, medicine, shelter, rescue", "PLOVER 0.7"),
        EventMode("AID", "asylum", "people are taken in", "PLOVER 0.7"),
        EventMode("RETREAT", "withdraw", "forces leave a place"),
        EventMode("RETREAT", "release", "prisoners or hostages come free"),
        EventMode("RETREAT", "return", "property, bodies or territory are handed back"),
        EventMode("RETREAT", "disarm", "weapons are laid down or destroyed"),
        EventMode("RETREAT", "ceasefire", "the fighting stops"),
        EventMode("RETREAT", "access", "observers, inspectors or helpers are let in"),
        EventMode("RETREAT", "resign", "an office is given up"),
        EventMode("REQUEST", "assist", "for help or cooperation of any kind"),
        EventMode("REQUEST", "change", "for another policy, leader or institution"),
        EventMode("REQUEST", "yield", "to give way: release, lift, stop, withdraw"),
        EventMode("REQUEST", "meet", "for talks; an invitation"),
        EventMode("ACCUSE", "disapprove", "criticism, condemnation, complaint"),
        EventMode("ACCUSE", "investigate", "an inquiry or a prosecution is opened"),
        EventMode("ACCUSE", "allege", "a certain deed or plan is laid at somebody's door"),
        EventMode("REJECT", "assist", "help or cooperation is refused"),
        EventMode("REJECT", "change", "another policy, leader or institution is refused"),
        EventMode("REJECT", "yield", "refusal to give way"),
        EventMode("REJECT", "meet", "talks are refused"),
        EventMode("THREATEN", "restrict", "with sanctions, closures, limits on movement"),
        EventMode("THREATEN", "ban", "with bans on parties, media or activities"),
        EventMode("THREATEN", "arrest", "with arrest or prosecution"),
        EventMode("THREATEN", "relations", "to cut ties, aid or talks"),
        EventMode("THREATEN", "expel", "to send diplomats, observers or helpers away"),
        EventMode("THREATEN", "territory", "to occupy or to annex"),
        EventMode("THREATEN", "violence", "with force"),
        EventMode("PROTEST", "demo", "a rally or a march, mostly peaceful"),
        EventMode("PROTEST", "riot", "crowds hurt people or break things"),
        EventMode("PROTEST", "strike", "work is laid down"),
        EventMode("PROTEST", "hunger", "a hunger strike"),
        EventMode("PROTEST", "boycott", "goods, elections or events are shunned"),
        EventMode("PROTEST", "obstruct", "roads, ports or buildings are blocked"),
        EventMode("SANCTION", "convict", "a court finds a state, an official or an organisation guilty"),
        EventMode("SANCTION", "expel", "diplomats or members are sent away"),
        EventMode("SANCTION", "withdraw", "diplomats, members, observers or helpers are called back"),
        EventMode("SANCTION", "discontinue", "trade, aid, talks or an agreement are cut off"),
        EventMode("MOBILIZE", "troops", "soldiers are moved, massed or put on alert"),
        EventMode("MOBILIZE", "weapons", "ships, aircraft or missiles are moved, readied or tested"),
        EventMode("MOBILIZE", "police", "police or guards are moved or reinforced"),
        EventMode("MOBILIZE", "militia", "irregular forces or reservists are called up"),
        EventMode("COERCE", "seize", "property, ships or territory are taken"),
        EventMode("COERCE", "restrict", "rights or movement are cut down"),
        EventMode("COERCE", "ban", "persons, parties or activities are forbidden"),
        EventMode("COERCE", "censor", "media or websites are silenced"),
        EventMode("COERCE", "curfew", "people must stay inside"),
        EventMode("COERCE", "martial-law", "a state of emergency or martial law"),
        EventMode("COERCE", "arrest", "somebody is arrested, charged or jailed"),
        EventMode("COERCE", "deport", "individuals are sent out of the country"),
        EventMode("COERCE", "withhold", "power, water, gas, food or network are shut off"),
        EventMode("COERCE", "misinformation", "false reports are spread on purpose"),
        EventMode("COERCE", "cyber", "computers are attacked"),
        EventMode("ASSAULT", "abduct", "kidnapping, hijacking, hostages"),
        EventMode("ASSAULT", "beat", "blows, without weapons"),
        EventMode("ASSAULT", "torture", "torture"),
        EventMode("ASSAULT", "execute", "a death sentence is carried out"),
        EventMode("ASSAULT", "sexual", "sexual violence"),
        EventMode("ASSAULT", "assassinate", "one chosen person is the target"),
        EventMode("ASSAULT", "destroy", "property is destroyed"),
        EventMode("ASSAULT", "primitive", "knives, stones, fire"),
        EventMode("ASSAULT", "firearms", "rifles, pistols, machine guns"),
        EventMode("ASSAULT", "explosives", "mines and bombs that are not fired"),
        EventMode("ASSAULT", "suicide-attack", "the attacker dies in it"),
        EventMode("ASSAULT", "aerial", "from aircraft"),
        EventMode("ASSAULT", "drone", "from or with unmanned aircraft"),
        EventMode("ASSAULT", "heavy-weapons", "artillery, tanks, rockets"),
        EventMode("ASSAULT", "crowd-control", "truncheons, tear gas, water cannon"),
        EventMode("ASSAULT", "cleansing", "a group is driven out or wiped out"),
        EventMode("ASSAULT", "massacre", "many defenceless people are killed"),
        EventMode("ASSAULT", "unconventional", "chemical, biological or nuclear weapons"),
        EventMode("ASSAULT", "sideAB", "both sides use force against each other"),
    )
}
"""Event type and mode -> the mode. AGREE, SUPPORT and CONCEDE have none: words are done with words."""

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
    "blocked": "a name that was blocked by hand (entity_overrides)",
    "nobody_named": "a pronoun before which nobody fits",
    "not_named": "a word derived from the name of a state that the article does not name itself",
}
"""Why a mention's entity is open -> what it means."""
SECTORS = ("GOV", "MIL", "LEG", "JUD", "SPY", "PTY", "OPP", "REB", "IGO", "NGO", "MED", "BUS", "CVL")
DATED_BY = {
    "text": "an expression of time in its clause or sentence",
    "publication": "the days on which its article can have appeared",
    "nothing": "nothing; both bounds are null",
}
"""What bounds the day of an event mention -> what it means."""
DATE_PRECISIONS = ("day", "week", "month", "year", "unknown")
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")
