from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.attrs import HEAD, IS_SPACE, LEMMA, MORPH, POS, SENT_START
from spacy.tokens import Doc

from news.language.columns import numbers_of, starts_of, strings_of, with_spaces, words_of

NLP = spacy.blank("de")


def annotated() -> Doc:
    words = ["Die", "Häfen", "lagen", "still", "."]
    return Doc(
        NLP.vocab,
        words,
        spaces=[True, True, True, False, False],
        pos=["DET", "NOUN", "VERB", "ADV", "PUNCT"],
        lemmas=["der", "Hafen", "liegen", "still", "."],
        morphs=["Case=Nom|Number=Plur", "Number=Plur", "", "", ""],
        heads=[1, 2, 2, 2, 2],
        deps=["det", "nsubj", "root", "advmod", "punct"],
        sent_starts=[True, False, False, False, False],
    )


def test_strings_are_those_of_the_tokens() -> None:
    doc = annotated()
    assert strings_of(doc, POS) == [t.pos_ for t in doc]
    assert strings_of(doc, LEMMA) == ["der", "Hafen", "liegen", "still", "."]
    assert strings_of(doc, MORPH)[:2] == ["Case=Nom|Number=Plur", "Number=Plur"]
    assert strings_of(NLP.make_doc("Ohne Lesung"), POS) == ["", ""]


def test_numbers_can_be_negative() -> None:
    doc = annotated()
    assert numbers_of(doc, HEAD).tolist() == [1, 1, 0, -1, -2]
    assert numbers_of(doc, SENT_START).tolist() == [1, -1, -1, -1, -1]


@given(st.text(alphabet="abÄß. \n„“-/1", max_size=60))
def test_words_with_their_spaces_are_the_text(body: str) -> None:
    doc = NLP.make_doc(body)
    words = words_of(doc)
    assert words == [t.text for t in doc]
    assert "".join(with_spaces(doc, words)) == body
    assert starts_of(doc) == [t.idx for t in doc]
    assert numbers_of(doc, IS_SPACE).tolist() == [int(t.is_space) for t in doc]


def test_vocabularies_do_not_mix_their_strings() -> None:
    one, other = Doc(NLP.vocab, ["Kelovdam"]), Doc(spacy.blank("de").vocab, ["Beltinfurt"])
    assert [words_of(doc) for doc in (one, other, one)] == [["Kelovdam"], ["Beltinfurt"], ["Kelovdam"]]
