"""Known persons: found by any spelling of the full name, with all their offices."""

from __future__ import annotations

from news.knowledge.holders import all_holders
from news.resolve.keys import name_key
from news.resolve.known_persons import known_person, surname_first


def test_every_holder_is_known_by_the_full_name() -> None:
    for holder in all_holders():
        if " " in holder.name:
            known = known_person(holder.name)
            assert known is not None, holder.name
            assert name_key(holder.surname) in known.surnames
            assert (holder.earliest, holder.latest) in known.terms


def test_nobody_is_known_by_an_invented_name() -> None:
    assert known_person("Wadim Kolzow") is None


def test_states_with_the_family_name_first_are_codes() -> None:
    assert all(len(code) == 3 and code.isupper() for code in surname_first())
