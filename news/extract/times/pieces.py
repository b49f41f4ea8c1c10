"""A text as a row of pieces: what is written, where it stands, and one character for the classes of each."""

from __future__ import annotations

from itertools import accumulate

from news.extract.times.lexicon import PIECE, Codes


class Pieces:
    """The pieces of a text, their offsets and their codes."""

    __slots__ = ("codes", "offsets", "text", "written")

    def __init__(self, text: str, codes: Codes) -> None:
        self.text = text
        self.written = PIECE.findall(text)
        self.codes = "".join(map(codes.__getitem__, self.written))
        """One character per piece."""
        self.offsets = list(accumulate(map(len, self.written), initial=0))
        """Where each piece begins, and the length of the text."""
