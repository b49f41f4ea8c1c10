from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from news.language import UnknownEngineError, check_engine, engines, load, model_version


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("none")


def test_the_engine_without_a_model_is_there() -> None:
    assert set(engines()) == {"none", "fast", "accurate"}
    assert isinstance(load("none"), Language)


@pytest.mark.parametrize("name", ["genau", "", "None", "de_core_news_sm"])
def test_an_unknown_engine_is_refused_with_those_that_are_there(name: str) -> None:
    with pytest.raises(UnknownEngineError) as caught:
        load(name)
    assert repr(name) in str(caught.value)
    assert "DEPESCHE_MODEL" in str(caught.value)
    assert all(engine in str(caught.value) for engine in engines())
    assert caught.value.exit_code == 2
    with pytest.raises(UnknownEngineError):
        check_engine(name)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("name", ["accurate", "fast", "none"])
def test_the_engines_of_the_installation_are_found(name: str) -> None:
    check_engine(name)


def test_a_folder_of_a_pipeline_is_found(tmp_path: Path) -> None:
    spacy.blank("de").to_disk(tmp_path / "own")
    check_engine(str(tmp_path / "own"))


def test_the_version_names_engine_and_version(nlp: Language) -> None:
    assert model_version(nlp) == f"none-{nlp.meta['version']}"
    assert model_version(spacy.blank("de", meta={"name": "probe", "version": "7"})) == "probe-7"


def test_a_doc_has_what_the_stages_behind_read(nlp: Language) -> None:
    doc = nlp("Präsident Jaro Beltin besuchte Norwegen. Er blieb lange.")
    assert [sentence.text for sentence in doc.sents] == [
        "Präsident Jaro Beltin besuchte Norwegen.", "Er blieb lange.",
    ]  # fmt: skip
    assert [(span.text, span.label_) for span in doc.ents] == [("Jaro Beltin", "PER"), ("Norwegen", "LOC")]
    assert [token.lemma_ for token in doc if token.text == "besuchte"] == ["besuchen"]


@given(st.text(max_size=200))
def test_any_text_is_read_whole(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    sentences = list(doc.sents)
    assert [t.i for s in sentences for t in s] == [t.i for t in doc]
    assert all(text[span.start_char : span.end_char] == span.text for span in doc.ents)
    assert len(doc) == 0 or sentences[0].start == 0


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "„", "Präsident", "Präsident "])
def test_texts_with_next_to_nothing(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert doc.ents == ()
