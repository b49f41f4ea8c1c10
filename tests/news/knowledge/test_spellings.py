from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.knowledge.gazetteer import gazetteer
from news.knowledge.institutions import institution
from news.knowledge.offices import office
from news.knowledge.places import find
from news.knowledge.spellings import add_spellings, other_spellings
from news.resolve.roles import read_role


@given(st.text(alphabet="aouäöüßÄÖÜsn", max_size=12))
def test_other_spellings_differ_and_need_no_others(word: str) -> None:
    spellings = list(other_spellings(word))
    assert word not in spellings
    assert len(set(spellings)) == len(spellings)
    assert bool(spellings) == any(letter in "äöüßÄÖÜ" for letter in word)
    assert not spellings or not list(other_spellings(spellings[-1]))


def test_a_spelling_never_takes_the_place_of_a_word() -> None:
    by_form = {"Maße": "measures", "Masse": "mass", "Größe": "size"}
    add_spellings(by_form)
    assert by_form["Masse"] == "mass"
    assert by_form["Grösse"] == by_form["Groesse"] == "size"


@pytest.mark.parametrize(
    ("word", "same"),
    [
        ("Außenminister", "Aussenminister"),
        ("US-Außenministerin", "US-Aussenministerin"),
        ("Bundesaußenministers", "Bundesaussenministers"),
        ("Staatspräsidentin", "Staatspraesidentin"),
        ("EU-Außenbeauftragter", "EU-Aussenbeauftragter"),
        ("Parlamentspräsident", "Parlamentspraesident"),
    ],
)
def test_one_office_in_all_spellings(word: str, same: str) -> None:
    one, other = office(word), office(same)
    assert one is not None
    assert one == other
    assert read_role(word) == read_role(same)


def test_bodies_states_and_places_in_all_spellings() -> None:
    assert institution("Aussenministerium") == institution("Außenministerium")
    assert gazetteer().by_form["Grossbritannien"] is gazetteer().by_form["Großbritannien"]
    assert gazetteer().by_form["Oesterreich"].country_code == "AUT"
    assert gazetteer().country_of_adjective("suedafrikanischen") == "ZAF"
    assert gazetteer().inhabitants["Franzoesin"] == "FRA"
    assert find("Zuerich") == find("Zürich")


def test_no_row_only_spells_another_row_differently() -> None:
    by_form = gazetteer().by_form
    twice = {
        form: spelling
        for form in by_form
        for spelling in other_spellings(form)
        if by_form[spelling].name != by_form[form].name
    }
    assert twice == {}
