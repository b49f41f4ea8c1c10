"""What a model said comes back as it was, and only for the very words and sentences that it read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from news.language import load
from news.language.analyses import analysis_version, input_digest, pack, read_docs, stages, unpack
from news.language.encoder import set_names

TEXTS = [
    "Die Präsidentin Vera Lund sagte am Montag, Nordmark habe Velen ermahnt.\n\nDanach reiste sie ab.",
    "",
    "\n\n  \n",
    "VELEN PROTESTIERT.  Drei Schiffe gingen z. B. unter.",
]
TAGS = st.sampled_from(["NOUN", "VERB", "X", "SPACE"])
STRINGS = st.text(st.characters(exclude_characters="\x1f\0", exclude_categories=["Cs"]), max_size=8)


class Kept(dict[bytes, bytes]):
    """A place for analyses in memory."""

    def find(self, digests: Sequence[bytes]) -> Mapping[bytes, bytes]:
        return {d: self[d] for d in digests if d in self}

    def keep(self, analyses: Mapping[bytes, bytes]) -> None:
        self.update(analyses)


def reading(doc: Doc) -> Any:
    words = [(t.text, t.head.i, t.dep_, t.pos_, t.tag_, str(t.morph), t.lemma_, t.is_sent_start) for t in doc]
    return words, [(e.start, e.end, e.label_, e._.score) for e in doc.ents]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("fast")


def test_a_text_that_is_kept_is_read_as_by_the_model_and_not_by_it(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [(text, number) for number, text in enumerate(TEXTS)]
    plain = [(reading(doc), n) for doc, n in read_docs(nlp, texts, 16)]
    kept = Kept()
    assert [(reading(doc), n) for doc, n in read_docs(nlp, texts, 2, kept)] == plain
    assert len(kept) == len(TEXTS)
    monkeypatch.setattr(
        "news.language.analyses.stages", lambda nlp: (stages(nlp)[0], [pytest.fail], stages(nlp)[2])
    )
    assert [(reading(doc), n) for doc, n in read_docs(nlp, texts, 3, kept)] == plain


@pytest.mark.parametrize("damage", [b"", b"short", None])
def test_a_damaged_analysis_is_read_anew(nlp: Language, damage: bytes | None) -> None:
    kept = Kept()
    ((first, _),) = read_docs(nlp, [(TEXTS[0], 0)], 16, kept)
    (digest,) = kept
    whole = kept[digest]
    kept[digest] = damage if damage is not None else whole[:-1] + bytes([whole[-1] ^ 1])
    ((again, _),) = read_docs(nlp, [(TEXTS[0], 0)], 16, kept)
    assert reading(again) == reading(first)
    assert kept[digest] == whole


def test_other_sentences_are_another_input(nlp: Language) -> None:
    doc, other = nlp.make_doc("Er kam. Sie ging."), nlp.make_doc("Er kam. Sie ging.")
    for made, starts in ((doc, {0}), (other, {0, 3})):
        for token in made:
            token.is_sent_start = token.i in starts
    assert input_digest(doc) != input_digest(other)
    assert input_digest(doc) != input_digest(nlp.make_doc("Er kam.  Sie ging."))


def test_the_parts_of_an_engine(nlp: Language) -> None:
    assert [len(part) for part in stages(nlp)] == [1, 1, 1]
    assert [len(part) for part in stages(load("none"))] == [3, 0, 0], "no model, nothing to keep"
    foreign = spacy.blank("de")
    foreign.add_pipe("sentencizer")
    foreign.add_pipe("depesche_labels")
    assert [len(part) for part in stages(foreign)] == [0, 1, 1]
    names = {analysis_version(engine) for engine in (nlp, load("none"), foreign)}
    assert len(names) == 3


@given(st.data(), st.lists(st.text("abcßäü.", min_size=1, max_size=6), min_size=1, max_size=8))
def test_any_annotation_comes_back(data: st.DataObject, words: list[str]) -> None:
    vocab = spacy.blank("de").vocab
    count = len(words)
    heads = [data.draw(st.integers(0, number)) for number in range(count)]
    heads[0] = 0
    doc = Doc(
        vocab,
        words=words,
        heads=heads,
        deps=["ROOT" if heads[n] == n else "dep" for n in range(count)],
        pos=data.draw(st.lists(TAGS, min_size=count, max_size=count)),
        lemmas=data.draw(st.lists(STRINGS, min_size=count, max_size=count)),
        tags=data.draw(st.lists(STRINGS, min_size=count, max_size=count)),
    )
    score = data.draw(st.one_of(st.none(), st.floats(0, 1)))
    set_names(doc, [(0, data.draw(st.integers(1, count)), "PER", score)])
    empty = Doc(vocab, words=words)
    assert unpack(empty, pack(doc))
    assert reading(empty) == reading(doc)
    assert not unpack(Doc(vocab, words=[*words, "x"]), pack(doc)), "of other words"
