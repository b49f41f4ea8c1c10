from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from news.extract.events.numbers import Range, number_before, read_number
from news.extract.events.tree import tree_of
from news.language import load


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("none")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zwölf Tote", Range(12, 12)),
        ("mindestens 12 Tote", Range(12, None)),
        ("mehr als 30 Tote", Range(30, None)),
        ("höchstens 9 Tote", Range(None, 9)),
        ("rund 100.000 Soldaten", Range(100_000, 100_000)),
        ("zwischen 5 und 7 Tote", Range(5, 7)),
        ("zwei Millionen Soldaten", Range(2_000_000, 2_000_000)),
        ("viele Tote", Range()),
    ],
)
def test_a_number_in_front_of_a_noun(nlp: Language, text: str, expected: Range) -> None:
    tree = tree_of(nlp(text))
    assert number_before(tree, len(tree) - 1) == expected


@given(st.integers(0, 10**7))
def test_a_number_is_read_with_and_without_points(value: int) -> None:
    assert read_number(str(value)) == value
    assert read_number(f"{value:,}".replace(",", ".")) == value


@pytest.mark.parametrize("word", ["ein", "Tote", "", "3,5", "1.2"])
def test_what_is_no_whole_number_is_none(word: str) -> None:
    assert read_number(word) is None
