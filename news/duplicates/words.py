"""Words: a text as a row of numbers, one for each word, in which case, punctuation and layout leave no trace."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

PASSAGE_WIDTH = 8
"""Words in a row that two texts must share for it to be no accident."""

_PLANE = 0xFFFF
"""Characters beyond the basic plane (emoji, historic scripts) count as blanks and keep the tables small."""
_IS_WORD = np.array([*(chr(code).isalnum() for code in range(_PLANE)), False])
_IS_DIGIT = np.array([*(chr(code).isdecimal() for code in range(_PLANE)), False])
_GOLDEN = 0x9E3779B97F4A7C15
_POWERS = np.array([pow(_GOLDEN, exponent, 1 << 64) for exponent in range(1, 65)], dtype=np.uint64)
_ANY_NUMBER = np.uint64(1)


@dataclass(frozen=True)
class Words:
    """The words of a text in their order."""

    hashes: Hashes
    """One 64-bit number for each word, the same on every machine."""
    is_number: Flags
    """True for each word that begins with a digit."""

    def __len__(self) -> int:
        return len(self.hashes)

    @cached_property
    def passages(self) -> Hashes:
        """The runs of PASSAGE_WIDTH words."""
        return runs(self.hashes, PASSAGE_WIDTH)

    @cached_property
    def passages_but_numbers(self) -> Hashes:
        """The same with all numbers alike."""
        return runs(np.where(self.is_number, _ANY_NUMBER, self.hashes), PASSAGE_WIDTH)


def read_words(text: str) -> Words:
    """The words of a text: runs of letters and digits, case folded.

    A point or comma between two digits is dropped, so that 4.825 and 4825 are one number, and 1,2 is one
    word. Done on arrays of characters, for it is the most work of the search: five times as fast as a regular
    expression, 0.4 s for 5 MB of text. Memory: about 45 bytes a character while it works.
    """
    encoded = text.casefold().encode("utf-32-le", "surrogatepass")
    codes = np.minimum(np.frombuffer(encoded, dtype=np.uint32), np.uint32(_PLANE))
    codes = codes[~_between_digits(codes)]
    is_word = _IS_WORD[codes]
    edges = np.flatnonzero(np.diff(is_word, prepend=False, append=False))
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    if not len(starts):
        return Words(np.zeros(0, np.uint64), np.zeros(0, np.bool_))
    letters = codes[is_word].astype(np.uint64)
    first_letters = np.cumsum(lengths) - lengths
    place_in_word = np.arange(len(letters)) - np.repeat(first_letters, lengths)
    sums = np.add.reduceat(letters * _POWERS[place_in_word % len(_POWERS)], first_letters)
    return Words(scramble(sums), _IS_DIGIT[codes[starts]])


def runs(hashes: Hashes, width: int) -> Hashes:
    """One number for each run of ``width`` neighbours, in order; none where there are fewer."""
    count = max(0, len(hashes) - width + 1)
    mixed = np.zeros(count, np.uint64)
    for offset in range(width):
        mixed = mixed * np.uint64(_GOLDEN) + hashes[offset : offset + count]
    return scramble(mixed)


def scramble(numbers: Hashes) -> Hashes:
    """Spread numbers over 64 bits, one to one: the finaliser of SplitMix64 (Steele, Lea and Flood, 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _between_digits(codes: npt.NDArray[np.uint32]) -> Flags:
    marks: Flags = (codes == ord(".")) | (codes == ord(","))
    if len(codes) and marks.any():
        is_digit = _IS_DIGIT[codes]
        marks[0] = marks[-1] = False
        marks[1:-1] &= is_digit[:-2] & is_digit[2:]
    return marks
