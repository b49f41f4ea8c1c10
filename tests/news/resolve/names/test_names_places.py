from __future__ import annotations

import pytest

from news.resolve.names.places import place_meant


@pytest.mark.parametrize(
    ("name", "states", "country"), [("Genf", [], "CHE"), ("Genfs", [], "CHE"), ("Genf", ["NOR"], "CHE")]
)
def test_known_places(name: str, states: list[str], country: str) -> None:
    place = place_meant(name, states)
    assert place is not None
    assert (place.name, place.country_code) == ("Genf", country)


def test_the_states_of_the_article_choose() -> None:
    odessa = {code: place_meant("Odessa", [code]) for code in ("UKR", "USA")}
    assert {code: place.country_code for code, place in odessa.items() if place} == {
        "UKR": "UKR",
        "USA": "USA",
    }


def test_invented_places_are_not_known() -> None:
    assert place_meant("Nordholmsund", ["NOR"]) is None
