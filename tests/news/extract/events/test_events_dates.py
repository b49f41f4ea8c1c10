from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from news.extract.events.dates import direction_at, end_of_next_month
from news.language import load


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("accurate")


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_the_next_month_ends_one_to_two_months_ahead(day: date) -> None:
    end = end_of_next_month(day)
    assert timedelta(28) <= end - day <= timedelta(62)
    assert (end + timedelta(1)).day == 1


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Am Freitag wies Chile die Forderung zurück.", "Freitag", -1),
        ("Am Freitag hat Chile die Forderung erhoben.", "Freitag", -1),
        ("Am Freitag trifft Norwegen eine Entscheidung.", "Freitag", 1),
        ("Am Freitag will Norwegen entscheiden.", "Freitag", 1),
    ],
)
def test_the_tense_of_a_clause_tells_the_direction(
    nlp: Language, text: str, word: str, expected: int
) -> None:
    tell = direction_at(nlp(text))
    assert tell is not None
    assert tell(text.index(word)) == expected


def test_without_a_parse_nothing_tells_the_direction() -> None:
    assert direction_at(load("none")("Am Freitag kam niemand.")) is None
