from __future__ import annotations

import pytest
from hypothesis import given
from invented_events import (
    BELTIN,
    BERGEN,
    CHILE,
    ENTITIES,
    LIMA,
    MENTION,
    NOBODY,
    NORWAY,
    OSLO,
    SORAU,
    mention,
)

from news.resolve.events.claims import Claim, claim_of, identity, specificity
from schemas import EventMention


def claim(**said: object) -> Claim:
    return claim_of(mention(**said), ENTITIES)  # type: ignore[arg-type]


def test_what_both_say_is_the_more_exact_of_each() -> None:
    vague = claim(event_type="CONSULT", days=(1, 31), status="planned", place=NORWAY)
    exact = claim(event_type="CONSULT", actor=(BELTIN, "NOR"), days=(3, 3), place=OSLO, mode="visit")
    both = vague.together(exact)
    assert both is not None and both == exact.together(vague)
    assert both.actor.particular == BELTIN and both.recipient.key == "CHL"
    assert both.days == exact.days and both.mode == "visit" and both.status == "actual"
    assert both.place and both.place.entity_id == OSLO


@pytest.mark.parametrize(
    "other",
    [
        {"event_type": "REJECT"},
        {"actor": (SORAU, "NOR")},
        {"recipient": (NORWAY, "NOR")},
        {"days": (4, 4)},
        {"place": LIMA},
    ],
    ids=["type", "another person", "recipient", "day", "country"],
)
def test_what_differs_cannot_be_one(other: dict[str, object]) -> None:
    assert claim(actor=(BELTIN, "NOR"), place=OSLO).together(claim(**{"place": OSLO} | other)) is None


def test_a_call_is_no_visit() -> None:
    call, visit = (claim(event_type="CONSULT", mode=mode) for mode in ("phone", "visit"))
    assert call.together(visit) is None
    assert claim(event_type="ACCUSE", mode="allege").together(claim(mode="disapprove")) is not None


def test_towns_of_one_country_can_be_one_place() -> None:
    assert claim(place=OSLO).together(claim(place=BERGEN)) is not None


def test_what_no_clause_tells_is_not_put_together() -> None:
    to_nobody, by_nobody = claim(recipient=NOBODY), claim(actor=NOBODY)
    assert to_nobody.together(by_nobody) is None
    assert to_nobody.together(claim(days=None)) is None
    assert to_nobody.together(claim()) == claim()


def test_acts_on_one_footing_have_no_direction() -> None:
    there = claim(event_type="CONSULT")
    back = claim(event_type="CONSULT", actor=(CHILE, "CHL"), recipient=(NORWAY, "NOR"))
    assert there.together(back) == there
    assert identity(there) == identity(back)
    assert claim().together(claim(actor=(CHILE, "CHL"), recipient=(NORWAY, "NOR"))) is None


def test_an_announcement_claims_what_the_report_claims() -> None:
    assert identity(claim(status="planned")) == identity(claim()) != identity(claim(status="negated"))


@given(MENTION, MENTION)
def test_togetherness_is_mutual_and_loses_nothing(one: EventMention, other: EventMention) -> None:
    mine, yours = claim_of(one, ENTITIES), claim_of(other, ENTITIES)
    both, turned = mine.together(yours), yours.together(mine)
    assert (both is None) == (turned is None)
    assert mine.together(mine) == mine
    if both and turned:
        assert identity(both)[:5] == identity(turned)[:5]
        assert both.days == turned.days
        assert both.known == tuple(map(max, mine.known, both.known))
        assert specificity(both)[0] <= min(specificity(mine)[0], specificity(yours)[0])
