"""Bodies and places: one key in all cases, acronyms, what the knowledge files know."""

from __future__ import annotations

import pytest

from news.resolve.bodies import Acronym, body_key, is_oblique, join_acronyms, known_body
from news.resolve.groups import Groups


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nordische Bank", "Nordischen Bank"),
        ("Rotes Tor", "Roten Tor"),
        ("NWB", "Nwb"),
        ("Al-Velen", "Al Velen"),
    ],
)
def test_forms_of_one_name_have_one_key(one: str, other: str) -> None:
    assert body_key(one) == body_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Nordbank", "Nordban"), ("Alte Post", "Alter Rat"), ("SWR", "SVR")]
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert body_key(one) != body_key(other)


def test_a_seat_that_only_stands_for_its_state_is_not_the_state() -> None:
    assert known_body("Kreml") is None
    known = known_body("Nordatlantikpakt")
    assert known is not None
    assert known.name == "NATO"
    assert known_body("Velenhaus") is None


def test_a_first_word_in_the_dative_is_oblique() -> None:
    assert is_oblique("Nordischen Bank")
    assert not is_oblique("Nordische Bank")
    assert not is_oblique("Baden")


@pytest.mark.parametrize(
    ("told", "is_joined"),
    [
        ([Acronym("NWB", "Nordischer Werftbund", 1)], True),
        ([Acronym("NWB", "Nordisches Amt", 1)], False),
        ([Acronym("NWB", "Nordisches Amt", 2)], True),
        ([Acronym("XWB", "Nordischer Werftbund", 9)], False),
        ([Acronym("NWB", "Nordischer Werftbund", 4), Acronym("NWB", "Neuer Wohnbau", 1)], True),
        ([Acronym("NWB", "Nordischer Werftbund", 3), Acronym("NWB", "Neuer Wohnbau", 1)], False),
    ],
)
def test_an_acronym_goes_to_the_one_long_form_of_its_letters(told: list[Acronym], is_joined: bool) -> None:
    groups = Groups()
    join_acronyms(told, groups)
    assert (groups.find("nwb") == groups.find(body_key(told[0].long))) is is_joined
