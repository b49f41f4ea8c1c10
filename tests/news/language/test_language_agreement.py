import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from news.language.agreement import agree, base_form
from news.language.encoder import set_names

VOCAB = spacy.blank("de").vocab


def doc_of(words, names):
    doc = Doc(VOCAB, words=words, pos=["PROPN" if w[:1].isupper() else "VERB" for w in words])
    set_names(doc, names)
    return doc


def names_of(doc):
    return [(e.text, e.label_) for e in agree(doc).ents]


def test_a_surname_is_found_again():
    doc = doc_of(
        ["Karl", "Linde", "kam", "und", "Linde", "ging", "mit", "Lindes", "Hut"], [(0, 2, "PER", 0.9)]
    )
    assert names_of(doc) == [("Karl Linde", "PER"), ("Linde", "PER"), ("Lindes", "PER")]


def test_an_unsure_name_tells_nothing():
    doc = doc_of(["Linde", "kam", "und", "Linde", "ging"], [(0, 1, "PER", 0.4)])
    assert names_of(doc) == [("Linde", "PER")]


def test_an_unlikely_name_is_found_only_where_a_sure_one_tells_it():
    words = ["Linde", "kam", ".", "Dann", "kam", "Linde", "aus", "Brakow"]
    unlikely = [(5, 6, "LOC", 0.3), (7, 8, "LOC", 0.3)]
    assert names_of(doc_of(words, unlikely)) == []
    assert names_of(doc_of(words, [(0, 1, "PER", 0.9), *unlikely])) == [("Linde", "PER"), ("Linde", "PER")]


def test_names_of_an_engine_without_scores_and_known_names_need_none():
    doc = doc_of(["Linde", "kam", "aus", "Norwegen"], [(0, 1, "PER", None), (3, 4, "LOC", 0.1)])
    assert names_of(doc) == [("Linde", "PER"), ("Norwegen", "LOC")]


def test_a_first_name_is_not_taken_alone():
    doc = doc_of(["Karl", "Linde", "kam", "und", "Karl", "ging"], [(0, 2, "PER", 0.9)])
    assert names_of(doc) == [("Karl Linde", "PER")]


def test_small_letters_are_left_alone():
    doc = doc_of(["Karl", "Linde", "kam", "und", "linde", "wehte", "es"], [(0, 2, "PER", 0.9)])
    assert names_of(doc) == [("Karl Linde", "PER")]


def test_the_majority_gives_the_label():
    names = [(0, 1, "LOC", 0.9), (2, 3, "ORG", 0.5), (4, 5, "LOC", 0.8)]
    doc = doc_of(["Norwegen", "half", "Norwegens", "und", "Norwegen"], names)
    assert names_of(doc) == [("Norwegen", "LOC"), ("Norwegens", "LOC"), ("Norwegen", "LOC")]


@pytest.mark.parametrize(
    ("classes", "label", "found"),
    [
        (["NOUN", "NOUN"], "ORG", []),
        (["NOUN", "NOUN"], "LOC", []),
        (["ADJ", "ADJ"], "LOC", []),
        (["NOUN", "NOUN"], "PER", ["Linde", "Linde"]),
        (["PROPN", "NOUN"], "ORG", ["Linde", "Linde"]),
        (["X", "X"], "ORG", ["Linde", "Linde"]),
        (["", ""], "ORG", ["Linde", "Linde"]),
    ],
)
def test_a_word_that_the_parser_takes_for_no_name_anywhere_is_none(classes, label, found):
    doc = Doc(VOCAB, words=["Linde", "und", "Linde"], pos=[classes[0], "CCONJ", classes[1]])
    set_names(doc, [(0, 1, label, 0.9), (2, 3, label, 0.9)])
    assert [text for text, _ in names_of(doc)] == found


def test_the_gazetteer_knows_names_that_the_parser_takes_for_common_nouns():
    doc = Doc(VOCAB, words=["Norwegens", "Parlament"], pos=["NOUN", "NOUN"])
    set_names(doc, [(0, 1, "LOC", 0.9), (1, 2, "ORG", 0.9)])
    assert names_of(doc) == [("Norwegens", "LOC")]


@pytest.mark.parametrize(
    ("words", "classes", "label", "expected"),
    [
        (["Norwegens", "Küste"], ["PROPN", "NOUN"], "LOC", "Norwegens"),
        (["Norwegen", "Panzer"], ["PROPN", "PROPN"], "LOC", "Norwegen"),
        (["Norwegen", "Brakow"], ["PROPN", "PROPN"], "LOC", "Norwegen Brakow"),
        (["Norwegen", "Rundfahrt"], ["PROPN", "NOUN"], "MISC", "Norwegen Rundfahrt"),
        (["Brakows", "Küste"], ["PROPN", "NOUN"], "LOC", "Brakows Küste"),
    ],
)
def test_a_common_noun_is_no_part_of_a_state(words, classes, label, expected):
    doc = Doc(VOCAB, words=words, pos=classes)
    set_names(doc, [(0, 2, label, 0.5)])
    assert names_of(doc) == [(expected, label)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Selmas", "Selma"), ("Grass’", "Grass"), ("Kim's", "Kim"), ("Paris", "Pari"), ("As", "As")],
)
def test_base_form(text, expected):
    assert base_form(text) == expected


@given(st.text(max_size=10))
def test_base_forms_are_beginnings(text):
    assert text.startswith(base_form(text))


def test_the_gazetteer_is_a_second_opinion():
    assert names_of(doc_of(["Norwegen", "kam"], [(0, 1, "ORG", 0.5)])) == [("Norwegen", "LOC")]
    assert names_of(doc_of(["Norwegen", "kam"], [(0, 1, "ORG", 0.7)])) == [("Norwegen", "ORG")]


def test_a_capital_is_a_person_only_where_someone_bears_its_name_in_full():
    words = ["Washington", "warnt", "und", "Selma", "Washington", "dankt"]
    assert names_of(doc_of(words[:2], [(0, 1, "PER", 0.95)])) == [("Washington", "LOC")]
    named = [(0, 1, "PER", 0.9), (3, 5, "PER", 0.9)]
    assert names_of(doc_of(words, named)) == [("Washington", "PER"), ("Selma Washington", "PER")]


def test_whoever_is_named_in_full_gives_the_last_word_its_label():
    words = ["Karl", "Linde", "kam", "nach", "Rom", ".", "Linde", "schlief"]
    names = [(0, 2, "PER", 0.9), (4, 5, "LOC", 0.9), (6, 7, "LOC", 0.8)]
    assert names_of(doc_of(words, names)) == [("Karl Linde", "PER"), ("Rom", "LOC"), ("Linde", "PER")]


def test_a_known_name_of_several_words_is_one_name():
    words = ["Die", "Demokratische", "Republik", "Kongo", "und", "die", "Vereinten", "Nationen"]
    found = [(1, 3, "ORG", 0.4), (3, 4, "LOC", 0.9)]
    assert names_of(doc_of(words, found)) == [
        ("Demokratische Republik Kongo", "LOC"),
        ("Vereinten Nationen", "ORG"),
    ]


def test_a_name_of_several_words_is_found_again_as_a_whole():
    words = ["Rat", "der", "Weser", "tagt", ",", "der", "Rat", "der", "Wesers", "und", "Rat", "der", "Elbe"]
    found = [(0, 3, "ORG", 0.8), (8, 9, "LOC", 0.9)]
    assert names_of(doc_of(words, found)) == [("Rat der Weser", "ORG"), ("Rat der Wesers", "ORG")]


def test_a_longer_name_is_not_cut():
    words = ["Rat", "der", "Weser", "tagt", ",", "der", "Rat", "der", "Weser", "Nord", "lacht"]
    found = [(0, 3, "ORG", 0.8), (6, 10, "ORG", 0.6)]
    assert names_of(doc_of(words, found)) == [("Rat der Weser", "ORG"), ("Rat der Weser Nord", "ORG")]


@pytest.mark.parametrize(
    ("spaces", "labels", "expected"),
    [
        ([False, False, True], ["LOC", "LOC"], [("Elmau/Tarp", "LOC")]),
        ([False, False, True], ["LOC", "ORG"], [("Elmau", "LOC"), ("Tarp", "ORG")]),
        ([True, True, True], ["LOC", "LOC"], [("Elmau", "LOC"), ("Tarp", "LOC")]),
    ],
)
def test_a_stroke_without_blanks_joins_names_of_one_label(spaces, labels, expected):
    doc = Doc(VOCAB, words=["Elmau", "/", "Tarp"], spaces=spaces, pos=["PROPN", "PUNCT", "PROPN"])
    set_names(doc, [(0, 1, labels[0], 0.9), (2, 3, labels[1], 0.8)])
    assert names_of(doc) == expected
