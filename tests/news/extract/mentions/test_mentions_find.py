from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import ARTICLE, found, one, read

from news.extract.mentions import find_mentions
from schemas.codebook import MENTION_FORMS

WORDS = [
    "Präsident", "Ministerin", "US-Außenminister", "Jaro", "Beltin", "Norwegen", "Norwegens", "der", "chilenische",
    "Nato", "Nato-Staaten", "Regierung", "Ukraine-Konflikt", "Chilenen", "Er", "sagte", ",", "(", ")", ".", "\n\n",
]  # fmt: skip


def forms(text: str) -> list[tuple[str, str, str]]:
    return [(m.text, m.form, m.entity_type) for m in found(text)]


def test_each_form_of_a_mention() -> None:
    text = (
        "Der norwegische Präsident Jaro Beltin sprach über den Chile-Konflikt. Die Regierungschefin schwieg. "
        "Viele Chilenen protestierten. Er sagte, Peru müsse helfen."
    )
    assert forms(text) == [
        ("norwegische", "adjective", "LOC"), ("Jaro Beltin", "name", "PER"), ("Chile", "part", "LOC"),
        ("Regierungschefin", "role", "PER"), ("Chilenen", "inhabitant", "LOC"), ("Er", "pronoun", "PER"),
        ("Peru", "name", "LOC"),
    ]  # fmt: skip


def test_a_mention_says_where_it_stands() -> None:
    text = "Es regnet.\n\nDanach kam Präsident Jaro Beltin nach Norwegen."
    beltin = one(found(text), "Jaro Beltin")
    assert (beltin.text_start, beltin.text_end, beltin.sentence_index) == (33, 44, 1)
    assert beltin.article_id == ARTICLE


def test_what_two_rules_find_is_one_mention() -> None:
    text = "Der Schweizer Jaro Beltin sprach mit Schweizer Banken und der Schweizer Regierung."
    ids = [m.mention_id for m in found(text)]
    assert len(ids) == len(set(ids))
    assert ("Schweizer", "adjective", "LOC") in forms(text)


def test_nothing_is_resolved_yet() -> None:
    mentions = found("Norwegens Präsident Jaro Beltin kam nach Oslo. Er sagte nichts.")
    assert len(mentions) == 4
    assert {(m.entity_id, m.name, m.unresolved, m.is_metonym) for m in mentions} == {
        (None, None, None, False)
    }


def test_an_institution_is_one_mention_with_its_state() -> None:
    mentions = found("Das norwegische Außenministerium schwieg. Auch die chilenische Regierung sagte nichts.")
    ministry = one(mentions, "norwegische Außenministerium")
    assert (ministry.entity_type, ministry.country_code, ministry.sector) == ("ORG", "NOR", "GOV")
    government = one(mentions, "chilenische Regierung", "adjective")
    assert (government.entity_type, government.country_code, government.sector) == ("LOC", "CHL", "GOV")
    assert len(mentions) == 2


def test_the_party_in_brackets_tells_body_and_state() -> None:
    person = one(found("Das forderte Nuna Kelov (SPD) am Montag."), "Nuna Kelov")
    assert (person.role, person.organisation, person.country_code) == (None, "SPD", "DEU")


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Die Sprecherin Nuna Kelov kam.", None),
        ("Die Sprecherin des norwegischen Außenministeriums, Nuna Kelov, kam.", "GOV"),
        ("Der Generalsekretär der Nato, Jaro Beltin, kam.", "IGO"),
    ],
)
def test_a_spokesman_is_of_the_sector_of_the_body(text: str, sector: str | None) -> None:
    (person,) = [m for m in found(text) if m.entity_type == "PER"]
    assert person.sector == sector


def test_agencies_are_media() -> None:
    mentions = found("Wie Reuters berichtet, rief Norwegen an.")
    assert one(mentions, "Reuters").sector == "MED"


def test_ids_follow_from_article_place_and_type() -> None:
    text = "Norwegen rief Norwegen an."
    ids = [m.mention_id for m in found(text)]
    assert len(set(ids)) == 2
    assert ids == [m.mention_id for m in found(text)]
    other = find_mentions("f" * 16, read(text))
    assert set(ids) & {m.mention_id for m in other} == set()


def test_a_text_without_names() -> None:
    assert found("Am Abend regnet es viel.") == []
    assert found("") == []


@pytest.mark.parametrize("engine", ["accurate", "none"])
@given(words=st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join))
def test_offsets_give_the_words_and_names_stand_apart(engine: str, words: str) -> None:
    mentions = found(words, engine)
    assert all(words[m.text_start : m.text_end] == m.text for m in mentions)
    assert {m.form for m in mentions} <= set(MENTION_FORMS)
    names = [m for m in mentions if m.form == "name"]
    assert all(before.text_end <= after.text_start for before, after in pairwise(names))
    assert [m.text_start for m in mentions] == sorted(m.text_start for m in mentions)
    assert len({m.mention_id for m in mentions}) == len(mentions)
