from __future__ import annotations

import pytest
from readings import read

from news.extract.mentions.names import find_names
from news.extract.mentions.whose import Names, Whose, determiner_of, is_adjective, is_seat_only, whose_is
from news.extract.text import Text


def whose(sentence: str, noun: str, *, is_office: bool = False) -> Whose:
    text = Text.of(read(sentence))
    return whose_is(text, text.words.index(noun), Names(find_names(text)), Whose(), is_office=is_office)


@pytest.mark.parametrize(
    ("sentence", "noun", "country", "organisation"),
    [
        ("Die norwegische Regierung schwieg.", "Regierung", "NOR", None),
        ("Die neue norwegische Regierung schwieg.", "Regierung", "NOR", None),
        ("Norwegens Regierung schwieg.", "Regierung", "NOR", None),
        ("Die Regierung Norwegens schwieg.", "Regierung", "NOR", None),
        ("Die Regierung der Ukraine schwieg.", "Regierung", "UKR", None),
        ("Die Regierung von Norwegen schwieg.", "Regierung", "NOR", None),
        ("Die Regierung in Oslo schwieg.", "Regierung", "NOR", None),
        ("Die Kiewer Regierung schwieg.", "Regierung", "UKR", None),
        ("Das Kommando der Nato schwieg.", "Kommando", None, "NATO"),
        ("Die Regierung schwieg in Norwegen.", "Regierung", None, None),
        ("Die Regierung in Norwegen schwieg.", "Regierung", None, None),
        ("Chile schwieg, die Regierung auch.", "Regierung", None, None),
    ],
)
def test_what_tells_the_state_of_an_institution(
    sentence: str, noun: str, country: str | None, organisation: str | None
) -> None:
    found = whose(sentence, noun)
    assert (found.country_code, found.organisation) == (country, organisation)
    assert found.is_told == (country is not None or organisation is not None)


def test_the_seat_of_an_office_tells_nothing() -> None:
    assert not whose("Der Botschafter in Oslo schwieg.", "Botschafter", is_office=True).is_told


def test_an_office_belongs_to_an_institution() -> None:
    found = whose("Die Sprecherin des norwegischen Außenministeriums kam.", "Sprecherin", is_office=True)
    assert (found.country_code, found.organisation) == ("NOR", "Außenministeriums")


def test_adjectives_of_cities_tell_the_state_beside_nouns_of_power_only() -> None:
    text = Text.of(read("Die Kiewer Führung und das Kiewer Theater."))
    assert not is_seat_only(text, text.words.index("Führung"))
    assert is_seat_only(text, text.words.index("Theater"))
    assert not whose("Das Kiewer Theater spielt.", "Theater").is_told


def test_articles_and_adjectives() -> None:
    text = Text.of(read("Seine neue norwegische Ministerin kam. Der Präsident ging."))
    assert determiner_of(text, text.words.index("Ministerin")) == "seine"
    assert determiner_of(text, text.words.index("Präsident")) == "der"
    assert is_adjective(text, text.words.index("norwegische"))
    assert not is_adjective(text, text.words.index("kam"))
