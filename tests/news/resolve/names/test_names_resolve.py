from __future__ import annotations

import random
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import IN_1980, found, one, read, resolved

from news.extract.times import Interval
from news.resolve.names import entity_id_of, resolve_names
from schemas.codebook import UNRESOLVED
from schemas.identity import ID_PATTERN

NAMES = [
    "Präsident Jaro Beltin", "Jaro Beltins", "Mira Beltin", "Beltin", "Beltins", "Ministerin Nuna Kelov", "Kelov",
    "Oslo", "in Oslo", "Norwegen", "der Kreml", "im Kreml", "die Nato", "der norwegische Präsident", "Er sagte",
    "die chilenische Regierung", "Chilenen", "das US-Außenministerium", ".", ",",
]  # fmt: skip


def names(text: str, published: Interval = IN_1980) -> list[str | None]:
    return [m.name for m in resolved(text, published=published)]


def persons(text: str) -> list[str | None]:
    return [m.name for m in resolved(text) if m.entity_type == "PER"]


def test_an_entity_is_its_type_and_its_name() -> None:
    assert entity_id_of("PER", "Jaro Beltin") == entity_id_of("PER", "Jaro Beltin")
    ids = {
        entity_id_of("PER", "Jaro Beltin"),
        entity_id_of("ORG", "Jaro Beltin"),
        entity_id_of("PER", "Beltin"),
    }
    assert len(ids) == 3
    assert all(re.fullmatch(ID_PATTERN, entity_id) for entity_id in ids)


def test_one_person_by_full_name_surname_office_and_pronoun() -> None:
    text = (
        "Der norwegische Präsident Jaro Beltin kam nach Chile. Beltins Reise dauerte lange. "
        "Der Präsident traf dort Bauern. Er sagte, es sei heiß."
    )
    mentions = [m for m in resolved(text) if m.entity_type == "PER"]
    assert [(m.text, m.form) for m in mentions] == [
        ("Jaro Beltin", "name"), ("Beltins", "name"), ("Präsident", "role"), ("Er", "pronoun"),
    ]  # fmt: skip
    assert {(m.entity_id, m.name, m.country_code) for m in mentions} == {
        (entity_id_of("PER", "Jaro Beltin"), "Jaro Beltin", "NOR")
    }
    assert [m.role for m in mentions] == ["Präsident", None, "Präsident", None]


def test_two_persons_of_one_surname_stay_apart_and_the_surname_alone_is_open() -> None:
    mentions = resolved("Jaro Beltin traf Mira Beltin in Genf. Danach schwieg Beltin lange.")
    people = [(m.text, m.name, m.unresolved) for m in mentions if m.entity_type == "PER"]
    assert people == [
        ("Jaro Beltin", "Jaro Beltin", None),
        ("Mira Beltin", "Mira Beltin", None),
        ("Beltin", None, "several"),
    ]


def test_a_surname_before_the_second_of_that_name_is_the_first() -> None:
    assert persons("Minister Jaro Beltin kam. Minister Beltin schwieg. Später kam Mira Beltin.") == [
        "Jaro Beltin",
        "Jaro Beltin",
        "Mira Beltin",
    ]


def test_an_unknown_surname_is_open() -> None:
    (person,) = [m for m in resolved("Präsident Beltinow schwieg in Genf.") if m.entity_type == "PER"]
    assert (person.entity_id, person.name, person.unresolved) == (None, None, "surname_only")


def test_office_holders_by_the_time_of_the_article() -> None:
    text = "Der US-Präsident telefonierte mit der Bundeskanzlerin."
    in_may = Interval(date(2020, 5, 1), date(2020, 5, 31))
    assert [m.name for m in resolved(text, published=in_may) if m.form == "role"] == [
        "Donald Trump",
        "Angela Merkel",
    ]
    over_the_change = Interval(date(2021, 1, 1), date(2021, 1, 31))
    president = one(resolved(text, published=over_the_change), "US-Präsident", "role")
    assert (president.name, president.unresolved, president.country_code) == (None, "office_open", "USA")


def test_the_articles_own_holder_wins_over_knowledge() -> None:
    text = "US-Präsident Jaro Beltin kam. Der US-Präsident schwieg."
    in_may = Interval(date(2020, 5, 1), date(2020, 5, 31))
    assert one(resolved(text, published=in_may), "US-Präsident", "role").name == "Jaro Beltin"


def test_adjectives_refer_to_states_that_the_article_names() -> None:
    both = resolved("Norwegen droht. Norwegische Schiffe laufen aus, chilenische auch.")
    told = {m.text: (m.name, m.unresolved, m.country_code) for m in both}
    assert told["Norwegische"] == ("Norwegen", None, "NOR")
    alone = one(resolved("Chilenische Schiffe laufen aus."), "Chilenische", "adjective")
    assert (alone.entity_id, alone.unresolved, alone.country_code) == (None, "not_named", "CHL")


def test_opposition_and_rebels_are_not_their_state() -> None:
    mentions = resolved("Norwegen schwieg. Die norwegische Opposition protestierte.")
    opposition = one(mentions, "norwegische Opposition", "adjective")
    assert (opposition.entity_type, opposition.name, opposition.country_code) == ("ORG", None, "NOR")
    assert opposition.sector == "OPP"


@pytest.mark.parametrize(
    ("text", "name", "country", "sector"),
    [
        ("Das norwegische Außenministerium schwieg.", "Norwegisches Außenministerium", "NOR", "GOV"),
        ("Das norwegische Außenamt schwieg.", "Norwegisches Außenministerium", "NOR", "GOV"),
        ("Das US-Außenamt schwieg.", "US-Außenministerium", "USA", "GOV"),
        ("Ein Sprecher des norwegischen Parlaments kam.", "Norwegisches Parlament", "NOR", "LEG"),
    ],
)
def test_bodies_of_states(text: str, name: str, country: str, sector: str) -> None:
    (body,) = [m for m in resolved(text) if m.entity_type == "ORG"]
    assert (body.name, body.country_code, body.sector) == (name, country, sector)


def test_an_acronym_is_its_long_form() -> None:
    mentions = resolved("Der Bund Nordischer Werften (BNW) tagte. Der BNW schwieg.")
    assert {m.name for m in mentions} == {"Bund Nordischer Werften"}


def test_the_body_of_an_office_bears_its_full_name() -> None:
    person = one(
        resolved("Die Sprecherin des norwegischen Außenministeriums, Nuna Kelov, kam."), "Nuna Kelov"
    )
    assert person.organisation == "Norwegisches Außenministerium"


def test_a_seat_acts_for_its_state_or_is_a_place() -> None:
    mentions = resolved("Oslo weist das zurück. Beltin reiste nach Oslo.")
    acting, place = [m for m in mentions if m.text == "Oslo"]
    assert (acting.name, acting.is_metonym, acting.sector) == ("Norwegen", True, "GOV")
    assert (place.name, place.is_metonym, place.country_code, place.sector) == ("Oslo", False, "NOR", None)


def test_a_palace_as_a_place_is_itself() -> None:
    acting, place = [m for m in resolved("Der Kreml droht. Im Kreml tagte man.") if m.entity_type == "LOC"]
    assert (acting.name, acting.is_metonym) == ("Russland", True)
    assert (place.name, place.is_metonym, place.country_code) == ("Kreml", False, "RUS")


def test_a_seat_of_bodies_is_the_one_that_the_article_names() -> None:
    (acting,) = [m for m in resolved("Die Nato tagt. Brüssel weist das zurück.") if m.text == "Brüssel"]
    assert (acting.name, acting.entity_type, acting.is_metonym) == ("NATO", "ORG", True)


@pytest.mark.parametrize(
    ("written", "name"), [("Norwegens", "Norwegen"), ("NORWEGEN", "Norwegen"), ("USA", "Vereinigte Staaten")]
)
def test_states_by_any_form(written: str, name: str) -> None:
    assert names(f"Die Zusage {written} kam spät.")[-1] == name


def test_what_one_mention_tells_all_of_the_person_know() -> None:
    mentions = resolved("Beltin schweigt\n\nDer norwegische Minister Jaro Beltin schweigt. Beltin isst.")
    people = [m for m in mentions if m.entity_type == "PER"]
    assert {(m.name, m.country_code, m.sector) for m in people} == {("Jaro Beltin", "NOR", "GOV")}


RENAMED = {
    "Jaro": "Ole", "Beltin": "Dorvik", "Nuna": "Siri", "Kelov": "Amsund", "Norwegen": "Kanada",
    "norwegisch": "kanadisch",
    "Norwegisch": "Kanadisch", "Oslo": "Ottawa", "Chile": "Ghana", "chilenisch": "ghanaisch",
}  # fmt: skip


def test_other_names_are_read_in_the_same_way() -> None:
    text = (
        "Oslo weist das zurück. Der norwegische Präsident Jaro Beltin traf Nuna Kelov, Ministerin aus Chile. "
        "Beltin sagte, die chilenische Regierung müsse handeln. Das norwegische Außenministerium schwieg. "
        "Die Ministerin flog nach Oslo."
    )

    def renamed(words: str) -> str:
        return re.sub("|".join(RENAMED), lambda match: RENAMED[match[0]], words)

    def shape(words: str, change: bool) -> list[tuple[object, ...]]:
        return [
            (
                m.form,
                m.entity_type,
                renamed(m.name) if change and m.name else m.name,
                m.is_metonym,
                m.role,
                m.unresolved,
            )
            for m in resolved(words)
        ]

    assert shape(text, change=True) == shape(renamed(text), change=False)


@given(st.lists(st.sampled_from(NAMES), max_size=12).map(" ".join), st.randoms())
def test_order_changes_nothing_and_only_the_meaning_is_added(text: str, shuffler: random.Random) -> None:
    doc = read(text, "none")
    before = found(text, "none")
    after = resolve_names(before, doc, IN_1980)
    mixed = shuffler.sample(before, len(before))
    by_id = {m.mention_id: m for m in resolve_names(mixed, doc, IN_1980)}
    assert [by_id[m.mention_id] for m in before] == after
    for old, new in zip(before, after, strict=True):
        assert (new.entity_id is None) == (new.name is None) == (new.unresolved is not None)
        assert new.unresolved is None or new.unresolved in UNRESOLVED
        assert new.name is None or new.entity_id == entity_id_of(new.entity_type, new.name)
        assert (new.mention_id, new.text, new.role, new.score) == (
            old.mention_id,
            old.text,
            old.role,
            old.score,
        )
