"""An analysed article by words: what rules ask of each word, taken from the Doc once and looked up by place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, SENT_START  # type: ignore[import-not-found]
from spacy.tokens import Doc

from news.language.columns import numbers_of, starts_of, strings_of, with_spaces, words_of

NO_START = -1
"""What spaCy says of a word that opens no sentence; 0 where nothing is known."""
MODIFIERS = {"appos", "flat", "compound", "nmod", "flat:name"}
"""Relations by which a name hangs on the noun that it explains."""


@dataclass(frozen=True, slots=True)
class Text:
    """The words of an article; all lists but ``capitals`` have one entry per token."""

    doc: Doc
    body: str
    words: list[str]
    lower: list[str]
    """The words in small letters."""
    capitals: list[int]
    """The tokens whose word begins with a capital, in text order."""
    starts: list[int]
    """Offset of the first character."""
    sentences: list[int]
    """Number of the sentence, from 0."""
    classes: list[str]
    """Universal word classes; empty strings where the engine has none."""
    lemmas: list[str]
    features: list[dict[str, str]]
    """Morphological features; words that have the same ones share them."""
    relations: list[str]
    heads: list[int]
    """Token of the head; the token itself at the root and where there is no parse."""
    has_parse: bool

    @classmethod
    def of(cls, doc: Doc) -> Text:
        """The words of a Doc."""
        words = words_of(doc)
        opens = numbers_of(doc, SENT_START) != NO_START
        opens[:1] = True
        return cls(
            doc,
            "".join(with_spaces(doc, words)),
            words,
            [word.lower() for word in words],
            [at for at, word in enumerate(words) if word[:1].isupper()],
            starts_of(doc),
            (np.cumsum(opens) - 1).tolist(),
            strings_of(doc, POS),
            strings_of(doc, LEMMA),
            [_features(morph) for morph in strings_of(doc, MORPH)],
            strings_of(doc, DEP),
            (numbers_of(doc, HEAD) + np.arange(len(doc))).tolist(),
            bool(doc.has_annotation("DEP")),
        )

    def __len__(self) -> int:
        return len(self.words)

    def end(self, token: int) -> int:
        """Offset behind a token."""
        return self.starts[token] + len(self.words[token])

    def token_at(self, offset: int) -> int:
        """The token in which a character stands."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def word(self, token: int) -> str:
        """The word at a place, empty beyond the text."""
        return self.words[token] if 0 <= token < len(self.words) else ""

    def together(self, one: int, other: int) -> bool:
        """Whether two places lie in the same sentence of the text."""
        size = len(self.words)
        return 0 <= one < size and 0 <= other < size and self.sentences[one] == self.sentences[other]

    def feature(self, token: int, name: str) -> str:
        """A morphological feature (Case, Number, Gender); empty where the engine tells none."""
        return self.features[token].get(name, "").partition(",")[0]

    def head_of(self, first: int, end: int) -> int:
        """The token of a span on which its others hang: the first whose head lies outside."""
        for token in range(first, end):
            if not first <= self.heads[token] < end or self.heads[token] == token:
                return token
        return first


@lru_cache(maxsize=1)
def text_of(doc: Doc) -> Text:
    """The words of a doc that changes no more; what looks at an article asks for them one after the other."""
    return Text.of(doc)


@lru_cache(maxsize=20_000)
def _features(morph: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in morph.split("|") if "=" in pair)
