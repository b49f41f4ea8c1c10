from __future__ import annotations

import pytest
from readings import found

from news.resolve.names.bodies import (
    in_nominative,
    long_forms,
    name_of_body,
    name_of_council,
    nominative,
    upright,
)


@pytest.mark.parametrize(
    ("text", "country", "name"),
    [
        ("norwegischen Außenministeriums", "NOR", "Norwegisches Außenministerium"),
        ("chilenischen Außenamt", "CHL", "Chilenisches Außenministerium"),
        ("US-Außenamtes", "USA", "US-Außenministerium"),
        ("Bundesaußenministeriums", "DEU", "Bundesaußenministerium"),
        ("norwegische Polizei", "NOR", "Norwegische Polizei"),
        ("Werft Nordholm", "NOR", None),
        ("Außenministerium", None, None),
    ],
)
def test_institutions_of_states(text: str, country: str | None, name: str | None) -> None:
    assert name_of_body(text, country) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nato-Chile-Rats", "NATO-Chile-Rat"),
        ("Chile-Nato-Rat", "NATO-Chile-Rat"),
        ("Nato-Rat", None),
        ("Chile-Peru-Krieg", None),
    ],
)
def test_councils(text: str, name: str | None) -> None:
    assert name_of_council(text) == name


@pytest.mark.parametrize(
    ("text", "gender", "is_plural", "name"),
    [
        ("Nordischen Rates", "Masc", False, "Nordischer Rat"),
        ("Nordischen Vereinigung", "Fem", False, "Nordische Vereinigung"),
        ("Nordischen Werften", "Fem", True, "Nordische Werften"),
        ("Nordische Werft", "Fem", False, "Nordische Werft"),
        ("Werft Nordholm", "Fem", False, "Werft Nordholm"),
        ("Nationalen Forums", "", False, "Nationales Forum"),
    ],
)
def test_adjectives_of_a_name_in_the_nominative(text: str, gender: str, is_plural: bool, name: str) -> None:
    assert in_nominative(text, gender, is_plural=is_plural) == name


def test_long_forms_of_acronyms() -> None:
    text = "Der Bund Nordischer Werften (BNW) tagte."
    assert long_forms(found(text), text) == {"BNW": "Bund Nordischer Werften"}
    assert long_forms([], "") == {}


def test_names_in_one_line_and_without_genitive() -> None:
    assert upright("Werft\n Nordholm") == "Werft Nordholm"
    assert upright("NORDHOLM") == "Nordholm"
    assert upright("BNWX", is_body=True) == "BNWX"
    assert nominative("Nordholms", {"Nordholm"}) == "Nordholm"
    assert nominative("Nordholms", set()) == "Nordholms"
