"""Cut words into the pieces of the encoder's vocabulary (unigram model, Viterbi), each word once."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

START, PAD, END, UNKNOWN = 0, 1, 2, 3
"""Rows of the special pieces ``<s>``, ``<pad>``, ``</s>`` and ``<unk>``."""
SPECIALS = 4
WORD_START = "▁"
LONGEST_WORD = 60
"""Characters of a word that are read: of a longer one the first and the last thirty."""
UNKNOWN_PENALTY = 10.0
CACHED_WORDS = 200_000


class Pieces:
    """A unigram vocabulary; ``cut`` gives the rows of a word's pieces.

    ``pieces`` and ``scores`` (natural logarithms of probabilities) are aligned; the first four are special.
    Segmentation is SentencePiece's unigram search (Kudo 2018, https://arxiv.org/abs/1804.10959) within words.
    """

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        self._rows = {piece: row for row, piece in enumerate(pieces) if row >= SPECIALS}
        self._scores = [float(score) for score in scores]
        self._longest = max((len(piece) for piece in self._rows), default=1)
        self._unknown = min(self._scores[SPECIALS:], default=0.0) - UNKNOWN_PENALTY
        self._cache: dict[str, tuple[int, ...]] = {}

    def cut(self, word: str) -> tuple[int, ...]:
        """Rows of the pieces of a word, at least one; a word of letters starts with the word mark."""
        rows = self._cache.get(word)
        if rows is None:
            if len(self._cache) >= CACHED_WORDS:
                self._cache.clear()
            rows = self._cache[word] = self._search(_normalised(word))
        return rows

    def _search(self, text: str) -> tuple[int, ...]:
        best: list[tuple[float, int, int]] = [(0.0, 0, UNKNOWN)]
        for end in range(1, len(text) + 1):
            score, start = best[end - 1][0] + self._unknown, end - 1
            choice = (score, start, UNKNOWN)
            for start in range(max(0, end - self._longest), end):
                row = self._rows.get(text[start:end])
                if row is not None and best[start][0] + self._scores[row] > choice[0]:
                    choice = (best[start][0] + self._scores[row], start, row)
            best.append(choice)
        rows = []
        end = len(text)
        while end:
            _, end, row = best[end]
            rows.append(row)
        return tuple(reversed(rows)) or (UNKNOWN,)


def _normalised(word: str) -> str:
    if len(word) > LONGEST_WORD:
        word = word[: LONGEST_WORD // 2] + word[-LONGEST_WORD // 2 :]
    text = "".join(unicodedata.normalize("NFKC", word).split())
    return WORD_START + text if any(c.isalnum() for c in text) else text
