"""How much speaks for two compatible claims being one event: points, like the log odds of a naive Bayes.

Claims that do not contradict each other are one event only where enough says so, for a dyad of states may blame each
other daily, and most articles are known only to the month. A point is roughly a factor of three; the weights are
judged, not fitted.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from news.resolve.events.claims import APART, Claim
from news.resolve.events.days import MONTHS, NIGHT, WEEK
from news.resolve.events.parties import Party

ENOUGH = 3
"""Points from which on two claims are one event."""
SAME_TEXT = 2
"""One article, or its near-copy, tells one act in several sentences more often than two acts."""
NEXT_SENTENCE = 1
SAME_CLAUSE = 2
CALL_OR_NOT = 3
UNKNOWN_DAYS = 3
MOST_NEAR = 2
"""Points of the nearest days."""
RARE_TYPE = 1
"""Points of a type that is none of ``EVERYDAY``."""
SAME_PERSON, SAME_PARTY, UNKNOWN_PARTY, OTHER_PARTY = 2, 1, -1, -2
"""Points of each pair of parties."""
EVERYDAY = {"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "ASSAULT"}
"""Types that the same parties repeat within days: statements, and attacks in a war."""


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """What speaks for one event; of equal points the one with more persons in common is the better one."""

    points: int
    persons: int
    """Parties that are the same person."""
    rule: str = field(default="", compare=False)
    """The strongest reason, one of ``JOIN_RULES``."""


NOTHING = Evidence(0, 0)


def weigh(one: Claim, other: Claim) -> Evidence:
    """The evidence in two compatible claims of different texts."""
    persons = sum(_is_same_person(mine, yours) for mine, yours in _pairs(one, other))
    near = nearness(one, other)
    place = _place(one, other)
    points = near + place + _rarity(one)
    points += sum(_party(mine, yours) for mine, yours in _pairs(one, other))
    points -= one.is_told != other.is_told or (not one.is_told and one.status != other.status)
    points -= one.mode is not None and other.mode is not None and one.mode != other.mode
    points -= CALL_OR_NOT * _is_call_beside_open(one, other)
    return Evidence(points, persons, _strongest(persons, near, place))


def points_at_least(claim: Claim) -> int:
    """What another text's claim of the same type and parties has for these alone, were none of them a person."""
    parties = (claim.actor, claim.recipient)
    return _rarity(claim) + sum(SAME_PARTY if party.key else UNKNOWN_PARTY for party in parties)


def suffices(claim: Claim) -> bool:
    """Whether another text with the very same claim would be joined: it tells one event from all others."""
    return claim.days.is_known and weigh(claim, claim).points >= ENOUGH


def weigh_in_text(one: Claim, other: Claim, sentences_apart: int) -> Evidence:
    """The evidence in two compatible claims of one text; a clause without a day does not speak against the other's.

    There is none where the text tells them apart: what is ahead is not what has happened, unless the days of one
    hold those of the other; and what is not called a call is one only right beside it, and with its status.
    """
    statuses = {one.status, other.status}
    if statuses == {"actual", "planned"} and not (one.days.holds(other.days) or other.days.holds(one.days)):
        return NOTHING
    if _is_call_beside_open(one, other) and (sentences_apart > 1 or len(statuses) > 1):
        return NOTHING
    found = weigh(one, other)
    points = found.points + SAME_TEXT + NEXT_SENTENCE * (sentences_apart <= 1)
    if not (one.days.is_known and other.days.is_known):
        points += UNKNOWN_DAYS
    return replace(found, points=points)


def nearness(one: Claim, other: Claim) -> int:
    """2 for days, 1 for weeks and weekdays, 0 for months, less for what is wider or unknown."""
    widths = [claim.days.width for claim in (one, other)]
    if not all(widths):
        return -UNKNOWN_DAYS
    if max(widths) <= NIGHT:
        return MOST_NEAR
    if all(
        width <= WEEK.days or claim.days.weekday for width, claim in zip(widths, (one, other), strict=True)
    ):
        return 1
    return 0 if max(widths) <= MONTHS else -1


def _rarity(claim: Claim) -> int:
    return 0 if claim.event_type in EVERYDAY else RARE_TYPE


def _strongest(persons: int, near: int, place: int) -> str:
    if persons:
        return "same_persons"
    if near > 1:
        return "same_day"
    if place > 0:
        return "same_place"
    return "near_days" if near == 1 else "same_parties"


def _pairs(one: Claim, other: Claim) -> tuple[tuple[Party, Party], tuple[Party, Party]]:
    """The parties side by side, turned where that is how they agree."""
    straight = ((one.actor, other.actor), (one.recipient, other.recipient))
    turned = ((one.actor, other.recipient), (one.recipient, other.actor))
    return max(straight, turned, key=lambda pairs: sum(_party(*pair) for pair in pairs))


def _party(mine: Party, yours: Party) -> int:
    if not (mine.key and yours.key):
        return UNKNOWN_PARTY
    if not mine.agrees(yours):
        return OTHER_PARTY
    return SAME_PERSON if _is_same_person(mine, yours) else SAME_PARTY


def _is_same_person(mine: Party, yours: Party) -> bool:
    return mine.is_person and mine.particular == yours.particular


def _place(one: Claim, other: Claim) -> int:
    if one.place is None or other.place is None:
        return 0
    if one.place == other.place:
        return 0 if one.place.is_state else 1
    return 0 if one.place.is_state or other.place.is_state else -2


def _is_call_beside_open(one: Claim, other: Claim) -> bool:
    """Whether one is a call and the other does not say; a call is mostly called so, hence it is more likely none."""
    either = {(claim.event_type, claim.mode) for claim in (one, other)}
    return bool(either & APART) and None in (one.mode, other.mode)
