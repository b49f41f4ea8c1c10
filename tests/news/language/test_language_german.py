"""German as the news write it: abbreviations, quotes, capitals, compounds, genitives, names in any spelling."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from news.language import load


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("accurate")


def names(doc: Doc) -> set[tuple[str, str]]:
    return {(e.text, e.label_) for e in doc.ents}


NAMES = {
    "Selma Orvik und Orviks Berater reisten nach Brakow.": "PER Selma Orvik|PER Orviks|LOC Brakow",
    "Dr. Mira Veltow-Brandt traf Prof. Jonas Halm in Kiel.": "PER Mira Veltow-Brandt|PER Jonas Halm|LOC Kiel",
    "Präsident Jurgis Kariņš besucht Gdańsk und Litauens Küste.": "PER Jurgis Kariņš|LOC Gdańsk|LOC Litauens",
    "Kremlsprecher Dmitrij Walnow widersprach Wolodymyr Hrynko.": "PER Dmitrij Walnow|PER Wolodymyr Hrynko",
    "Papst Anselm II. empfing Kaiser Ottokar IV. in Rom.": "PER Anselm II.|PER Ottokar IV.|LOC Rom",
    "Die NATO dankt den Vereinten Nationen in Genf.": "ORG NATO|ORG Vereinten Nationen|LOC Genf",
}


@pytest.mark.parametrize(("text", "expected"), NAMES.items())
def test_names(nlp: Language, text: str, expected: str) -> None:
    assert {f"{label} {name}" for name, label in names(nlp(text))} >= set(expected.split("|"))


@pytest.mark.parametrize(
    ("text", "compound"),
    [
        ("US-Außenminister Jonas Halm sprach in Genf.", "US-Außenminister"),
        ("Die Nato-Staaten schickten Jonas Halm nach Genf.", "Nato-Staaten"),
        ("Der Kreml-Chef lud Jonas Halm nach Genf ein.", "Kreml-Chef"),
        ("Die Bundesaußenministerin lud Jonas Halm nach Genf ein.", "Bundesaußenministerin"),
    ],
)
def test_compounds_are_one_word_and_no_name(nlp: Language, text: str, compound: str) -> None:
    doc = nlp(text)
    assert compound in {t.text for t in doc}
    assert not any(compound in e.text for e in doc.ents)
    assert names(doc) >= {("Jonas Halm", "PER"), ("Genf", "LOC")}


def test_headlines_in_capitals(nlp: Language) -> None:
    assert names(nlp("DÄNEMARK UND NORWEGEN EINIGEN SICH")) >= {("DÄNEMARK", "LOC"), ("NORWEGEN", "LOC")}


@pytest.mark.parametrize(
    "sentences",
    [
        ["Am 21. Januar traf Halm u. a. Dr. Orvik.", "Am 3.5.2022 um 14.30 Uhr reiste er ab."],
        ["„Das ist gut.“", "Dann ging sie."],
        ["»Wir sind bereit«, sagte Halm.", "«Wirklich?»", "Sie nickte."],
        ['"Das ist falsch", sagte Orvik.', '"Wir bleiben dabei."', "Halm schwieg."],
        ["Der Vertrag vom 1. 2. 2022 gilt z. B. bis zum 31.12.", "Danach endet er."],
        ["König Ottokar IV. regiert seit dem 19. Jahrhundert.", "Nr. 5 lebt."],
    ],
)
def test_sentences(nlp: Language, sentences: list[str]) -> None:
    assert [s.text for s in nlp(" ".join(sentences)).sents] == sentences


def test_a_surname_that_is_a_verb_as_well(nlp: Language) -> None:
    doc = nlp("Selma Winken sprach in Oslo. Am Abend sagte Winken ab. Kinder winken ihr zu.")
    assert [e.text for e in doc.ents if e.label_ == "PER"] == ["Selma Winken", "Winken"]


def test_capitals_that_act_are_places(nlp: Language) -> None:
    doc = nlp("Washington warf Moskau vor, Truppen zu verlegen. Peking schwieg.")
    assert names(doc) >= {("Washington", "LOC"), ("Moskau", "LOC"), ("Peking", "LOC")}


def test_who_does_what_to_whom(nlp: Language) -> None:
    doc = nlp("Präsidentin Selma Orvik warf dem Nachbarland am Montag den Bruch des Abkommens vor.")
    verb = next(t for t in doc if t.dep_ == "root")
    assert (verb.text, verb.pos_) == ("warf", "VERB")
    children = {t.dep_.split(":")[0]: t.text for t in verb.children}
    assert children["nsubj"] in {"Präsidentin", "Orvik", "Selma"}
    assert "Bruch" in children.values()
    assert any(t.dep_.startswith("compound") and t.text == "vor" for t in verb.children)


def test_the_passive_has_a_passive_subject(nlp: Language) -> None:
    doc = nlp("Der Botschafter wurde am Freitag von der Regierung ausgewiesen.")
    verb = next(t for t in doc if t.dep_ == "root")
    assert verb.lemma_ == "ausweisen"
    assert {t.text for t in verb.children if t.dep_.startswith("nsubj")} == {"Botschafter"}
    assert "wurde" in {t.text for t in verb.children if t.dep_.startswith("aux")}
