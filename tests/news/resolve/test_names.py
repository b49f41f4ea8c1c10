from __future__ import annotations

import random
import re
from collections.abc import Set as AbstractSet
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.resolve.names import entity_id_of, resolve_names
from schemas import Mention, content_id
from schemas.identity import ID_PATTERN


def mention(
    text: str,
    entity_type: str = "PER",
    *,
    at: int = 0,
    role: str | None = None,
    country: str | None = None,
    sector: str | None = None,
) -> Mention:
    return Mention(
        mention_id=content_id("mention", at, text),
        article_id="a" * 16,
        sentence_index=0,
        text_start=at,
        text_end=at + len(text),
        text=text,
        form="name",
        entity_type=entity_type,
        entity_id=None,
        unresolved=None,
        name=None,
        role=role,
        organisation=None,
        country_code=country,
        sector=sector,
        is_metonym=False,
        score=0.6,
    )


def numbered(*mentions: Mention) -> list[Mention]:
    return [replace(m, mention_id=content_id("mention", n)) for n, m in enumerate(mentions)]


def named(*mentions: Mention, parties: AbstractSet[int] = frozenset()) -> list[str | None]:
    """The names that mentions get; ``parties`` are the numbers of those that act."""
    return [m.name for m in resolved(*mentions, parties=parties)]


def resolved(*mentions: Mention, parties: AbstractSet[int] = frozenset()) -> list[Mention]:
    given_ids = numbered(*mentions)
    return resolve_names(given_ids, {given_ids[n].mention_id for n in parties})


def test_an_entity_is_its_type_and_its_name() -> None:
    assert entity_id_of("PER", "Jaro Beltin") == entity_id_of("PER", "Jaro Beltin")
    ids = {
        entity_id_of("PER", "Jaro Beltin"),
        entity_id_of("ORG", "Jaro Beltin"),
        entity_id_of("PER", "Beltin"),
    }
    assert len(ids) == 3
    assert all(re.fullmatch(ID_PATTERN, entity_id) for entity_id in ids)


def test_a_full_name_is_the_person() -> None:
    (person,) = resolved(mention("Jaro Beltin"))
    assert (person.name, person.entity_id) == ("Jaro Beltin", entity_id_of("PER", "Jaro Beltin"))


@pytest.mark.parametrize("texts", [["Jaro Beltin", "Beltin"], ["Beltin", "Jaro Beltin"]])
def test_a_surname_is_the_one_person_of_that_surname(texts: list[str]) -> None:
    assert named(*map(mention, texts)) == ["Jaro Beltin"] * 2


@pytest.mark.parametrize("text", ["Beltins", "Jaro Beltins", "Beltin"])
def test_a_genitive_is_the_same_person(text: str) -> None:
    assert named(mention("Jaro Beltin"), mention(text)) == ["Jaro Beltin", "Jaro Beltin"]


def test_a_surname_that_ends_in_s_keeps_it() -> None:
    assert named(mention("Falk Nimbus"), mention("Nimbus")) == ["Falk Nimbus", "Falk Nimbus"]


def test_two_persons_of_one_surname_stay_apart_and_the_surname_alone_is_nobody() -> None:
    people = resolved(mention("Jaro Beltin"), mention("Mira Beltin"), mention("Beltin"), mention("Beltins"))
    assert [m.name for m in people] == ["Jaro Beltin", "Mira Beltin", None, None]
    assert [m.entity_id for m in people[2:]] == [None, None]


def test_a_surname_without_a_full_name_is_nobody() -> None:
    (person,) = resolved(mention("Beltin", role="Präsident", country="NOR", sector="GOV"))
    assert (person.name, person.entity_id) == (None, None)
    assert (person.country_code, person.sector) == ("NOR", "GOV")


def test_a_first_name_alone_is_nobody() -> None:
    assert named(mention("Jaro Beltin"), mention("Jaro")) == ["Jaro Beltin", None]


def test_a_person_is_not_found_among_other_names() -> None:
    assert named(mention("Werft Beltin", "ORG"), mention("Beltin")) == ["Werft Beltin", None]


@pytest.mark.parametrize(
    ("text", "entity_type", "name", "country", "sector"),
    [
        ("Norwegen", "LOC", "Norwegen", "NOR", "GOV"),
        ("Norwegens", "LOC", "Norwegen", "NOR", "GOV"),
        ("Weißrussland", "LOC", "Belarus", "BLR", "GOV"),
        ("Nato", "ORG", "NATO", None, "IGO"),
        ("Honduras", "LOC", "Honduras", "HND", "GOV"),
        ("Werft Nordholm", "ORG", "Werft Nordholm", None, None),
        ("Nordholm", "LOC", "Nordholm", None, None),
    ],
)
def test_known_names_and_others(
    text: str, entity_type: str, name: str, country: str | None, sector: str | None
) -> None:
    (found,) = resolved(mention(text, entity_type))
    assert (found.name, found.country_code, found.sector, found.is_metonym) == (name, country, sector, False)
    assert found.entity_id == entity_id_of(entity_type, name)


def test_a_person_with_the_name_of_a_city_is_no_city() -> None:
    assert named(mention("Sofia", "PER"), mention("Sofia", "LOC")) == [None, "Sofia"]


def test_a_capital_that_acts_is_its_state() -> None:
    acting, place = resolved(mention("Oslo", "LOC"), mention("Oslo", "LOC"), parties={0})
    assert (acting.name, acting.country_code, acting.sector, acting.is_metonym) == (
        "Norwegen",
        "NOR",
        "GOV",
        True,
    )
    assert acting.entity_id == entity_id_of("LOC", "Norwegen")
    assert (place.name, place.country_code, place.sector, place.is_metonym) == ("Oslo", "NOR", None, False)
    assert place.entity_id == entity_id_of("LOC", "Oslo")


@pytest.mark.parametrize("parties", [set(), {0}])
def test_a_seat_is_its_state_wherever_it_stands(parties: set[int]) -> None:
    (kreml,) = resolved(mention("Kreml", "LOC"), parties=parties)
    assert (kreml.name, kreml.country_code, kreml.is_metonym) == ("Russland", "RUS", True)


def test_a_state_that_acts_is_no_metonym() -> None:
    (norway,) = resolved(mention("Norwegen", "LOC"), parties={0})
    assert (norway.name, norway.is_metonym) == ("Norwegen", False)


def test_what_one_mention_tells_all_mentions_of_the_person_know() -> None:
    people = resolved(
        mention("Jaro Beltin", role="Präsident", country="NOR", sector="GOV"),
        mention("Beltin"),
        mention("Beltins"),
    )
    assert {(m.country_code, m.sector) for m in people} == {("NOR", "GOV")}
    assert [m.role for m in people] == ["Präsident", None, None]  # an office stays where it is written


def test_facts_that_contradict_each_other_are_not_shared() -> None:
    people = resolved(
        mention("Jaro Beltin", country="NOR", sector="GOV"),
        mention("Jaro Beltin", country="CHL", sector="GOV"),
        mention("Beltin"),
    )
    assert [(m.country_code, m.sector) for m in people] == [("NOR", "GOV"), ("CHL", "GOV"), (None, "GOV")]


def test_facts_are_not_shared_between_the_unresolved() -> None:
    people = resolved(mention("Beltin", country="NOR", sector="GOV"), mention("Kelov"), mention("Beltin"))
    assert [(m.country_code, m.sector) for m in people] == [("NOR", "GOV"), (None, None), (None, None)]


TEXTS = st.sampled_from(
    [
        mention("Jaro Beltin", country="NOR"), mention("Jaro Beltins"), mention("Mira Beltin", sector="GOV"),
        mention("Beltin"), mention("Beltins", country="CHL"), mention("Nuna Kelov"), mention("Kelov"),
        mention("Oslo", "LOC"), mention("Norwegen", "LOC"), mention("Kreml", "LOC"), mention("Nato", "ORG"),
    ]
)  # fmt: skip


@given(st.lists(TEXTS, max_size=8), st.sets(st.integers(0, 7)), st.randoms())
def test_order_changes_nothing_and_only_the_meaning_is_added(
    mentions: list[Mention], acting: set[int], shuffler: random.Random
) -> None:
    found = numbered(*mentions)
    parties = {m.mention_id for n, m in enumerate(found) if n in acting}
    mixed = shuffler.sample(found, len(found))
    result = resolve_names(found, parties)
    by_id = {m.mention_id: m for m in resolve_names(mixed, parties)}
    assert [by_id[m.mention_id] for m in found] == result
    for before, after in zip(found, result, strict=True):
        assert (after.entity_id is None) == (after.name is None)
        assert after.name is None or after.entity_id == entity_id_of(after.entity_type, after.name)
        assert (after.text, after.role, after.score) == (before.text, before.role, before.score)
        assert before.country_code is None or after.country_code == before.country_code
