from __future__ import annotations

from datetime import date

import pytest

from news.extract.times import Interval
from news.resolve.names.holders import (
    Post,
    fits,
    holder_in_office,
    holders_named,
    known_by_surname,
    persons_in,
    post_of,
    state_of_person,
)

IN_MAY = Interval(date(2020, 5, 1), date(2020, 5, 31))
OVER_A_CHANGE = Interval(date(2021, 1, 1), date(2021, 1, 31))


def post(role: str, country: str | None = None, organisation: str | None = None) -> Post:
    found = post_of(role, country, organisation)
    assert found is not None
    return found


@pytest.mark.parametrize("role", [None, "Altkanzler", "Ex-Präsident", "Fischer"])
def test_no_post(role: str | None) -> None:
    assert post_of(role, "NOR", None) is None


def test_a_post_takes_state_and_body_from_the_word() -> None:
    assert post("US-Präsident").country_code == "USA"
    assert post("EU-Kommissionspräsidentin").organisation == "EU-Kommission"


@pytest.mark.parametrize(
    ("asked", "held", "expected"),
    [
        (post("Präsident", "NOR"), post("Staatschef", "NOR"), True),
        (post("Präsident", "NOR"), post("Präsident", "CHL"), False),
        (post("Präsident", "NOR"), post("Außenminister", "NOR"), False),
        (post("Präsidentin", "NOR"), post("Präsident", "NOR"), False),
        (post("Präsident"), post("Präsident", "NOR"), True),
        (post("Generalsekretär", None, "NATO"), post("Generalsekretär", None, "Vereinte Nationen"), False),
    ],
)
def test_what_fits(asked: Post, held: Post, expected: bool) -> None:
    assert fits(asked, held) is expected


def test_persons_of_the_article() -> None:
    posts = {"Jaro Beltin": [post("Präsident", "NOR")], "Nuna Kelov": [post("Außenministerin")]}
    assert persons_in(post("Staatschef", "NOR"), posts, {}) == ["Jaro Beltin"]
    assert persons_in(post("Außenministerin", "CHL"), posts, {}) == ["Nuna Kelov"]
    assert persons_in(post("Staatschef", "CHL"), posts, {}) == []
    assert persons_in(post("Staatschef", "NOR"), {}, posts) == ["Jaro Beltin"]


def test_what_the_article_tells_goes_before_what_is_known() -> None:
    told, known = {"Jaro Beltin": [post("Präsident", "NOR")]}, {"Nuna Kelov": [post("Präsident", "NOR")]}
    assert persons_in(post("Staatschef", "NOR"), told, known) == ["Jaro Beltin"]
    assert persons_in(post("Präsident"), told, known) == ["Jaro Beltin", "Nuna Kelov"]


def test_who_is_known_to_act_for_a_state_holds_no_office_of_another() -> None:
    told, known = {"Jaro Beltin": [post("Präsident")]}, {"Jaro Beltin": [post("Minister", "CHL")]}
    assert persons_in(post("Staatschef", "NOR"), told, known) == []
    assert persons_in(post("Staatschef", "NOR"), told, {}) == ["Jaro Beltin"]


@pytest.mark.parametrize(
    ("role", "country", "organisation", "name"),
    [
        ("Präsident", "FRA", None, "Emmanuel Macron"),
        ("Kremlchef", None, None, "Wladimir Putin"),
        ("Generalsekretär", None, "NATO", "Jens Stoltenberg"),
        ("Bundeskanzlerin", None, None, "Angela Merkel"),
        ("Präsident", None, None, None),
        ("Minister", "FRA", None, None),
        ("Sprecher", "FRA", None, None),
    ],
)
def test_who_held_an_office(
    role: str, country: str | None, organisation: str | None, name: str | None
) -> None:
    assert holder_in_office(post(role, country, organisation), IN_MAY) == name


def test_nobody_held_it_over_the_whole_time() -> None:
    assert holder_in_office(post("US-Präsident"), IN_MAY) == "Donald Trump"
    assert holder_in_office(post("US-Präsident"), OVER_A_CHANGE) is None


def test_a_last_name_needs_its_office_or_its_state() -> None:
    assert known_by_surname("Macron", post("Präsident"), [], IN_MAY) == "Emmanuel Macron"
    assert known_by_surname("Macron", post("Außenminister"), ["FRA"], IN_MAY) is None
    assert known_by_surname("Macron", None, ["FRA"], IN_MAY) == "Emmanuel Macron"
    assert known_by_surname("Macron", None, ["NOR"], IN_MAY) is None
    assert known_by_surname("Beltinow", None, ["NOR"], IN_MAY) is None


def test_the_state_of_a_known_person() -> None:
    assert state_of_person("Emmanuel Macron", IN_MAY) == "FRA"
    assert state_of_person("Jaro Beltinow", IN_MAY) is None
    assert {h.name for h in holders_named("Emmanuel Macron", IN_MAY)} == {"Emmanuel Macron"}
