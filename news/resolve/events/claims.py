"""What a mention, an article or several of them say of an event, and whether two of these can be one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import ge

from news.knowledge.gazetteer import gazetteer
from news.resolve.events.days import Days, possible_days
from news.resolve.events.parties import UNKNOWN, Party, party_of, sides_of
from schemas import Entity, EventMention
from schemas.codebook import EVENT_TYPES, STATUSES

APART = {("CONSULT", "phone")}
"""Type and mode of what cannot be the same act as one of another mode, or one that has a place: a call is no visit."""
TOLD = STATUSES[:2]
"""Statuses of what is reported or announced."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place; ``is_state`` where it is a whole country."""

    entity_id: str
    country: str | None
    is_state: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """Type, parties, days, place, mode and factuality; what is not said is unknown or null."""

    event_type: str
    actor: Party
    recipient: Party
    days: Days
    place: Place | None
    mode: str | None
    status: str
    """The most factual one."""

    @property
    def is_told(self) -> bool:
        """Whether it is said to happen: actual or planned."""
        return self.status in TOLD

    @property
    def known(self) -> tuple[bool, bool, bool]:
        """Which of actor, recipient and days are known."""
        return (bool(self.actor.key), bool(self.recipient.key), self.days.is_known)

    def turned(self) -> Claim:
        """Actor and recipient exchanged."""
        return replace(self, actor=self.recipient, recipient=self.actor)

    def together(self, other: Claim) -> Claim | None:
        """What both say, the more exact of each, or null if they cannot be of one act.

        One of them has to know whatever the other knows of parties and days, so that nothing is put together
        that no clause tells. Of acts on one footing the parties may stand the other way round.
        """
        if self.event_type != other.event_type:
            return None
        straight = self._straight(other)
        if straight is None and EVENT_TYPES[self.event_type].is_reciprocal:
            return self._straight(other.turned())
        return straight

    def _straight(self, other: Claim) -> Claim | None:
        mine, yours = self.known, other.known
        if mine == yours or all(map(ge, mine, yours)):
            more, less = self, other
        elif all(map(ge, yours, mine)):
            more, less = other, self
        else:
            return None
        for exact, vague in ((more.actor, less.actor), (more.recipient, less.recipient)):
            if vague.key and not exact.agrees(vague):
                return None
        if self._is_apart(other) or not places_agree(self.place, other.place):
            return None
        days = self.days.common(other.days)
        if days is None:
            return None
        return Claim(
            self.event_type,
            _particular(more.actor, less.actor),
            _particular(more.recipient, less.recipient),
            days,
            _nearer(self.place, other.place),
            self.mode or other.mode,
            min(self.status, other.status, key=STATUSES.index),
        )

    def _is_apart(self, other: Claim) -> bool:
        if self.mode == other.mode:
            return False
        return any(
            (mine.event_type, mine.mode) in APART and (yours.mode is not None or yours.place is not None)
            for mine, yours in ((self, other), (other, self))
        )


def claim_of(mention: EventMention, entities: Mapping[str, Entity]) -> Claim:
    """What a mention says."""
    actor, recipient = _parties_of(mention, entities)
    return Claim(
        mention.event_type,
        actor,
        recipient,
        possible_days(mention),
        _place_of(mention, entities),
        mention.event_mode,
        mention.status,
    )


def _parties_of(mention: EventMention, entities: Mapping[str, Entity]) -> tuple[Party, Party]:
    """Actor and recipient; where a body of two sides meets or is convened, these sides."""
    kind = mention.event_type
    is_reciprocal = EVENT_TYPES[kind].is_reciprocal
    hit_by = "" if is_reciprocal else kind
    actor = party_of(mention.actor_id, mention.actor_country, entities)
    recipient = party_of(mention.recipient_id, mention.recipient_country, entities, hit_by=hit_by)
    own, other = sides_of(mention.actor_id, entities), recipient
    if not own:
        own, other = sides_of(mention.recipient_id, entities), actor
    if is_reciprocal and own and _attends(other, own):
        return own[0], own[1]
    return actor, recipient


def _attends(party: Party, sides: tuple[Party, ...]) -> bool:
    """Whether a party says nothing against a meeting of two sides: it is one, it convenes them, or is not told."""
    is_of_no_state = party.particular == party.key
    return party == UNKNOWN or is_of_no_state or party.key in {side.key for side in sides}


def places_agree(one: Place | None, other: Place | None) -> bool:
    """Whether two places can be of one event: not if they are known to lie in different countries."""
    if one is None or other is None or one == other:
        return True
    return one.country is None or other.country is None or one.country == other.country


def _place_of(mention: EventMention, entities: Mapping[str, Entity]) -> Place | None:
    if mention.place_id is None:
        return None
    entity = entities.get(mention.place_id)
    if entity is None:
        return Place(mention.place_id, None, False)
    known = gazetteer().by_name.get((entity.entity_type, entity.name))
    return Place(mention.place_id, entity.country_code, known is not None and known.sector == "GOV")


def _particular(one: Party, other: Party) -> Party:
    return one if one.particular is not None or other == UNKNOWN else other


def _nearer(one: Place | None, other: Place | None) -> Place | None:
    if one is None or other is None:
        return one or other
    return other if one.is_state and not other.is_state else one


def specificity(claim: Claim) -> tuple[int, ...]:
    """Sorts the claims that tell most in front."""
    return (
        -sum(claim.known),
        claim.days.width or 10**6,
        -sum(party.particular is not None for party in (claim.actor, claim.recipient)),
        claim.place is None,
        claim.mode is None,
        STATUSES.index(claim.status),
    )


def identity(claim: Claim) -> tuple[str, ...]:
    """All that a claim says, as text; what is announced is no other than what is reported.

    Where actor and recipient stand on one footing, they come in the order of their keys.
    """
    parties = [(party.key, party.particular or "") for party in (claim.actor, claim.recipient)]
    if EVENT_TYPES[claim.event_type].is_reciprocal:
        parties.sort()
    days = (str(claim.days.earliest), str(claim.days.latest), str(claim.days.weekday))
    place = claim.place.entity_id if claim.place else ""
    status = TOLD[0] if claim.is_told else claim.status
    return (claim.event_type, *parties[0], *parties[1], *days, place, claim.mode or "", status)
