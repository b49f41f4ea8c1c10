from __future__ import annotations

from dataclasses import replace

import pytest
from invented_events import (
    BELTIN,
    CHILE,
    COMMISSION,
    COUNCIL,
    ENTITIES,
    LEAGUE,
    NATO,
    NORWAY,
    OSLO,
    REBEL,
    SORAU,
)

from news.resolve.events.parties import UNKNOWN, named_after, party_of, sides_of


@pytest.mark.parametrize("entity_id", [NORWAY, OSLO, None])
def test_a_state_its_seat_and_its_code_are_one_party(entity_id: str | None) -> None:
    assert party_of(entity_id, "NOR", ENTITIES) == party_of(NORWAY, None, ENTITIES)


def test_persons_act_for_their_state_and_not_for_each_other() -> None:
    state, beltin, sorau = (party_of(i, None, ENTITIES) for i in (NORWAY, BELTIN, SORAU))
    assert state.agrees(beltin) and beltin.agrees(state) and state.agrees(sorau)
    assert not beltin.agrees(sorau)


def test_who_opposes_his_state_does_not_act_for_it() -> None:
    assert not party_of(REBEL, "NOR", ENTITIES).agrees(party_of(NORWAY, None, ENTITIES))


@pytest.mark.parametrize(("event_type", "stands_for_state"), [("REQUEST", True), ("SANCTION", False)])
def test_what_hits_a_person_does_not_hit_his_state(event_type: str, stands_for_state: bool) -> None:
    person = party_of(BELTIN, "NOR", ENTITIES, hit_by=event_type)
    state = party_of(NORWAY, "NOR", ENTITIES, hit_by=event_type)
    assert person.agrees(state) is stands_for_state


def test_a_body_of_no_state_is_itself() -> None:
    assert party_of(LEAGUE, None, ENTITIES).key == LEAGUE
    assert not party_of(LEAGUE, None, ENTITIES).agrees(party_of(CHILE, None, ENTITIES))


def test_bodies_are_organs_of_those_after_whom_they_are_named() -> None:
    nato, organ = party_of(NATO, None, ENTITIES), party_of(COMMISSION, None, ENTITIES)
    assert organ.agrees(nato) and not organ.agrees(party_of(LEAGUE, None, ENTITIES))
    assert sides_of(COUNCIL, ENTITIES) == (nato, party_of(CHILE, None, ENTITIES))
    assert sides_of(COMMISSION, ENTITIES) == sides_of(NATO, ENTITIES) == sides_of(None, ENTITIES) == ()


@pytest.mark.parametrize("name", ["US-Kongress", "Nord-Ost-Bund", "Kreml-Rat", "Nordbund"])
def test_other_names_tell_no_sides(name: str) -> None:
    assert named_after(name) == ()


def test_a_body_is_known_by_its_name_whatever_its_id() -> None:
    other = {"0" * 16: replace(ENTITIES[NATO], entity_id="0" * 16)}
    assert party_of("0" * 16, None, other) == party_of(NATO, None, ENTITIES)


def test_nobody_is_unknown() -> None:
    assert party_of(None, None, ENTITIES) == UNKNOWN


def test_the_row_of_an_entity_decides_for_all_clauses() -> None:
    assert party_of(BELTIN, None, ENTITIES) == party_of(BELTIN, "CHL", ENTITIES)
