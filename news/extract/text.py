"""An analysed article by words: what rules ask of each word, taken from the Doc once and looked up by place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

MODIFIERS = {"appos", "flat", "compound", "nmod", "flat:name"}
"""Relations by which a name hangs on the noun that it explains."""


@dataclass(frozen=True, slots=True)
class Text:
    """The words of an article; all lists have one entry per token."""

    doc: Doc
    body: str
    words: list[str]
    starts: list[int]
    """Offset of the first character."""
    sentences: list[int]
    """Number of the sentence, from 0."""
    classes: list[str]
    """Universal word classes; empty strings where the engine has none."""
    relations: list[str]
    heads: list[int]
    """Token of the head; the token itself at the root and where there is no parse."""
    has_parse: bool

    @classmethod
    def of(cls, doc: Doc) -> Text:
        """The words of a Doc."""
        tokens = list(doc)
        number = -1
        sentences = []
        for token in tokens:
            number += token.is_sent_start is not False or number < 0
            sentences.append(number)
        return cls(
            doc,
            doc.text,
            [t.text for t in tokens],
            [t.idx for t in tokens],
            sentences,
            [t.pos_ for t in tokens],
            [t.dep_ for t in tokens],
            [t.head.i for t in tokens],
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
        values = self.doc[token].morph.get(name, [])
        return str(values[0]) if values else ""

    def head_of(self, first: int, end: int) -> int:
        """The token of a span on which its others hang: the first whose head lies outside."""
        for token in range(first, end):
            if not first <= self.heads[token] < end or self.heads[token] == token:
                return token
        return first
