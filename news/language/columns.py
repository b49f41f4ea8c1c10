"""Columns: what an engine tells of a text as lists, one entry per word. Each walk over a Doc makes its tokens anew."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import (  # type: ignore[import-not-found]
    DEP,
    HEAD,
    IDX,
    LEMMA,
    MORPH,
    ORTH,
    POS,
    SENT_START,
    SPACY,
)
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.vocab import Vocab

MOST_STRINGS = 300_000
"""Strings that are kept beside a vocabulary."""
NO_START = -1
"""What spaCy says of a word that opens no sentence; 0 where nothing is known."""

Found = tuple[int, int, str, float | None]
"""A name: first token, end, label, score (0 to 1) where the engine tells one."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What an engine tells of a text; all lists but ``names`` have one entry per token."""

    body: str
    words: list[str]
    starts: list[int]
    """Offset of the first character."""
    sentences: list[int]
    """Number of the sentence, from 0."""
    classes: list[str]
    """Universal word classes; this and the next three hold empty strings where the engine tells nothing."""
    lemmas: list[str]
    features: list[str]
    """Morphological features as in Universal Dependencies (``Case=Nom|Number=Sing``)."""
    relations: list[str]
    heads: list[int]
    """Token of the head; the token itself at the root and where there is no parse."""
    has_parse: bool
    names: list[Found]


def columns_of(doc: Doc) -> Columns:
    """The columns of a Doc."""
    words = words_of(doc)
    opens = numbers_of(doc, SENT_START) != NO_START
    opens[:1] = True
    return Columns(
        "".join(with_spaces(doc, words)),
        words,
        starts_of(doc),
        (np.cumsum(opens) - 1).tolist(),
        strings_of(doc, POS),
        strings_of(doc, LEMMA),
        strings_of(doc, MORPH),
        strings_of(doc, DEP),
        (numbers_of(doc, HEAD) + np.arange(len(doc))).tolist(),
        bool(doc.has_annotation("DEP")),
        names_of(doc),
    )


def names_of(doc: Doc) -> list[Found]:
    """The names of a Doc in text order."""
    return [(span.start, span.end, span.label_, getattr(span._, "score", None)) for span in doc.ents]


def words_of(doc: Doc) -> list[str]:
    """The words as written."""
    return strings_of(doc, ORTH)


def strings_of(doc: Doc, attribute: int) -> list[str]:
    """What an attribute of ``spacy.attrs`` whose values are strings says of each word; empty where nothing."""
    ids = doc.to_array([attribute]).ravel().view(np.uint64)
    return list(map(_strings(doc.vocab).__getitem__, ids.tolist()))


def numbers_of(doc: Doc, attribute: int) -> NDArray[np.int64]:
    """What an attribute of ``spacy.attrs`` whose values are numbers or flags says of each word."""
    numbers: NDArray[np.int64] = doc.to_array([attribute]).ravel().view(np.int64)
    return numbers


def starts_of(doc: Doc) -> list[int]:
    """Offset of the first character of each word."""
    starts: list[int] = numbers_of(doc, IDX).tolist()
    return starts


def with_spaces(doc: Doc, words: list[str]) -> list[str]:
    """The words with the space behind them, as far as there is one; joined they are the text."""
    return [
        f"{word} " if space else word
        for word, space in zip(words, numbers_of(doc, SPACY).tolist(), strict=True)
    ]


class _Strings(dict[int, str]):
    """The strings of a vocabulary that were asked for: it makes each anew, here they stay the same objects."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self.store = store

    def __missing__(self, number: int) -> str:
        string = self.store[number]
        if len(self) < MOST_STRINGS:
            self[number] = string
        return string


@lru_cache(maxsize=2)
def _strings(vocab: Vocab) -> _Strings:
    return _Strings(vocab.strings)
