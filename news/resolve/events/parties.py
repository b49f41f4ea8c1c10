"""Who a party is when mentions are compared: a state, one of its persons or bodies, or someone for himself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from news.knowledge.gazetteer import gazetteer
from news.knowledge.own import remembered
from schemas import Entity

ACT_FOR_STATES = {"GOV", "MIL", "LEG", "JUD", "SPY"}
"""Sectors whose bodies and persons act for their state; parties, rebels, firms, media and citizens do not."""
ALPHA_3 = 3
IN_PERSON = {"SANCTION", "COERCE", "ASSAULT"}
"""Types that hit a person and not the state for which he acts: to put a minister on a list is no embargo."""


@dataclass(frozen=True, slots=True)
class Party:
    """A party of an event; the unknown one has no key."""

    key: str = ""
    """For whom it acts: country code of a state, name of an international body of the gazetteer, else an entity's id.
    Parties of different keys never agree."""
    particular: str | None = None
    """Which person or body of the state; null for the state itself."""
    is_person: bool = False

    def agrees(self, other: Party) -> bool:
        """Whether both can be one: a state is compatible with each of its own, they are not with each other."""
        return self.key == other.key and (
            self.particular is None or other.particular is None or self.particular == other.particular
        )


UNKNOWN = Party()


def party_of(
    entity_id: str | None, country: str | None, entities: Mapping[str, Entity], *, hit_by: str = ""
) -> Party:
    """The party that a mention names. ``hit_by`` is the event type for a recipient, "" for an actor.

    Of a known entity its row decides about the state, and the clause's ``country`` only where there is none: so one
    entity is the same party everywhere.
    """
    entity = entities.get(entity_id or "")
    if entity_id is None or entity is None:
        return Party(country or entity_id or "")
    state, is_person = entity.country_code, entity.entity_type == "PER"
    acts_for_state = entity.sector in ACT_FOR_STATES or (is_person and entity.sector is None)
    keys = named_after(entity.name) if state is None and entity.entity_type == "ORG" else ()
    if len(keys) == 1:
        return Party(keys[0], None if keys[0] == entity.name else entity_id)
    if state is None or (is_person and hit_by in IN_PERSON):
        return Party(entity_id, entity_id if is_person else None, is_person)
    if entity.entity_type == "LOC" or (entity.sector == "GOV" and not is_person):
        return Party(state)
    return Party(state if acts_for_state else entity_id, entity_id, is_person)


def sides_of(entity_id: str | None, entities: Mapping[str, Entity]) -> tuple[Party, ...]:
    """The two parties that meet in a body which is named after both (NATO-Russland-Rat); none for any other."""
    entity = entities.get(entity_id or "")
    if entity is None or entity.country_code or entity.entity_type != "ORG":
        return ()
    keys = named_after(entity.name)
    return tuple(map(Party, keys)) if len(keys) > 1 else ()


@remembered
def named_after(name: str) -> tuple[str, ...]:
    """Keys of those after whom a body of no state is named: both sides of a council, or the body that it belongs to.

    States and international bodies of the gazetteer count, in front of the last hyphen: EU-Kommission is an organ of
    the EU, the EU-Ukraine-Gipfel is where both meet; of a state alone (US-Kongress) the entity's row tells. An
    international body that the gazetteer knows is named after itself; any other name tells nobody.
    """
    keys = []
    for part in name.split("-")[:-1][:2]:
        known = gazetteer().by_form.get(part) or gazetteer().by_form.get(part.upper())
        if known is None or known.is_only_metonym or (known.entity_type == "ORG" and known.country_code):
            break
        keys.append(known.country_code or known.name)
    itself = gazetteer().by_name.get(("ORG", name))
    if not keys and itself and itself.country_code is None:
        return (name,)
    return () if len(keys) == 1 and len(keys[0]) == ALPHA_3 and keys[0].isupper() else tuple(keys)
