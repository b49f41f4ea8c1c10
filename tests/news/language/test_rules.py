from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.language import Language

from news.knowledge.gazetteer import gazetteer
from news.language.rules import is_office, lemma_of, rule_pipeline


@pytest.fixture(scope="module")
def nlp() -> Language:
    return rule_pipeline()


def sentences(nlp: Language, text: str) -> list[str]:
    return [sentence.text.strip() for sentence in nlp(text).sents]


def names(nlp: Language, text: str) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in nlp(text).ents]


@pytest.mark.parametrize(
    "parts",
    [
        ["Der Hafen ruht.", "Die Schiffe warten!", "Wie lange noch?", "Niemand weiß es …", "Es regnet."],
        ["Am 3. Mai kam er.", "Er blieb bis zum 14. Juni."],
        ["Der 2. Weltkrieg endete.", "Das 21. Jahrhundert kam."],
        ["Er nannte z. B. Fische, d. h. Heringe.", "Dr. Nimbus nickte."],
        ["Es kostet ca. 30 Kronen bzw. Taler.", "Das ist viel."],
        ["„Wir gehen.“", "Danach wurde es still."],
        ["„Kommt er?“, fragte sie.", "Niemand antwortete."],
        ["Die Brücke steht seit 1987.", "Danach wurde es still."],
        ["Der Vertrag gilt ab dem 1. Januar 2030.", "Dr. Nimbus nickte."],
        ["Es war die 100. Fahrt.", "Im Jahr 1987 begann es."],
        ["»Wir gehen!«", "Danach wurde es still."],
        ["Es blieb (trotz allem.)", "Danach wurde es still."],
        ["Er sagte: „Wir gehen.“ und ging.", "Danach wurde es still."],
        ["Er kam um 12.30 Uhr.", "Das Boot fuhr um 13 Uhr."],
        ["Die Quote stieg um 3,5 Prozent.", "Das ist viel."],
    ],
    ids=lambda parts: parts[0],
)
def test_sentences_end_at_final_punctuation_and_nowhere_else(nlp: Language, parts: list[str]) -> None:
    assert sentences(nlp, " ".join(parts)) == parts


def test_paragraphs_end_sentences(nlp: Language) -> None:
    assert sentences(nlp, "Hafen ruht\n\nDie Schiffe warten.\n\nEin Ende fehlt") == [
        "Hafen ruht", "Die Schiffe warten.", "Ein Ende fehlt",
    ]  # fmt: skip


def test_lemmas(nlp: Language) -> None:
    doc = nlp("Verhandelt haben die Regierungen. Gespräche scheiterten.")
    assert [t.lemma_ for t in doc if t.is_alpha] == [
        "verhandeln", "haben", "der", "Regierung", "Gespräch", "scheitern",
    ]  # fmt: skip


def test_a_word_that_the_dictionary_lacks_is_its_own_lemma() -> None:
    assert lemma_of("Brotzwuckel") == "Brotzwuckel"


@pytest.mark.parametrize(
    ("word", "office"),
    [
        ("Präsident", "Präsident"), ("Präsidentin", "Präsidentin"), ("Präsidenten", "Präsident"),
        ("Ministers", "Minister"), ("US-Außenminister", "Außenminister"), ("Sportminister", "Minister"),
        ("Ministerpräsident", "Ministerpräsident"), ("Haus", None), ("präsidial", None), ("", None), ("-", None),
    ],
)  # fmt: skip
def test_offices(word: str, office: str | None) -> None:
    assert is_office(word) == office


@given(st.text(max_size=20))
def test_an_office_is_told_of_any_word(word: str) -> None:
    office = is_office(word)
    assert office is None or office.casefold()[:3] in word.casefold()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gestern kam Präsident Jaro Beltin.", "Jaro Beltin"),
        ("Gestern kam die Ministerin Nuna Kelov an.", "Nuna Kelov"),
        ("Außenminister Kelov schwieg.", "Kelov"),
        ("Vizekanzlerin Ida von Morwald kam.", "Ida von Morwald"),
        ("Ministerin Ida Morwald-Kelov kam.", "Ida Morwald-Kelov"),
        ("Präsident Şahin Čelan sprach.", "Şahin Čelan"),
        ("General Falk Jean Peter Nimbus schwieg.", "Falk Jean Peter Nimbus"),
    ],
)
def test_an_office_tells_a_person(nlp: Language, text: str, name: str) -> None:
    assert names(nlp, text) == [(name, "PER")]


@pytest.mark.parametrize(
    "text",
    [
        "Der Präsident schwieg.", "Jaro Beltin schwieg.", "Minister und Kanzler schwiegen.",
        "Der Sprecher der Werft kam.", "Präsident 2022 wird er.", "Die Ministerin, Tochter eines Fischers, kam.",
    ],
)  # fmt: skip
def test_without_an_office_before_a_name_nobody_is_named(nlp: Language, text: str) -> None:
    assert names(nlp, text) == []


def test_two_offices_in_a_row_tell_one_person(nlp: Language) -> None:
    assert names(nlp, "Minister General Falk Nimbus kam.") == [("Falk Nimbus", "PER")]


def test_a_state_behind_an_office_is_no_person(nlp: Language) -> None:
    assert names(nlp, "Der Präsident Norwegens schwieg.") == [("Norwegens", "LOC")]


def test_a_person_is_found_again_by_surname_and_by_the_whole_name(nlp: Language) -> None:
    text = "Präsident Jaro Beltin kam. Beltin schwieg. Dann ging Jaro Beltin."
    assert names(nlp, text) == [("Jaro Beltin", "PER"), ("Beltin", "PER"), ("Jaro Beltin", "PER")]


def test_a_person_is_found_before_the_office_is_told(nlp: Language) -> None:
    text = "Beltin reist ab\n\nDer Präsident Jaro Beltin hat die Insel verlassen."
    assert names(nlp, text) == [("Beltin", "PER"), ("Jaro Beltin", "PER")]


def test_a_person_is_found_again_in_the_genitive(nlp: Language) -> None:
    text = "Präsident Jaro Beltin kam. Beltins Boot wartet. Jaro Beltins Boot ist alt. General Nimbus liebt Nimbus."
    assert names(nlp, text) == [
        ("Jaro Beltin", "PER"), ("Beltins", "PER"), ("Jaro Beltins", "PER"), ("Nimbus", "PER"), ("Nimbus", "PER"),
    ]  # fmt: skip


def test_a_name_of_several_words_is_found_again_whole(nlp: Language) -> None:
    text = "Kanzlerin Ida von Morwald kam. Ida von Morwald schwieg. Dann sprach Morwald."
    assert names(nlp, text) == [("Ida von Morwald", "PER"), ("Ida von Morwald", "PER"), ("Morwald", "PER")]


def test_first_names_are_no_surnames(nlp: Language) -> None:
    assert names(nlp, "Präsident Jaro Beltin kam. Jaro blieb allein.") == [("Jaro Beltin", "PER")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Norwegen lud ein.", [("Norwegen", "LOC")]),
        ("Norwegens Schiffe warten.", [("Norwegens", "LOC")]),
        ("Die Schiffe der Nato und der EU warten.", [("Nato", "ORG"), ("EU", "ORG")]),
        ("Oslo und der Kreml schweigen.", [("Oslo", "LOC"), ("Kreml", "LOC")]),
        ("In den Vereinigten Arabischen Emiraten regnet es.", [("Vereinigten Arabischen Emiraten", "LOC")]),
        ("Die norwegische Küste ist lang.", []),
        ("Norwegenpullover sind warm.", []),
        ("norwegen", []),
    ],
)
def test_the_gazetteer_finds_whole_words(nlp: Language, text: str, found: list[tuple[str, str]]) -> None:
    assert names(nlp, text) == found


def test_the_longest_form_wins(nlp: Language) -> None:
    assert names(nlp, "Guinea-Bissau grenzt an Guinea.") == [("Guinea-Bissau", "LOC"), ("Guinea", "LOC")]
    assert names(nlp, "Die Demokratische Republik Kongo rief an.") == [
        ("Demokratische Republik Kongo", "LOC")
    ]


@given(st.sampled_from(sorted(f for f in gazetteer().by_form if gazetteer().cautions.get(f) != "homograph")))
@example("Emirates")
def test_every_form_of_the_gazetteer_is_found(nlp: Language, form: str) -> None:
    assert (form, gazetteer().by_form[form].entity_type) in names(
        nlp, f"Man sprach gestern über {form} und Fisch."
    )
