import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from news.language import sentences
from news.language.sentences import LONGEST


@pytest.fixture(scope="module")
def nlp():
    pipeline = spacy.blank("de")
    pipeline.add_pipe("depesche_sentences")
    return pipeline


def split(nlp, text):
    return [s.text.strip() for s in nlp(text).sents]


@pytest.mark.parametrize(
    "expected",
    [
        ["Am 21. Januar trafen sich beide.", "Danach reisten sie ab."],
        ["Das gilt z. B. für Dr. Weber u. a. im Ausschuss.", "Mehr war nicht zu hören."],
        ["„Wir bleiben!“, rief sie.", "„Nein.“", "Er schwieg."],
        ["«Gut so.»", "Dann ging er."],
        ["Der 3. Senat tagte am 5. und 6. Mai.", "Die Klage scheiterte."],
        ["George W. Adler sprach mit Prof. Lindner.", "Beide lachten."],
        ["Er kaufte Mehl, Butter usw.", "Die Rechnung kam später."],
        ["Was nun?", "Keiner wusste es!", "20 Gäste blieben."],
        ["Es begann im Jahr 2019 (oder früher).", "So steht es da."],
    ],
)
def test_sentences(nlp, expected):
    assert split(nlp, " ".join(expected)) == expected


def test_a_stop_that_stands_apart_is_read_the_same(nlp):
    text = "Am 21 . Januar sprach Dr . Weber in St . Emmern . Danach reiste er ab ."
    assert split(nlp, text) == ["Am 21 . Januar sprach Dr . Weber in St . Emmern .", "Danach reiste er ab ."]


def test_paragraphs_end_sentences(nlp):
    assert split(nlp, "Eine Überschrift ohne Punkt\n\nDer Text beginnt.") == [
        "Eine Überschrift ohne Punkt",
        "Der Text beginnt.",
    ]


def test_lists_without_stops_are_cut(nlp):
    doc = nlp("Wort " * (3 * LONGEST))
    assert max(len(s) for s in doc.sents) <= LONGEST + 1


def test_marks_that_are_given_stay(nlp):
    doc = Doc(nlp.vocab, words=["Ja", ".", "Nein", "."], sent_starts=[True, False, False, False])
    assert len(list(sentences.split_sentences(doc).sents)) == 1


@given(st.text(alphabet='aB1.!? \n„“»"(),21', max_size=60))
def test_nothing_is_lost(text):
    pipeline = spacy.blank("de")
    doc = sentences.split_sentences(pipeline.make_doc(text))
    assert "".join(t.text_with_ws for s in doc.sents for t in s) == text
