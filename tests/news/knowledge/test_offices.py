from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.knowledge.gazetteer import gazetteer, offices
from news.knowledge.office_nouns import Office, inflected, office_forms, office_kinds
from news.knowledge.offices import office


def said(word: str) -> Office:
    found = office(word)
    assert found is not None, word
    return found


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Außenminister", {"noun": "Außenminister", "kind": "foreign_minister", "prefix": None}),
        ("US-Außenministers", {"kind": "foreign_minister", "prefix": "US", "country_code": "USA"}),
        ("Bundesaußenministerin", {"kind": "foreign_minister", "prefix": "Bundes", "country_code": "DEU",
                                   "is_feminine": True}),
        ("Torfministerin", {"kind": "minister", "prefix": "Torf", "country_code": None}),
        ("Kremlsprecher", {"kind": "spokesperson", "country_code": "RUS"}),
        ("Kreml-Sprecherin", {"kind": "spokesperson", "prefix": "Kreml", "country_code": "RUS"}),
        ("Nato-Generalsekretärs", {"kind": "secretary_general", "organisation": "NATO", "country_code": None}),
        ("Uno-Generalsekretär", {"organisation": "Vereinte Nationen"}),
        ("EU-Außenbeauftragten", {"kind": "high_representative", "organisation": "Europäische Union"}),
        ("Taliban-Sprecher", {"kind": "spokesperson", "organisation": "Taliban"}),
        ("Vizepräsidentin", {"kind": "deputy_head_of_state", "is_deputy": False}),
        ("Vize-Außenminister", {"kind": "foreign_minister", "is_deputy": True, "prefix": None}),
        ("Altkanzlers", {"kind": "head_of_government", "is_former": True}),
        ("Ex-US-Präsidenten", {"kind": "president", "is_former": True, "prefix": "US", "country_code": "USA"}),
        ("Exkanzlerin", {"kind": "head_of_government", "is_former": True, "is_feminine": True}),
        ("Ministerpräsident", {"kind": "head_of_government", "prefix": None}),
        ("US-UN-Botschafterin", {"kind": "un_ambassador", "prefix": "US", "country_code": "USA"}),
        ("Amtskollegen", {"kind": "relational", "is_relational": True}),
        ("Amtsvorgängerin", {"kind": "relational", "is_relational": True, "is_former": True}),
        ("Abgeordneten", {"noun": "Abgeordneter", "kind": "member_of_parliament", "sector": "LEG"}),
        ("Kommandeuren", {"kind": "commander", "sector": "MIL"}),
    ],
)  # fmt: skip
def test_what_a_noun_of_office_says(word: str, expected: dict[str, Any]) -> None:
    found = said(word)
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    "word", ["", "-", "Haus", "präsidial", "Kanzlei", "Regierung", "Ministerium", "Zaunkönig"]
)
def test_other_words_say_no_office(word: str) -> None:
    assert office(word) is None


@given(st.sampled_from(sorted(office_forms()[0])), st.sampled_from(["", "Ex-", "US-", "Ukraine-"]))
def test_each_form_is_found_with_and_without_a_prefix(form: str, prefix: str) -> None:
    bare, found = office_forms()[0][form], said(prefix + form)
    if (prefix + form) not in office_forms()[0]:
        assert (found.kind, found.sector, found.noun) == (bare.kind, bare.sector, bare.noun)
    if prefix == "US-":
        assert found.country_code == "USA"
    if prefix == "Ex-":
        assert found.is_former


@given(st.text(max_size=20))
def test_any_word_is_an_office_or_none(word: str) -> None:
    found = office(word)
    assert found is None or found.kind in office_kinds()


def test_regular_forms_follow() -> None:
    row = {"office": "Vogt", "feminine": "Vögtin", "plural": "Vögte", "forms": "Vogtes"}
    assert dict(inflected(row)) == {
        "Vogt": False, "Vogts": False, "Vogtes": False, "Vögte": False, "Vögten": False,
        "Vögtin": True, "Vögtinnen": True,
    }  # fmt: skip


def test_nouns_like_adjectives_have_their_forms() -> None:
    row = {"office": "Betrauter", "feminine": "Betraute", "plural": "Betraute", "forms": ""}
    assert {form for form, _ in inflected(row)} == {"Betrauter", "Betraute", "Betrauten", "Betrautem"}


def test_offices_by_noun_have_a_sector_or_none() -> None:
    assert (offices()["Präsidentin"], offices()["Oppositionsführer"], offices()["Sprecher"]) == (
        "GOV",
        "OPP",
        None,
    )
    assert "" not in offices().values()
    assert "" not in offices()


@pytest.mark.parametrize(
    ("prefix", "name"),
    [
        ("US", "Vereinigte Staaten"), ("Nato", "NATO"), ("Kreml", "Russland"), ("Bundes", "Deutschland"),
        ("Ukraine", "Ukraine"), ("EU-", "Europäische Union"), ("Sowjet", "Sowjetunion"), ("Torf", None), ("", None),
    ],
)  # fmt: skip
def test_a_prefix_is_an_entity(prefix: str, name: str | None) -> None:
    found = gazetteer().of_prefix(prefix)
    assert (found.name if found else None) == name
