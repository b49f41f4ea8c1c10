"""Entities over the corpus: one id for all names of one bearer, whatever the order; overrides; openness."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.resolve.bodies import Acronym
from news.resolve.entities import Resolution, aliases, resolve_entities
from news.resolve.name_counts import NameCount
from schemas import EntityOverride


def person(name: str, country: str | None = None, articles: int = 1, *offices: str) -> NameCount:
    return NameCount("PER", name, country, "GOV" if offices else None, frozenset(offices), articles)


def body(name: str, articles: int = 1, entity_type: str = "ORG", country: str | None = None) -> NameCount:
    return NameCount(entity_type, name, country, None, frozenset(), articles)


def override(
    action: str, name: str, other: str | None = None, *articles: str, kind: str = "PER"
) -> EntityOverride:
    return EntityOverride(
        f"{action}{name}{other}".ljust(16, "0")[:16], action, kind, name, other, articles, None
    )


def groups(resolution: Resolution) -> set[frozenset[str]]:
    """Names by entity."""
    found: dict[str | None, set[str]] = {}
    for (_, name, _), entity_id in resolution.meant.items():
        if entity_id is not None:
            found.setdefault(entity_id, set()).add(name)
    return {frozenset(names) for names in found.values()}


def shown(resolution: Resolution) -> set[str]:
    return {p.name for p in resolution.profiles.values() if p.articles}


def test_spellings_genitives_and_longer_names_are_one_person() -> None:
    found = resolve_entities(
        [
            person("Wadim Kolzow", "KAZ", 9, "Außenminister"),
            person("Vadim Koltsov", "KAZ", 2),
            person("Wadim Kolzows"),
            person("W. Kolzow"),
            person("Wadim Josef Kolzow"),
        ]
    )
    assert shown(found) == {"Wadim Kolzow"}
    (profile,) = found.profiles.values()
    assert (profile.country_code, profile.sector, profile.offices) == (
        "KAZ", "GOV", frozenset({"Außenminister"})
    )  # fmt: skip


def test_people_with_one_last_name_stay_apart() -> None:
    names = ["Jens Wolde", "Jan Wolde", "Hans-Peter Wolde", "Hans Wolde", "Peter Wolde", "Jens Woldes-Ahl"]
    found = resolve_entities([person(n) for n in names])
    assert groups(found) == {frozenset({n}) for n in names}


def test_a_name_that_ends_in_s_is_no_genitive_where_it_is_the_usual_one() -> None:
    found = resolve_entities([person("Jan Peters", articles=5), person("Jan Peter", articles=2)])
    assert shown(found) == {"Jan Peters", "Jan Peter"}


def test_an_initial_that_fits_several_people_is_open() -> None:
    found = resolve_entities(
        [person("Jens Wolde", None, 4), person("Jana Wolde", None, 3), person("J. Wolde")]
    )
    assert found.meant["PER", "J. Wolde", None] is None
    assert shown(found) == {"Jens Wolde", "Jana Wolde"}
    clear = resolve_entities([person("Jens Wolde", None, 99), person("Jana Wolde"), person("J. Wolde")])
    assert clear.meant["PER", "J. Wolde", None] == clear.meant["PER", "Jens Wolde", None]


def test_a_middle_initial_that_contradicts_another_joins_nothing() -> None:
    found = resolve_entities(
        [person("Jens W. Ahl", None, 3), person("Jens H. Ahl", None, 3), person("Jens Ahl")]
    )
    assert len(groups(found)) == 3


def test_namesakes_are_two_where_state_and_office_contradict() -> None:
    found = resolve_entities(
        [
            person("Peter Ahl", "DEU", 8, "Bürgermeister"),
            person("Peter Ahl", "CHE", 4, "Botschafter"),
            person("Peter Ahl", None, 2),
        ]
    )
    assert found.meant["PER", "Peter Ahl", "DEU"] != found.meant["PER", "Peter Ahl", "CHE"]
    assert found.meant["PER", "Peter Ahl", None] is None, "two thirds are no clear majority"
    assert {(p.name, p.country_code) for p in found.profiles.values()} == {
        ("Peter Ahl", "DEU"),
        ("Peter Ahl", "CHE"),
    }


@pytest.mark.parametrize("offices", [("Bürgermeister",), ()])
def test_another_state_alone_makes_no_namesake(offices: tuple[str, ...]) -> None:
    found = resolve_entities(
        [person("Peter Ahl", "DEU", 8, "Bürgermeister"), person("Peter Ahl", "CHE", 4, *offices)]
    )
    assert len(found.profiles) == 1


def test_states_that_contradict_keep_a_short_name_from_a_long_one() -> None:
    found = resolve_entities([person("Heiko Ahl", "DEU", 4), person("Heiko Josef Ahl", "AUT", 3)])
    assert len(groups(found)) == 2


def test_a_body_is_one_in_all_cases_capitals_and_as_acronym() -> None:
    found = resolve_entities(
        [
            body("Nordischen Werftbund", 5),
            body("Nordische Werftbund", 2),
            body("Nordischen Werftbunds"),
            body("NWB", 20),
            body("Nwb", 2),
        ],
        [Acronym("NWB", "Nordischen Werftbund", 1)],
    )
    assert len(found.profiles) == 1


def test_an_acronym_that_is_spelt_out_in_two_ways_joins_nothing() -> None:
    names = [body("ABV"), body("Alter Bootsverein"), body("Amt für Binnenverkehr")]
    told = [Acronym("ABV", "Alter Bootsverein", 2), Acronym("ABV", "Amt für Binnenverkehr", 2)]
    assert len(groups(resolve_entities(names, told))) == 3


def test_words_in_brackets_that_are_no_acronym_join_nothing() -> None:
    names = [body("Velener Rat"), body("SKB")]
    assert len(groups(resolve_entities(names, [Acronym("SKB", "Velener Rat", 5)]))) == 2


def test_one_name_of_two_types_is_one_entity_of_the_usual_type() -> None:
    found = resolve_entities(
        [body("Velenhaus", 7, "ORG"), body("Velenhaus", 2, "LOC"), body("Velenhaus", 1, "MISC")]
    )
    (profile,) = found.profiles.values()
    assert profile.entity_type == "ORG"
    assert set(found.meant.values()) == {profile.entity_id}


def test_a_person_is_never_one_with_a_place() -> None:
    assert len(resolve_entities([person("Velen Ahl"), body("Velen Ahl", entity_type="LOC")]).profiles) == 2


def test_knowledge_gives_name_type_state_and_sector() -> None:
    found = resolve_entities(
        [
            body("Nordatlantikpakt", 3),
            body("Nato", 9, "MISC"),
            body("Norwegens", 1, "LOC", "SWE"),
            body("Norwegen", 2, "LOC"),
        ]
    )
    assert {(p.name, p.entity_type, p.country_code, p.sector) for p in found.profiles.values()} == {
        ("NATO", "ORG", None, "IGO"),
        ("Norwegen", "LOC", "NOR", "GOV"),
    }


def test_the_state_of_most_articles_wins_and_a_draw_is_open() -> None:
    found = resolve_entities(
        [
            person("Ada Ahl", "DNK", 3),
            person("Ada Ahl", "SWE", 1),
            person("Bo Ek", "DNK"),
            person("Bo Ek", "SWE"),
        ]
    )
    assert {p.name: p.country_code for p in found.profiles.values()} == {"Ada Ahl": "DNK", "Bo Ek": None}


NAMES = [
    person("Wadim Kolzow", "KAZ", 9, "Außenminister"), person("Vadim Koltsov", "KAZ", 2), person("Wadim Kolzows"),
    person("W. Kolzow"), person("Jens Wolde", "DEU", 4), person("Jana Wolde"), person("J. Wolde"),
    person("Jens Karl Wolde"), person("Jens Ulf Wolde"), person("Peter Ahl", "DEU", 8, "Bürgermeister"),
    person("Peter Ahl", "CHE", 4, "Botschafter"), person("Peter Ahl", None, 2), person("Peter Ahls"),
    body("Nordischen Werftbund", 5), body("Nordische Werftbund", 5), body("NWB", 20), body("Velens", 1, "LOC"),
    body("Velen", 1, "LOC"), body("Velen", 1, "ORG"), body("NATO", 1), body("Nato", 2, "LOC"),
]  # fmt: skip
OVERRIDES = [
    override("merge", "Jana Wolde", "Jens Wolde"),
    override("rename", "Wadim Koltsow", "Wadim der Große"),
    override("block", "Velen", kind="LOC"),
    override("split", "Peter Ahl", "Piet Ahl", "a1"),
]


@given(st.sets(st.integers(0, len(NAMES) - 1), min_size=1), st.randoms(), st.booleans())
def test_the_order_of_names_makes_no_difference(
    chosen: set[int], shuffler: random.Random, is_by_hand: bool
) -> None:
    names = [NAMES[i] for i in sorted(chosen)]
    acronyms = [Acronym("NWB", "Nordischen Werftbund", 2), Acronym("NWB", "Neuer Wohnbau", 2)]
    overrides = OVERRIDES if is_by_hand else []
    expected = resolve_entities(names, acronyms, overrides)
    for things in (names, acronyms):
        shuffler.shuffle(things)
    assert resolve_entities(names, acronyms, shuffler.sample(overrides, len(overrides))) == expected


@given(st.sets(st.integers(0, len(NAMES) - 1), min_size=1))
def test_every_name_means_one_entity_of_the_result_or_is_open(chosen: set[int]) -> None:
    names = [NAMES[i] for i in chosen]
    found = resolve_entities(names)
    assert {(n.entity_type, n.name, n.country_code) for n in names} == set(found.meant)
    assert {e for e in found.meant.values() if e} <= set(found.profiles)


def test_merge_split_rename_and_block_by_hand() -> None:
    names = [
        person("Ada Ahl", "DNK", 3),
        person("Ada Ek", None, 9),
        person("Bo Ek", None, 2),
        person("Bo Eks"),
    ]
    plain = resolve_entities(names)
    merged = resolve_entities(names, (), [override("merge", "Ada Ek", "ADA AHL")])
    assert groups(merged) == {frozenset({"Ada Ahl", "Ada Ek"}), frozenset({"Bo Ek", "Bo Eks"})}
    assert shown(merged) == {"Ada Ahl", "Bo Ek"}
    assert merged.meant["PER", "Ada Ahl", "DNK"] == plain.meant["PER", "Ada Ahl", "DNK"]
    split = resolve_entities(names, (), [override("split", "Bo Eks", "Bo Eks")])
    assert frozenset({"Bo Eks"}) in groups(split)
    renamed = resolve_entities(names, (), [override("rename", "Bo Ek", "Bo von Ek")])
    assert renamed.meant == plain.meant, "the id stays"
    assert "Bo von Ek" in shown(renamed)
    blocked = resolve_entities(names, (), [override("block", "Bo Ek")])
    assert blocked.blocked == {("PER", "Bo Ek", None)}
    assert resolve_entities(names, (), []) == plain, "nothing stays of what is taken back"


def test_a_split_in_single_articles_leaves_the_others() -> None:
    names = [person("Ada Ahl", "DNK", 3), person("Bo Ek", None, 9)]
    found = resolve_entities(names, (), [override("split", "Ada Ahl", "Ada Ahl (Seglerin)", "a1", "a2")])
    (other,) = set(found.meant_in.values())
    assert set(found.meant_in) == {("PER", "Ada Ahl", "a1"), ("PER", "Ada Ahl", "a2")}
    assert found.profiles[other].name == "Ada Ahl (Seglerin)"
    assert other not in found.meant.values()
    to_known = resolve_entities(names, (), [override("split", "Ada Ahl", "Bo Ek", "a1")])
    assert set(to_known.meant_in.values()) == {to_known.meant["PER", "Bo Ek", None]}


def test_merging_into_a_name_that_no_article_writes_takes_that_name() -> None:
    found = resolve_entities([person("Ada Ek")], (), [override("merge", "Ada Ek", "Ada Ek-Ahl")])
    assert shown(found) == {"Ada Ek-Ahl"}


def test_aliases_are_the_other_forms_without_genitives() -> None:
    assert aliases("Ada Ahl", ["Ahl", "Ahls", "Ada Ahls", "Ada\nAhl", "A. Ahl"]) == ("A. Ahl", "Ahl")
