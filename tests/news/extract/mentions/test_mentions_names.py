from __future__ import annotations

from collections.abc import Iterable

import pytest
from readings import engine, read
from spacy.tokens import Doc, Span

from news.extract.mentions.names import find_names
from news.extract.text import Text


def names(doc: Doc) -> list[tuple[str, str]]:
    text = Text.of(doc)
    return [(doc[n.first : n.end].text, n.label) for n in find_names(text)]


def with_names(sentence: str, *found: tuple[str, str]) -> Doc:
    """A text of which an engine has found these names, and no others."""
    doc = engine("none").make_doc(sentence)
    doc = engine("none").get_pipe("depesche_sentences")(doc)
    spans = []
    for words, label in found:
        start = sentence.index(words)
        span = doc.char_span(start, start + len(words), label=label)
        assert span is not None
        spans.append(Span(doc, span.start, span.end, label=label))
    doc.ents = spans
    return doc


@pytest.mark.parametrize(
    ("sentence", "told", "expected"),
    [
        ("Gestern sprach Jaro Beltin Norwegen an.", [("Jaro Beltin Norwegen", "PER")],
         [("Jaro Beltin", "PER"), ("Norwegen", "LOC")]),
        ("Da kam Präsident Jaro Beltin.", [("Präsident Jaro Beltin", "PER")], [("Jaro Beltin", "PER")]),
        ("Da kam „Jaro Beltin“.", [("„Jaro Beltin“", "PER")], [("Jaro Beltin", "PER")]),
        ("Jaro Beltin kam. Da schrieb man von Beltin.", [("Jaro Beltin", "PER"), ("von Beltin", "PER")],
         [("Jaro Beltin", "PER"), ("Beltin", "PER")]),
        ("Jaro von Beltin kam. Dann sprach von Beltin.", [("Jaro von Beltin", "PER"), ("von Beltin.", "PER")],
         [("Jaro von Beltin", "PER"), ("von Beltin", "PER")]),
        ("Da kamen Jaro Beltin, Nuna Kelov.", [("Jaro Beltin, Nuna Kelov", "PER")],
         [("Jaro Beltin", "PER"), ("Nuna Kelov", "PER")]),
        ("Da kam Jaro Beltin, Jr. und ging.", [("Jaro Beltin, Jr.", "PER")], [("Jaro Beltin", "PER")]),
        ("Gestern rief Norwegen an.", [("Norwegen", "ORG")], [("Norwegen", "LOC")]),
        ("Gestern stritten Beltin/Kelov.", [("Beltin/Kelov", "PER")], [("Beltin", "PER"), ("Kelov", "PER")]),
        ("Da tagten Nato/Norwegen.", [("Nato/Norwegen", "ORG")], [("Nato", "ORG"), ("Norwegen", "LOC")]),
        ("Er wohnt in Frankfurt/Main.", [("Frankfurt/Main", "LOC")], [("Frankfurt/Main", "LOC")]),
        ("Gestern rief die Nato an.", [("Nato", "LOC")], [("Nato", "ORG")]),
        ("Laut dpa regnet es.", [("dpa", "MISC")], [("dpa", "ORG")]),
        ("Er sagte der Guerilla ab.", [("Guerilla", "ORG")], [("Guerilla", "ORG")]),
        ("Die Regierung schwieg.", [("Regierung", "ORG")], []),
        ("Die Chilenen schwiegen.", [("Chilenen", "ORG")], []),
        ("Das russische Außenministerium schwieg.", [("russische Außenministerium", "LOC")],
         []),
    ],
)  # fmt: skip
def test_an_engines_errors_are_mended(
    sentence: str, told: Iterable[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    assert names(with_names(sentence, *told)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Heute sprach Norwegen mit der Nato.", [("Norwegen", "LOC"), ("Nato", "ORG")]),
        ("Die Mitglieder der Vereinten Nationen tagten.", [("Vereinten Nationen", "ORG")]),
        ("Die Küste Norwegens ist lang.", [("Norwegens", "LOC")]),
        ("Da kam Präsident Jaro Beltin.", [("Jaro Beltin", "PER")]),
        ("Da kam Nuna Kelov, die norwegische Präsidentin.", [("Nuna Kelov", "PER")]),
        ("Der Nato-Chile-Rat tagte.", [("Nato-Chile-Rat", "ORG")]),
        ("Der Westen droht mit Strafen.", [("Westen", "ORG")]),
        ("Im Westen nichts Neues.", []),
        ("Der Westen der Insel ist leer.", []),
    ],
)
def test_names_that_the_engine_did_not_find(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert names(with_names(sentence)) == expected


def test_the_long_form_of_an_acronym_is_whole() -> None:
    doc = with_names(
        "Der Bund Nordischer Werften (BNW) tagte.", ("Nordischer Werften", "ORG"), ("BNW", "ORG")
    )
    assert names(doc) == [("Bund Nordischer Werften", "ORG"), ("BNW", "ORG")]


def test_a_city_that_the_engine_takes_for_a_person_stays_one() -> None:
    assert names(with_names("Da kam Sofia herein.", ("Sofia", "PER"))) == [("Sofia", "PER")]


def test_nothing_in_nothing() -> None:
    assert names(read("", "none")) == []
