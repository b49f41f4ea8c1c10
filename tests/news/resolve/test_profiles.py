"""Profiles: name, type, state and sector from all names of an entity; namesakes."""

from __future__ import annotations

from news.resolve.name_counts import NameCount
from news.resolve.profiles import body_profile, canonical_name, person_profiles


def person(name: str, country: str | None, articles: int, *offices: str) -> NameCount:
    return NameCount("PER", name, country, None, frozenset(offices), articles)


def test_a_name_with_the_given_name_written_out_goes_before_initials() -> None:
    assert canonical_name([person("J. Ahl", None, 9), person("Jens Ahl", None, 1)]) == "Jens Ahl"
    assert canonical_name([person("J. Ahl", None, 9)]) == "J. Ahl"


def test_a_name_in_the_nominative_goes_before_an_inflected_one() -> None:
    names = [NameCount("ORG", "Nordischen Bank", articles=9), NameCount("ORG", "Nordische Bank")]
    assert canonical_name(names) == "Nordische Bank"
    assert body_profile(names, "Nordische Bank").articles == 10


def test_of_equally_frequent_names_the_first_by_alphabet_is_chosen() -> None:
    assert canonical_name([person("Bo Ek", None, 1), person("Bo Eck", None, 1)]) == "Bo Eck"


def test_namesakes_have_ids_of_their_own_and_the_usual_one_keeps_the_plain_id() -> None:
    plain, _ = person_profiles([person("Bo Ek", "DEU", 9, "Lehrer")], "Bo Ek")
    counts = [
        person("Bo Ek", "DEU", 9, "Lehrer"),
        person("Bo Ek", "CHE", 3, "Richter"),
        person("Bo Ek", None, 1),
    ]
    both, unclear = person_profiles(counts, "Bo Ek")
    assert [p.country_code for p in both] == ["DEU", "CHE"]
    assert both[0].entity_id == plain[0].entity_id != both[1].entity_id
    assert unclear == [counts[2]], "nine of twelve are no clear majority"
