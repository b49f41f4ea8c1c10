"""Build and load the pipelines of the model: tokenizer, sentences, encoder, agreement within a text."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.util import compile_suffix_regex, load_model_from_path, registry

import news.language.agreement
import news.language.encoder
import news.language.labels
import news.language.sentences  # noqa: F401  (these modules register their components)
from news.engines import MODELS

LONGEST_TEXT = 2**31 - 1
"""Characters; memory grows with a row of the network, not with the text, so that spaCy's limit is not needed."""
NUMBER_STOP = r"(?<=\d\d\d)\."
"""A full stop behind a year or a date ends the sentence; only short numbers are ordinals."""


@registry.tokenizers("depesche_tokenizer")
def create_tokenizer():  # type: ignore[no-untyped-def]
    """spaCy's German tokenizer, which also cuts off the full stop behind a number of three digits and more."""
    make = registry.tokenizers.get("spacy.Tokenizer.v1")()

    def create(nlp: Language):  # type: ignore[no-untyped-def]
        tokenizer = make(nlp)
        suffixes = [*(nlp.Defaults.suffixes or []), NUMBER_STOP]
        tokenizer.suffix_search = compile_suffix_regex(suffixes).search
        return tokenizer

    return create


def blank_pipeline(name: str, version: str) -> Language:
    """The pipeline without its network; ``get_pipe("depesche_encoder").from_disk`` loads one."""
    config = {"nlp": {"tokenizer": {"@tokenizers": "depesche_tokenizer"}}}
    nlp = spacy.blank("de", config=config, meta={"name": name, "version": version})
    nlp.add_pipe("depesche_sentences")
    nlp.add_pipe("depesche_encoder")
    nlp.add_pipe("depesche_agreement")
    return nlp


def load_engine(name: str) -> Language:
    """An engine shipped in ``models``; loading takes about a second. It reads texts of any length."""
    nlp = load_model_from_path(MODELS / name)
    nlp.max_length = LONGEST_TEXT
    return nlp
