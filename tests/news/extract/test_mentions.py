from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from news.extract.mentions import KNOWN_SCORE, RULE_SCORE, find_mentions, sentence_indexes
from news.language import load
from schemas import Mention

ARTICLE = "0123456789abcdef"
WORDS = [
    "Präsident",
    "Ministerin",
    "Jaro",
    "Beltin",
    "Norwegen",
    "Norwegens",
    "der",
    "chilenische",
    "Nato",
    ".",
    "\n\n",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("none")


def mentions(nlp: Language, text: str) -> list[Mention]:
    return find_mentions(ARTICLE, nlp(text))


def one(nlp: Language, text: str, entity_type: str = "PER") -> Mention:
    (found,) = [m for m in mentions(nlp, text) if m.entity_type == entity_type]
    return found


def test_a_mention_says_where_it_stands(nlp: Language) -> None:
    text = "Es regnet.\n\nDanach kam Präsident Jaro Beltin nach Norwegen."
    beltin, norway = mentions(nlp, text)
    assert (beltin.text, beltin.text_start, beltin.text_end) == ("Jaro Beltin", 33, 44)
    assert (norway.text, norway.text_start, norway.text_end) == ("Norwegen", 50, 58)
    assert beltin.article_id == norway.article_id == ARTICLE
    assert beltin.sentence_index == norway.sentence_index == 1


def test_sentences_are_counted_from_zero(nlp: Language) -> None:
    found = mentions(nlp, "Norwegen rief an. Niemand antwortete. Chile schwieg.")
    assert [(m.text, m.sentence_index) for m in found] == [("Norwegen", 0), ("Chile", 2)]
    doc = nlp("Es regnet. Es schneit.")
    assert sentence_indexes(doc) == [0, 0, 0, 1, 1, 1]


def test_nothing_is_resolved_yet(nlp: Language) -> None:
    found = mentions(nlp, "Norwegens Präsident Jaro Beltin kam nach Oslo.")
    assert len(found) == 3
    assert {(m.entity_id, m.name, m.is_metonym) for m in found} == {(None, None, False)}


def test_known_names_are_surer_than_those_of_a_rule(nlp: Language) -> None:
    found = mentions(nlp, "Norwegens Präsident Jaro Beltin kam zur Nato.")
    assert [(m.text, m.entity_type, m.score) for m in found] == [
        ("Norwegens", "LOC", KNOWN_SCORE), ("Jaro Beltin", "PER", RULE_SCORE), ("Nato", "ORG", KNOWN_SCORE),
    ]  # fmt: skip
    assert 0 < RULE_SCORE < KNOWN_SCORE <= 1


@pytest.mark.parametrize(
    ("text", "role", "country", "sector"),
    [
        ("Der Präsident Jaro Beltin kam.", "Präsident", None, "GOV"),
        ("Der norwegische Präsident Jaro Beltin kam.", "Präsident", "NOR", "GOV"),
        ("Man sprach mit dem norwegischen Präsidenten Jaro Beltin.", "Präsidenten", "NOR", "GOV"),
        ("Norwegens Präsident Jaro Beltin kam.", "Präsident", "NOR", "GOV"),
        ("US-Außenminister Jaro Beltin kam.", "US-Außenminister", "USA", "GOV"),
        ("Der frühere Präsident Jaro Beltin kam.", "Präsident", None, "GOV"),
        ("Die chilenische Oppositionsführerin Nuna Kelov kam.", "Oppositionsführerin", "CHL", "OPP"),
        ("General Falk Nimbus kam.", "General", None, "MIL"),
        ("Die Sprecherin Nuna Kelov kam.", "Sprecherin", None, None),
    ],
)
def test_office_state_and_sector(
    nlp: Language, text: str, role: str, country: str | None, sector: str | None
) -> None:
    person = one(nlp, text)
    assert (person.role, person.country_code, person.sector) == (role, country, sector)


def test_later_mentions_of_a_person_tell_no_office(nlp: Language) -> None:
    first, later = mentions(nlp, "Die norwegische Ministerin Nuna Kelov kam. Kelov schwieg.")
    assert (first.role, first.country_code) == ("Ministerin", "NOR")
    assert (later.text, later.role, later.country_code, later.sector) == ("Kelov", None, None, None)


def test_an_office_stands_with_the_person_and_not_with_a_place(nlp: Language) -> None:
    norway = one(nlp, "Der Präsident Norwegens schwieg.", "LOC")
    assert (norway.text, norway.role, norway.sector) == ("Norwegens", None, None)


def test_ids_follow_from_article_place_and_type(nlp: Language) -> None:
    text = "Norwegen rief Norwegen an."
    ids = [m.mention_id for m in mentions(nlp, text)]
    assert len(set(ids)) == 2
    assert ids == [m.mention_id for m in mentions(nlp, text)]
    other = find_mentions("f" * 16, nlp(text))
    assert set(ids) & {m.mention_id for m in other} == set()


def test_a_text_without_names(nlp: Language) -> None:
    assert mentions(nlp, "Am Abend zog Nebel auf.") == []
    assert mentions(nlp, "") == []


@given(st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join))
def test_offsets_give_the_names_in_order_and_apart(nlp: Language, text: str) -> None:
    doc = nlp(text)
    found = find_mentions(ARTICLE, doc)
    assert all(text[m.text_start : m.text_end] == m.text for m in found)
    assert all(before.text_end <= after.text_start for before, after in pairwise(found))
    assert all(0 <= m.sentence_index < len(list(doc.sents)) for m in found)
    assert len({m.mention_id for m in found}) == len(found)
