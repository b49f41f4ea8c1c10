from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.knowledge import FOLDER, read_rows, split
from news.knowledge.gazetteer import gazetteer
from news.knowledge.places import find

TOWNS = read_rows(FOLDER / "places.tsv")
REGIONS = read_rows(FOLDER / "regions.tsv")


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Bergen", "NOR", 60.4, 5.3), ("Trondheim", "NOR", 63.4, 10.4), ("Mailand", "ITA", 45.5, 9.2),
        ("Brünn", "CZE", 49.2, 16.6), ("Lodz", "POL", 51.8, 19.5), ("Łódź", "POL", 51.8, 19.5),
        ("Tscheljabinsk", "RUS", 55.2, 61.4), ("Uschhorod", "UKR", 48.6, 22.3), ("Plowdiw", "BGR", 42.1, 24.7),
        ("Kapstadt", "ZAF", -33.9, 18.4), ("Tasmanien", "AUS", -42.0, 147.0),
    ],
)  # fmt: skip
def test_places_lie_where_they_lie(name: str, country: str, latitude: float, longitude: float) -> None:
    place = next(p for p in find(name) if p.country_code == country)
    assert (place.latitude, place.longitude) == pytest.approx((latitude, longitude), abs=0.1)


def test_of_one_name_the_larger_comes_first_with_its_share() -> None:
    places = find("Birmingham")
    assert [p.country_code for p in places][:2] == ["GBR", "USA"]
    assert places[0].share > places[1].share
    assert sum(p.share for p in places) == pytest.approx(1)


def test_a_german_word_is_marked() -> None:
    assert {p.caution for p in find("Essen")} == {"homograph"}
    assert {p.caution for p in find("Trondheim")} == {None}


def test_waters_and_regions_of_several_states_have_no_state() -> None:
    assert [(p.country_code, p.precision) for p in find("Nordsee")] == [(None, "region")]


def test_what_nobody_knows_is_no_place() -> None:
    assert find("Halmstrand-Torwik") == find("") == ()


@given(st.sampled_from([*TOWNS[:3000], *REGIONS]))
def test_every_place_is_found_by_every_form(row: dict[str, str]) -> None:
    for form in (row["name"], *split(row["aliases"])):
        places = find(form)
        assert (row["name"], row["country"]) in {(p.name, p.country_code or "") for p in places}
        assert sum(p.share for p in places) == pytest.approx(1)


def test_towns_are_fit_for_their_table() -> None:
    assert len(TOWNS) > 30_000
    assert {row["precision"] for row in TOWNS} == {"city"}
    assert [row["name"] for row in TOWNS if not re.fullmatch("[A-Z]{3}", row["country"])] == []
    people = [int(row["population"]) for row in TOWNS]
    assert people == sorted(people, reverse=True)


def test_capitals_are_towns_of_their_state() -> None:
    """Nearly all: some capitals of small states have fewer than 15,000 inhabitants."""
    states = read_rows(FOLDER / "states.tsv")
    missing = [
        row["iso3"]
        for row in states
        if row["iso3"] not in {p.country_code for form in split(row["capital"]) for p in find(form)}
    ]
    assert len(missing) < 0.12 * len(states), missing


def test_every_state_has_a_centre_inside_the_globe() -> None:
    for code, state in gazetteer().states.items():
        if state.latitude is None or state.longitude is None:
            assert code in {"SUN", "DDR", "YUG", "CSK", "SCG"}
        else:
            assert -90 <= state.latitude <= 90
            assert -180 <= state.longitude <= 180
    norway = gazetteer().by_form["Norwegen"]
    assert (norway.latitude, norway.longitude) == pytest.approx((61, 9), abs=3)
