"""A text as a row of pieces: one character for the classes of each, and what is written where, for those asked for."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from news.extract.times.lexicon import BREAK, MOST_CODES, PIECE, SPACE, Codes

PARAGRAPH = "\n\n"
MARKS = frozenset('.,:;!?)"“”«»')
"""What stands behind a word without white space; each is a piece of its own."""
WIDE_SPACES = (SPACE + SPACE, SPACE + BREAK, BREAK + SPACE, BREAK + BREAK)
"""Codes of white space beside white space, which is one piece then: such a text is not cut at blanks."""
LONGEST_CHUNK = 40
"""Characters of a chunk that may come again."""

Places = tuple[list[str], list[int]]
"""The chunks of a paragraph, and where they begin if its blanks are not counted."""


class ChunkCodes(dict[str, str]):
    """The codes of each known chunk (what stands between two blanks) with the one of the blank behind it.

    Most chunks of a text are words that have been seen before: looking them up is far quicker than cutting the
    text into pieces.
    """

    def __init__(self, words: Codes) -> None:
        super().__init__({"": SPACE})
        self.words = words
        self._shared: dict[str, str] = {}
        """Each row of codes once: few are many, and what is small stays in the processor's cache."""

    def __missing__(self, chunk: str) -> str:
        if chunk.isalpha():
            codes = self.words[chunk] + SPACE
        elif (mark := chunk[-1]) in MARKS and (word := chunk[:-1]).isalpha():
            codes = self.words[word] + self.words[mark] + SPACE
        else:
            codes = self.of_text(chunk)
        if len(self) < MOST_CODES and len(chunk) <= LONGEST_CHUNK:
            self[chunk] = self._shared.setdefault(codes, codes)
        return codes

    def of_text(self, text: str) -> str:
        """The codes of any text, cut into pieces, and the one of a blank behind it."""
        return "".join(map(self.words.__getitem__, PIECE.findall(text))) + SPACE


class Pieces:
    """The pieces of a text and their codes."""

    __slots__ = ("_firsts", "_paragraphs", "_places", "_starts", "codes", "text")

    def __init__(self, text: str, chunk_codes: ChunkCodes) -> None:
        self.text = text
        paragraphs = text.split(PARAGRAPH)
        codes_of = chunk_codes.__getitem__
        coded = ["".join(map(codes_of, paragraph.split(" "))) for paragraph in paragraphs]
        codes = BREAK.join([row[:-1] for row in coded])
        self._places: dict[int, Places] = {}
        if any(wide in codes for wide in WIDE_SPACES):
            paragraphs, coded = [text], [chunk_codes.of_text(text)]
            codes = coded[0][:-1]
            self._places[0] = [text], [0]
        self.codes = codes
        """One character per piece."""
        self._paragraphs = paragraphs
        self._firsts = list(accumulate(map(len, coded), initial=0))
        """The first piece of each paragraph."""
        self._starts = list(
            accumulate([len(paragraph) + len(PARAGRAPH) for paragraph in paragraphs], initial=0)
        )
        """Where each paragraph begins."""

    def written(self, piece: int) -> str:
        """What a piece is."""
        chunk, _, at = self._place(piece)
        pieces, _ = _cut(chunk)
        if at < len(pieces):
            return pieces[at]
        return PARAGRAPH if self.codes[piece] == BREAK else " "

    def offset(self, piece: int) -> int:
        """Where a piece begins; the length of the text for the one behind the last."""
        chunk, begin, at = self._place(piece)
        return begin + _cut(chunk)[1][at] if at else begin

    def _place(self, piece: int) -> tuple[str, int, int]:
        """The chunk that holds a piece, where that begins, and how many of its pieces stand before."""
        number = bisect_right(self._firsts, piece) - 1
        first = self._firsts[number]
        chunks, starts = self._places.get(number) or self._places_in(number)
        if len(chunks) == 1:
            return chunks[0], starts[0], piece - first
        chunk = self.codes.count(SPACE, first, piece)
        begins = max(self.codes.rfind(SPACE, first, piece) + 1, first)
        return chunks[chunk], starts[chunk] + chunk, piece - begins

    def _places_in(self, number: int) -> Places:
        """Where the chunks of a paragraph are; worked out for those only that hold an expression.

        A paragraph with white space that is no blank is one chunk.
        """
        paragraph = self._paragraphs[number]
        chunks = paragraph.split(" ")
        if self.codes.count(SPACE, self._firsts[number], self._firsts[number + 1] - 1) >= len(chunks):
            chunks = [paragraph]
        found = chunks, list(accumulate(map(len, chunks), initial=self._starts[number]))
        self._places[number] = found
        return found


@lru_cache(maxsize=10_000)
def _cut(chunk: str) -> tuple[list[str], list[int]]:
    """The pieces of a chunk and where they begin in it, with the end of the last one."""
    pieces = PIECE.findall(chunk)
    return pieces, list(accumulate(map(len, pieces), initial=0))
