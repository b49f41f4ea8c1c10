"""An analysed article by words: what rules ask of each word, looked up by place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Doc

from news.language.columns import Columns, Found, columns_of

MODIFIERS = {"appos", "flat", "compound", "nmod", "flat:name"}
"""Relations by which a name hangs on the noun that it explains."""


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """The words of an article; all lists but ``capitals`` and ``names`` have one entry per token."""

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
    names: list[Found]
    """The names that the engine found, in text order."""

    @classmethod
    def of(cls, read: Doc | Columns) -> Text:
        """The words of an engine's reading."""
        columns = read if isinstance(read, Columns) else columns_of(read)
        words = columns.words
        return cls(
            columns.body,
            words,
            [word.lower() for word in words],
            [at for at, word in enumerate(words) if word[:1].isupper()],
            columns.starts,
            columns.sentences,
            columns.classes,
            columns.lemmas,
            list(map(_features, columns.features)),
            columns.relations,
            columns.heads,
            columns.has_parse,
            columns.names,
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

    def sentence_ranges(self) -> list[range]:
        """The tokens of each sentence, in text order."""
        firsts = [at for at, one in enumerate(self.sentences) if not at or one != self.sentences[at - 1]]
        return [range(*pair) for pair in pairwise([*firsts, len(self.words)])]

    def head_of(self, first: int, end: int) -> int:
        """The token of a span on which its others hang: the first whose head lies outside."""
        for token in range(first, end):
            if not first <= self.heads[token] < end or self.heads[token] == token:
                return token
        return first


def text_of(read: Doc | Text) -> Text:
    """The words of an engine's reading that changes no more; what looks at an article hands its Text on."""
    return read if isinstance(read, Text) else _text_of(read)


@lru_cache(maxsize=1)
def _text_of(doc: Doc) -> Text:
    return Text.of(doc)


@lru_cache(maxsize=20_000)
def _features(morph: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in morph.split("|") if "=" in pair)
