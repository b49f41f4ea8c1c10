from __future__ import annotations

import pytest

from news.extract.mentions.forms import (
    agency_of,
    base_council,
    calm,
    former_words,
    known_of,
    known_word_lists,
    name_particles,
    name_suffixes,
    name_titles,
)


@pytest.mark.parametrize(
    ("shouted", "quiet"),
    [
        ("OSLO", "Oslo"),
        ("Oslo", "Oslo"),
        ("NUNA DE KELOV", "Nuna de Kelov"),
        ("SPD", "SPD"),
        ("McBeltin", "McBeltin"),
    ],
)
def test_names_in_capitals(shouted: str, quiet: str) -> None:
    assert calm(shouted) == quiet


@pytest.mark.parametrize(
    ("form", "name"),
    [("Norwegens", "Norwegen"), ("NORWEGEN", "Norwegen"), ("Nato", "NATO"), ("Honduras", "Honduras")],
)
def test_known_forms_in_any_case(form: str, name: str) -> None:
    known = known_of(form)
    assert known is not None
    assert known.name == name


def test_unknown_forms() -> None:
    assert known_of("Nordholm") is None


def test_agencies_by_their_usual_spelling() -> None:
    assert agency_of("dpa") == "dpa"
    assert agency_of("DPA") is None
    assert agency_of("Associated Press") == "AP"
    assert agency_of("Norwegen") is None


def test_forms_of_several_words_are_found_by_their_first() -> None:
    assert ("Vereinten", "Nationen") in known_word_lists()["Vereinten"]


def test_nouns_of_bodies_of_several_parties() -> None:
    assert base_council("Rates") == base_council("Rats") == base_council("Rat") == "Rat"
    assert base_council("Konflikt") is None


def test_the_classes_of_name_words_are_apart() -> None:
    classes = [name_particles(), name_titles(), name_suffixes(), former_words()]
    assert all(classes)
    assert sum(map(len, classes)) == len(frozenset().union(*classes))
