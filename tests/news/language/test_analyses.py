"""What a model said comes back as it was, and only for the very text that it read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from news.language import load
from news.language.analyses import FORM, analysis_version, pack, read_texts, stages, text_digest, unpack
from news.language.columns import columns_of
from news.language.encoder import set_names

TEXTS = [
    "Die Präsidentin Vera Lund sagte am Montag, Nordmark habe Velen ermahnt.\n\nDanach reiste sie ab.",
    "",
    "\n\n  \n",
    "VELEN PROTESTIERT.  Drei Schiffe gingen z. B. unter. ",
]
TAGS = st.sampled_from(["NOUN", "VERB", "X", "SPACE"])
STRINGS = st.text(st.characters(exclude_characters="\x1f\0", exclude_categories=["Cs"]), max_size=8)


class Kept(dict[bytes, bytes]):
    """A place for analyses in memory."""

    def find(self, digests: Sequence[bytes]) -> Mapping[bytes, bytes]:
        return {d: self[d] for d in digests if d in self}

    def keep(self, analyses: Mapping[bytes, bytes]) -> None:
        self.update(analyses)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("fast")


def test_a_text_that_is_kept_is_read_as_by_the_model_and_not_by_it(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [(text, number) for number, text in enumerate(TEXTS)]
    plain = list(read_texts(nlp, texts, 16))
    assert [columns.body for columns, _ in plain] == TEXTS
    kept = Kept()
    assert list(read_texts(nlp, texts, 2, kept)) == plain
    assert len(kept) == len(TEXTS)
    monkeypatch.setattr("news.language.analyses.stages", lambda nlp: ([pytest.fail], stages(nlp)[1]))
    assert list(read_texts(nlp, texts, 3, kept)) == plain


@pytest.mark.parametrize("damage", ["empty", "short", "torn", "other form", "other text"])
def test_an_analysis_that_is_not_whole_is_made_anew(nlp: Language, damage: str) -> None:
    kept = Kept()
    ((first, _),) = read_texts(nlp, [(TEXTS[0], 0)], 16, kept)
    (digest,) = kept
    whole = kept[digest]
    kept[digest] = {
        "empty": b"",
        "short": b"short",
        "torn": whole[:-1] + bytes([whole[-1] ^ 1]),
        "other form": bytes([FORM + 1]) + whole[1:],
        "other text": pack(columns_of(nlp("Velen schwieg."))),
    }[damage]
    ((again, _),) = read_texts(nlp, [(TEXTS[0], 0)], 16, kept)
    assert again == first
    assert kept[digest] == whole


def test_texts_differ_by_each_character() -> None:
    assert len({text_digest(text) for text in ("Er kam.", "Er kam. ", "Er  kam.", "Ér kam.")}) == 4


def test_the_parts_of_an_engine(nlp: Language) -> None:
    assert [len(part) for part in stages(nlp)] == [2, 1]
    assert stages(load("none")) == ([], []), "no model, nothing to keep"
    foreign = spacy.blank("de")
    foreign.add_pipe("sentencizer")
    foreign.add_pipe("depesche_labels")
    assert [len(part) for part in stages(foreign)] == [1, 1]
    names = {analysis_version(engine) for engine in (nlp, load("none"), foreign)}
    assert len(names) == 3


def test_what_asks_own_knowledge_is_not_kept() -> None:
    foreign = spacy.blank("de")
    foreign.add_pipe("sentencizer")
    foreign.add_pipe("depesche_names")
    assert stages(foreign) == ([], [])


def test_a_pipeline_without_components_has_no_model() -> None:
    assert stages(spacy.blank("de")) == ([], [])


@given(st.data(), st.lists(st.text("abcßäü.", min_size=1, max_size=6), min_size=1, max_size=8))
def test_any_annotation_comes_back(data: st.DataObject, words: list[str]) -> None:
    count = len(words)
    heads = [data.draw(st.integers(0, number)) for number in range(count)]
    heads[0] = 0
    doc = Doc(
        spacy.blank("de").vocab,
        words=words,
        spaces=data.draw(st.lists(st.booleans(), min_size=count, max_size=count)),
        heads=heads,
        deps=["ROOT" if heads[n] == n else "dep" for n in range(count)],
        pos=data.draw(st.lists(TAGS, min_size=count, max_size=count)),
        lemmas=data.draw(st.lists(STRINGS, min_size=count, max_size=count)),
        morphs=data.draw(st.lists(st.sampled_from(["", "Case=Nom"]), min_size=count, max_size=count)),
    )
    score = data.draw(st.one_of(st.none(), st.floats(0, 1)))
    set_names(doc, [(0, data.draw(st.integers(1, count)), "PER", score)])
    columns = columns_of(doc)
    assert unpack(columns.body, pack(columns)) == columns
    assert unpack(f"{columns.body}x", pack(columns)) is None, "of another text"
    bare = replace(columns, has_parse=False, names=[])
    assert unpack(bare.body, pack(bare)) == bare
