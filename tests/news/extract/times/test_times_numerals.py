from __future__ import annotations

import pytest

from news.extract.times.numerals import adjectives, cardinals, duration, numbers, ordinals


@pytest.mark.parametrize(
    ("word", "number"),
    [("zwei", 2), ("siebzehn", 17), ("einundzwanzig", 21), ("dreissig", 30), ("fünfundneunzig", 95),
     ("dreihundert", 300), ("anderthalb", 1.5), ("zweieinhalb", 2.5)],
)  # fmt: skip
def test_number_words(word: str, number: float) -> None:
    assert dict(numbers())[word] == number


def test_every_number_to_ninety_nine_has_a_word() -> None:
    assert set(range(1, 100)) <= {int(number) for _, number in cardinals() if number == int(number)}


@pytest.mark.parametrize(
    ("word", "number"), [("erste", 1), ("dritten", 3), ("zwölfter", 12), ("siebzigsten", 70)]
)
def test_ordinals(word: str, number: int) -> None:
    assert dict(ordinals())[word] == number


def test_compound_ordinals() -> None:
    assert dict(ordinals())["einundzwanzigsten"] == 21


def test_adjectives_of_duration() -> None:
    found = dict(adjectives({"stündig": "TH", "jährig": "Y"}))
    assert (found["dreistündiges"], found["zweieinhalbjährige"]) == ("PT3H", "P2.5Y")


@pytest.mark.parametrize(
    ("number", "unit", "value"),
    [(2, "W", "P2W"), (0.5, "Y", "P6M"), (0.5, "TH", "PT30M"), (3.5, "TM", "PT3.5M"), ("X", "D", "PXD"),
     (2, "Q", "P6M"), ("X", "TH", "PTXH")],
)  # fmt: skip
def test_durations_are_timex3(number: float | str, unit: str, value: str) -> None:
    assert duration(number, unit) == value
