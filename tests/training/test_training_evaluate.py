"""How a pipeline is scored: raw text out of words, strict spans, the parse on given words."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from training.corpora import Sentence, Word
from training.evaluate import f1, raw_text, score_names, score_parse, speed

WORDS = st.lists(
    st.sampled_from(["Er", "sagt", ",", '"', "Ja", ".", "(", ")", "„", "“", "...", "x"]), max_size=12
)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["Sie", "sagt", ":", "„", "Ja", "“", "."], "Sie sagt: „Ja“."),
        (["Der", '"', "Nordblick", '"', "(", "Oslo", ")", "!"], 'Der "Nordblick" (Oslo)!'),
        ([], ""),
    ],
)
def test_words_as_running_text(words: list[str], text: str) -> None:
    assert raw_text(words)[0] == text


@given(WORDS)
def test_each_word_stands_where_it_is_said_to(words: list[str]) -> None:
    text, places = raw_text(words)
    assert [text[start:end] for start, end in places] == words


@pytest.mark.parametrize(
    ("found", "gold", "value"),
    [(set(), set(), 0.0), ({1}, {1}, 100.0), ({1, 2}, {1}, 200 / 3), ({1}, {2}, 0.0)],
)
def test_f1(found: set[int], gold: set[int], value: float) -> None:
    assert f1(found, gold) == pytest.approx(value)


@pytest.fixture
def nlp() -> Language:
    """A pipeline that takes every word in capitals for a place and hangs all words on the first."""
    nlp = spacy.blank("de")

    @Language.component("probe_reader")
    def read(doc: Doc) -> Doc:
        for token in doc:
            token.pos_, token.lemma_ = "NOUN", token.text
            token.head, token.dep_ = doc[0], "root" if token.i == 0 else "obj"
        doc.ents = [Span(doc, t.i, t.i + 1, "LOC") for t in doc if t.text.isupper() and t.is_alpha]
        return doc

    nlp.add_pipe("probe_reader")
    return nlp


def test_names_count_by_offsets_and_label(nlp: Language) -> None:
    gold = Sentence("germeval", ["BRAKOW", "ruft", "OSLO", "."], ["B-LOC", "O", "B-ORG", "O"])
    scores = score_names(nlp, [gold])
    assert scores["LOC"] == pytest.approx(66.67)
    assert scores["PER+LOC+ORG"] == pytest.approx(50.0)
    assert scores["PER"] == 0.0


def test_the_parse_counts_by_head_and_relation(nlp: Language) -> None:
    parse = [
        Word("Boot", "NOUN", {}, -1, "root"),
        Word("Kai", "NOUN", {}, 0, "nmod"),
        Word("alt", "ADJ", {"Case": "Nom"}, 1, "amod"),
        Word("Hafen", "NOUN", {}, 0, "obj"),
    ]
    words = ["Boot", "Kai", "alt", "Hafen"]
    scores = score_parse(nlp, [Sentence("gsd", words, None, parse, [True] * 4)])
    assert (scores["UAS"], scores["LAS"], scores["UPOS"], scores["Case"]) == (75.0, 50.0, 75.0, 75.0)


def test_speed_is_counted_in_articles(nlp: Language) -> None:
    assert speed(nlp, ["Wort " * 3000], articles=3) > 0
