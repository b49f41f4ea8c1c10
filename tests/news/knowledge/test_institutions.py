from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.knowledge.institutions import institution


@pytest.mark.parametrize(
    ("word", "noun", "is_state", "led_by", "country", "organisation"),
    [
        ("Außenministeriums", "Außenministerium", False, "foreign_minister", None, None),
        ("US-Außenministerium", "Außenministerium", False, "foreign_minister", "USA", None),
        ("Bundesregierung", "Regierung", True, "head_of_government", "DEU", None),
        ("Regierungen", "Regierung", True, "head_of_government", None, None),
        ("Militärjunta", "Militärjunta", True, "head_of_state", None, None),
        ("Streitkräften", "Streitkräfte", False, "army_chief", None, None),
        ("EU-Delegation", "Delegation", True, "negotiator", None, "Europäische Union"),
        ("Torfministerium", "Ministerium", False, "minister", None, None),
    ],
)  # fmt: skip
def test_what_an_institution_says(
    word: str, noun: str, is_state: bool, led_by: str, country: str | None, organisation: str | None
) -> None:
    found = institution(word)
    assert found is not None
    assert (found.noun, found.is_state, found.led_by) == (noun, is_state, led_by)
    assert (found.country_code, found.organisation) == (country, organisation)


@pytest.mark.parametrize("word", ["", "Haus", "Minister", "regieren", "Torf"])
def test_other_words_are_no_institutions(word: str) -> None:
    assert institution(word) is None


@given(st.text(max_size=20))
def test_any_word_is_an_institution_or_none(word: str) -> None:
    found = institution(word)
    assert found is None or found.noun
