from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.knowledge import FOLDER, read_rows
from news.knowledge.gazetteer import Known, gazetteer, inflected_inhabitants
from schemas.codebook import ENTITY_TYPES, SECTORS


def found(form: str) -> Known:
    return gazetteer().by_form[form]


@pytest.mark.parametrize(
    ("form", "name", "entity_type", "country", "sector"),
    [
        ("Norwegen", "Norwegen", "LOC", "NOR", "GOV"),
        ("Weißrussland", "Belarus", "LOC", "BLR", "GOV"),
        ("Vereinigten Arabischen Emiraten", "Vereinigte Arabische Emirate", "LOC", "ARE", "GOV"),
        ("Jerewan", "Eriwan", "LOC", "ARM", None),
        ("Nato", "NATO", "ORG", None, "IGO"),
        ("Amnesty", "Amnesty International", "ORG", None, "NGO"),
    ],
)
def test_any_form_leads_to_the_name(
    form: str, name: str, entity_type: str, country: str | None, sector: str | None
) -> None:
    entity = found(form)
    assert (entity.name, entity.entity_type, entity.country_code, entity.sector) == (
        name, entity_type, country, sector,
    )  # fmt: skip
    assert gazetteer().by_name[entity_type, name] == entity


def test_a_capital_is_a_place_that_can_stand_for_its_state() -> None:
    oslo = found("Oslo")
    assert (oslo.name, oslo.stands_for, oslo.is_only_metonym) == ("Oslo", "Norwegen", False)
    assert (oslo.latitude, oslo.longitude) == pytest.approx((59.9, 10.8), abs=0.1)


def test_a_seat_is_never_a_place() -> None:
    kreml = found("Kreml")
    assert (kreml.name, kreml.stands_for, kreml.is_only_metonym) == ("Russland", "Russland", True)
    assert kreml.country_code == "RUS"


def test_a_city_that_is_its_own_state_is_the_state() -> None:
    assert found("Singapur").stands_for is None
    assert (found("Singapur").country_code, found("Singapur").sector) == ("SGP", "GOV")


def test_every_state_can_be_found_by_its_name() -> None:
    rows = read_rows(FOLDER / "states.tsv")
    assert {row["iso3"]: found(row["name"]).country_code for row in rows} == {
        row["iso3"]: row["iso3"] for row in rows
    }


def test_every_entity_is_fit_for_its_tables() -> None:
    for form, entity in gazetteer().by_form.items():
        assert form == form.strip() != ""
        assert entity.entity_type in ENTITY_TYPES
        assert entity.sector is None or entity.sector in SECTORS
        assert entity.country_code is None or re.fullmatch("[A-Z]{3}", entity.country_code)
        assert (entity.entity_type, entity.name) in gazetteer().by_name
        assert entity.stands_for is None or ("LOC", entity.stands_for) in gazetteer().by_name


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("norwegische", "NOR"), ("norwegischen", "NOR"), ("Norwegischer", "NOR"), ("NORWEGISCHES", "NOR"),
        ("norwegischem", "NOR"), ("norwegisch", "NOR"), ("südafrikanische", "ZAF"), ("afrikanische", None),
        ("norwegischere", None), ("Norwegen", None), ("en", None), ("", None),
    ],
)  # fmt: skip
def test_adjectives_of_states(word: str, code: str | None) -> None:
    assert gazetteer().country_of_adjective(word) == code


@given(st.sampled_from(sorted(gazetteer().adjectives)), st.sampled_from(["", "e", "en", "er", "es", "em"]))
def test_each_adjective_is_known_in_each_inflected_form(stem: str, ending: str) -> None:
    assert gazetteer().country_of_adjective(stem + ending) == gazetteer().adjectives[stem]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Norweger", "NOR"), ("Norwegern", "NOR"), ("Norwegerinnen", "NOR"), ("Dänin", "DNK"), ("Finnen", "FIN"),
        ("Französin", "FRA"), ("Jemenitinnen", "YEM"), ("Israelis", "ISR"), ("Deutsche", "DEU"),
        ("Deutscherin", None), ("Norwegen", None), ("", None),
    ],
)  # fmt: skip
def test_inhabitants_of_states(word: str, code: str | None) -> None:
    assert gazetteer().inhabitants.get(word) == code


def test_regular_forms_of_inhabitants() -> None:
    assert set(inflected_inhabitants(["Vele", "Velen"])) == {"Vele", "Velen", "Velin", "Velinnen"}
    assert set(inflected_inhabitants(["Torwiker"])) == {
        "Torwiker", "Torwikers", "Torwikern", "Torwikerin", "Torwikerinnen",
    }  # fmt: skip


def test_adjectives_in_er() -> None:
    assert (gazetteer().country_of_adjective("Schweizer"), gazetteer().seat_adjectives["Osloer"]) == (
        "CHE",
        "NOR",
    )
    assert gazetteer().country_of_adjective("Osloer") is None


def test_forms_that_need_support_are_marked_by_why() -> None:
    cautions = gazetteer().cautions
    assert (cautions["Este"], cautions["Guinea"], cautions["Spiegel"], cautions["Sicherheitsrat"]) == (
        "homograph", "ambiguous", "homograph", "ambiguous",
    )  # fmt: skip
    assert "Norwegen" not in cautions


def test_a_city_can_stand_for_the_bodies_that_sit_there() -> None:
    assert found("Brüssel").stands_for_bodies[:2] == ("Europäische Union", "NATO")
    assert found("Oslo").stands_for_bodies == ()
    for entity in gazetteer().by_form.values():
        assert all(("ORG", name) in gazetteer().by_name for name in entity.stands_for_bodies)


def test_a_seat_of_government_outside_the_capital_stands_for_its_state() -> None:
    assert (found("Den Haag").stands_for, found("Den Haag").country_code) == ("Niederlande", "NLD")
    assert found("Den Haag").latitude == pytest.approx(52.08)


def test_states_that_are_no_more_have_their_former_codes() -> None:
    assert (found("UdSSR").country_code, gazetteer().country_of_adjective("sowjetischen")) == ("SUN", "SUN")
