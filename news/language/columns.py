"""The words of a Doc and their annotations as lists, column by column: each walk over a Doc makes its tokens anew."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IDX, ORTH, SPACY  # type: ignore[import-not-found]
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.vocab import Vocab

MOST_STRINGS = 300_000
"""Strings that are kept beside a vocabulary."""


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
