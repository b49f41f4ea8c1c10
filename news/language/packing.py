"""Pack sentences into rows of pieces: several to a row, apart from each other by their numbers, no padding between.

Attention stays within a sentence, so packing changes no result but by what int8 rounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from news.language.pieces import END, PAD, START

ROW_PIECES = 256
"""What a row can hold; a longer sentence is read in parts."""
SHARED_PIECES = 128
"""What a row of several sentences holds. Attention compares every two pieces of a row: longer rows cost more than the
calls that they save."""
Cut = Sequence[tuple[int, ...]]
"""A sentence: the pieces of each of its words."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Rows of pieces and of words; all arrays are int64, (rows, pieces) or (rows, words).

    Each sentence has one more word in front, its root: the piece ``<s>``. Padding has sentence number 0.
    """

    pieces: NDArray[np.int64]
    positions: NDArray[np.int64]
    sentence: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    word_sentence: NDArray[np.int64]
    places: list[tuple[int, int, int]]
    """For each sentence in order: row, index of its root in the row's words, number of words."""


def piece_count(sentence: Cut) -> int:
    """Pieces that a sentence takes in a row, its start and end included."""
    return sum(map(len, sentence)) + 2


def rows_of(counts: Sequence[int], limit: int = SHARED_PIECES) -> list[list[int]]:
    """Indexes of sentences by row, in order, as many to a row as fit; a longer one has a row of its own."""
    rows: list[list[int]] = []
    free = 0
    for index, count in enumerate(counts):
        if count > free or not rows:
            rows.append([])
            free = limit
        rows[-1].append(index)
        free -= count
    return rows


def pack(sentences: Sequence[Cut], limit: int = ROW_PIECES) -> Packed:
    """Pack sentences in their order."""
    rows = rows_of([piece_count(s) for s in sentences], limit)
    pieces: list[list[int]] = []
    positions: list[list[int]] = []
    numbers: list[list[int]] = []
    first: list[list[int]] = []
    last: list[list[int]] = []
    word_numbers: list[list[int]] = []
    places = []
    for row, members in enumerate(rows):
        for column in (pieces, positions, numbers, first, last, word_numbers):
            column.append([])
        for number, index in enumerate(members, 1):
            places.append((row, len(first[row]), len(sentences[index])))
            begin = len(pieces[row])
            first[row].append(begin)
            last[row].append(begin)
            pieces[row].append(START)
            for word in sentences[index]:
                first[row].append(len(pieces[row]))
                pieces[row].extend(word)
                last[row].append(len(pieces[row]) - 1)
            pieces[row].append(END)
            count = len(pieces[row]) - begin
            positions[row].extend(range(count))
            numbers[row].extend([number] * count)
            word_numbers[row].extend([number] * (len(sentences[index]) + 1))
    return Packed(
        _square(pieces, PAD),
        _square(positions),
        _square(numbers),
        _square(first),
        _square(last),
        _square(word_numbers),
        places,
    )


def _square(rows: list[list[int]], filling: int = 0) -> NDArray[np.int64]:
    width = max(map(len, rows), default=0)
    return np.array([row + [filling] * (width - len(row)) for row in rows], np.int64).reshape(
        len(rows), width
    )
