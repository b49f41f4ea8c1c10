from __future__ import annotations

import pytest
from readings import ARTICLE, engine, found, one, read

from news.extract.mentions import find_mentions
from news.extract.mentions.names import find_names
from news.extract.mentions.offices import by_person, find_titles
from news.extract.text import Text

BEFORE_AND_BEHIND = [
    ("Der Präsident Jaro Beltin kam.", "Präsident", None, None),
    ("Der norwegische Präsident Jaro Beltin kam.", "Präsident", "NOR", None),
    ("Man sprach mit dem norwegischen Präsidenten Jaro Beltin.", "Präsidenten", "NOR", None),
    ("Norwegens Präsident Jaro Beltin kam.", "Präsident", "NOR", None),
    ("Norwegens neuer Präsident Jaro Beltin kam.", "Präsident", "NOR", None),
    ("US-Außenminister Jaro Beltin kam.", "US-Außenminister", "USA", None),
    ("Kreml-Sprecher Jaro Beltin kam.", "Kreml-Sprecher", "RUS", "Kreml"),
    ("Bundesaußenminister Jaro Beltin kam.", "Bundesaußenminister", "DEU", None),
    ("Der österreichische Bundeskanzler Jaro Beltin kam.", "Bundeskanzler", "AUT", None),
    ("Der Präsident der Ukraine, Jaro Beltin, kam.", "Präsident", "UKR", None),
    ("Der Ministerpräsident von Norwegen, Jaro Beltin, kam.", "Ministerpräsident", "NOR", None),
    ("Der Generalsekretär der Nato Jaro Beltin kam.", "Generalsekretär", None, "NATO"),
    ("Jaro Beltin, Ministerpräsident von Norwegen, kam.", "Ministerpräsident", "NOR", None),
    ("Jaro Beltin, der norwegische Ministerpräsident, kam.", "Ministerpräsident", "NOR", None),
    ("General Jaro Beltin kam.", "General", None, None),
]


@pytest.mark.parametrize(("text", "role", "country", "organisation"), BEFORE_AND_BEHIND)
def test_office_and_state_before_and_behind_a_name(
    text: str, role: str, country: str | None, organisation: str | None
) -> None:
    person = one(found(text), "Jaro Beltin")
    assert (person.role, person.country_code, person.organisation) == (role, country, organisation)


@pytest.mark.parametrize("text", [case[0] for case in BEFORE_AND_BEHIND if "Nato" not in case[0]])
def test_the_same_without_a_model(text: str) -> None:
    with_model, without = one(found(text), "Jaro Beltin"), one(found(text, "none"), "Jaro Beltin")
    assert (without.role, without.country_code) == (with_model.role, with_model.country_code)


def test_a_colleague_has_the_office_of_the_other() -> None:
    mentions = found("US-Außenminister Jaro Beltin traf seine norwegische Kollegin Nuna Kelov.")
    kelov = one(mentions, "Nuna Kelov")
    assert (kelov.role, kelov.country_code) == ("Außenministerin", "NOR")


def test_a_colleague_of_nobody_has_no_office() -> None:
    assert one(found("Sein Kollege Jaro Beltin kam."), "Jaro Beltin").role is None


def test_the_state_that_des_landes_takes_up() -> None:
    mentions = found(
        "Er traf den chilenischen Präsidenten Falk Nimbus und den Außenminister des Landes, Jaro Beltin."
    )
    assert one(mentions, "Jaro Beltin").country_code == "CHL"


def test_an_office_of_several_persons() -> None:
    mentions = found("Die Außenminister Jaro Beltin und Falk Nimbus telefonierten.")
    assert [m.role for m in mentions if m.entity_type == "PER"] == ["Außenminister", "Außenminister"]


def test_two_offices_and_their_persons_stay_apart() -> None:
    mentions = found(
        "Die chilenische Ministerin Nuna Kelov und der norwegische Präsident Jaro Beltin schwiegen."
    )
    assert [(m.text, m.role, m.country_code) for m in mentions if m.entity_type == "PER"] == [
        ("Nuna Kelov", "Ministerin", "CHL"),
        ("Jaro Beltin", "Präsident", "NOR"),
    ]


def test_an_object_behind_an_office_is_not_its_holder() -> None:
    doc = engine("accurate")("Gestern empfing der Präsident in Oslo Jaro Beltin.")
    # Of "der Präsident in Oslo Jaro Beltin" the parser could make either.
    for relation, role in (("obj", None), ("appos", "Präsident")):
        doc[6].dep_, doc[6].head = relation, doc[1] if relation == "obj" else doc[3]
        assert one(find_mentions(ARTICLE, Text.of(doc)), "Jaro Beltin").role == role


def test_an_office_that_stands_alone() -> None:
    mentions = found(
        "Der norwegische Präsident schwieg. Ein Kremlsprecher sagte nichts. Ein Präsident muss reden."
    )
    roles = [(m.text, m.country_code) for m in mentions if m.form == "role"]
    assert roles == [("Präsident", "NOR"), ("Kremlsprecher", "RUS")]


def test_later_mentions_of_a_person_tell_no_office() -> None:
    mentions = found("Die norwegische Ministerin Nuna Kelov kam. Kelov schwieg.")
    assert one(mentions, "Kelov").role is None


def test_of_two_offices_the_one_that_tells_its_state_is_taken() -> None:
    text = Text.of(read("Präsident Jaro Beltin, Ministerpräsident von Norwegen, kam."))
    titles = find_titles(text, find_names(text))
    assert [t.written for t in titles] == ["Präsident", "Ministerpräsident"]
    assert len(by_person(titles)) == 1


def test_number_and_definiteness() -> None:
    text = Text.of(read("Die Außenminister schwiegen. Ein Präsident kam. Norwegens Kanzler ging."))
    titles = {t.written: t for t in find_titles(text, find_names(text))}
    assert titles["Außenminister"].is_plural
    assert not titles["Präsident"].is_definite
    assert titles["Kanzler"].is_definite
    assert not titles["Kanzler"].is_plural
