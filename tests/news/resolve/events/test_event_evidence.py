from __future__ import annotations

import pytest
from invented_events import BELTIN, BERGEN, CHILE, ENTITIES, MARDO, NOBODY, NORWAY, OSLO, mention

from news.resolve.events.claims import Claim, claim_of
from news.resolve.events.evidence import ENOUGH, suffices, weigh, weigh_in_text

MONTH = (1, 31)


def claim(**said: object) -> Claim:
    return claim_of(mention(**said), ENTITIES)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"event_type": "CONSULT", "actor": (BELTIN, "NOR"), "days": MONTH}, "same_persons"),
        ({"event_type": "ACCUSE", "days": (3, 3)}, "same_day"),
        ({"event_type": "ASSAULT", "days": MONTH, "place": OSLO}, "same_place"),
        ({"event_type": "ACCUSE", "days": (3, 9)}, "near_days"),
        ({"event_type": "SANCTION", "days": MONTH}, "same_parties"),
    ],
)
def test_enough_is_enough_and_has_a_name(said: dict[str, object], rule: str) -> None:
    assert suffices(claim(**said))
    assert weigh(claim(**said), claim(**said)).rule == rule


@pytest.mark.parametrize(
    "said",
    [
        {"event_type": "ACCUSE", "days": MONTH},
        {"event_type": "ASSAULT", "days": MONTH, "place": NORWAY},
        {"event_type": "ACCUSE", "days": (3, 3), "recipient": NOBODY},
        {"event_type": "SANCTION", "days": (1, 300)},
        {"event_type": "CONSULT", "actor": (BELTIN, "NOR"), "recipient": (MARDO, "CHL"), "days": None},
    ],
    ids=["daily act", "a state is no place", "towards whom", "a year", "no day"],
)
def test_what_happens_often_is_not_told_apart(said: dict[str, object]) -> None:
    assert not suffices(claim(**said))


def test_other_towns_other_statuses_and_other_modes_speak_against() -> None:
    base = claim(event_type="COERCE", place=OSLO)
    full = weigh(base, base).points
    assert weigh(base, claim(event_type="COERCE", place=BERGEN)).points == full - 3
    assert weigh(base, claim(event_type="COERCE", place=OSLO, status="negated")).points == full - 1
    assert weigh(base, claim(event_type="COERCE", place=OSLO, status="planned")).points == full
    arrest, ban = (claim(event_type="COERCE", place=OSLO, mode=mode) for mode in ("arrest", "ban"))
    assert weigh(arrest, ban).points == full - 1


def test_evidence_does_not_ask_who_began_a_meeting() -> None:
    there = claim(event_type="CONSULT", actor=(BELTIN, "NOR"))
    back = claim(event_type="CONSULT", actor=(CHILE, "CHL"), recipient=(BELTIN, "NOR"))
    assert weigh(there, back) == weigh(there, there)


def test_one_text_tells_an_act_more_than_once() -> None:
    daily = claim(days=MONTH)
    assert weigh(daily, daily).points < ENOUGH <= weigh_in_text(daily, daily, 5).points


def test_what_is_ahead_is_not_what_has_happened() -> None:
    met = claim(event_type="CONSULT", days=(1, 10))
    assert weigh_in_text(met, claim(event_type="CONSULT", status="planned", days=(8, 20)), 1).points == 0
    assert weigh_in_text(met, claim(event_type="CONSULT", status="planned", days=(1, 31)), 1).points >= ENOUGH


def test_a_talk_is_the_call_only_beside_it() -> None:
    call, talk = claim(event_type="CONSULT", mode="phone"), claim(event_type="CONSULT")
    assert weigh_in_text(call, talk, 1).points >= ENOUGH > weigh_in_text(call, talk, 2).points
