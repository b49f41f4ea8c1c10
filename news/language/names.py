"""Read names off label scores: the best sequence of BIO labels (Viterbi), as spans with a score.

A sequence is worth the scores of its labels and what each label is worth behind the one before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from news.language.sentences import abbreviations

FORBIDDEN = -1e6
INNER = {",", ";", ":", "-", "–", "—", "/"}
"""Marks that stand in names and not at their ends."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence, from the first word up to, not including, ``end``."""

    start: int
    end: int
    label: str
    score: float
    """Probability of its least certain word label, 0 to 1."""


def transitions(labels: Sequence[str], worth: NDArray[np.float32] | None = None) -> NDArray[np.float32]:
    """``worth``, or 0, where a label may follow another, (from, to); far below where I-X follows no B-X or I-X."""
    allowed = np.zeros((len(labels), len(labels)), np.float32) if worth is None else worth.copy()
    for b, following in enumerate(labels):
        if following.startswith("I-"):
            for a, label in enumerate(labels):
                if label[:2] not in ("B-", "I-") or label[2:] != following[2:]:
                    allowed[a, b] = FORBIDDEN
    return allowed


def find_names(
    sentences: Sequence[NDArray[np.float32]], labels: Sequence[str], worth: NDArray[np.float32] | None = None
) -> list[list[Name]]:
    """The names of each sentence from its label scores, (words, labels) each; ``worth`` as ``transitions`` has it."""
    if not sentences:
        return []
    lengths = [len(s) for s in sentences]
    count, width = len(sentences), max(lengths)
    scores = np.zeros((count, width, len(labels)), np.float32)
    for index, sentence in enumerate(sentences):
        scores[index, : len(sentence)] = sentence
    scores -= scores.max(axis=-1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(axis=-1, keepdims=True))
    best = _best_sequences(scores, lengths, labels, transitions(labels, worth))
    return [_spans(best[index, :length], scores[index], labels) for index, length in enumerate(lengths)]


def _best_sequences(
    scores: NDArray[np.float32], lengths: Sequence[int], labels: Sequence[str], follow: NDArray[np.float32]
) -> NDArray[np.int64]:
    count, width, _ = scores.shape
    if not width:
        return np.zeros((count, 0), np.int64)
    starts = np.array([FORBIDDEN if label.startswith("I-") else 0.0 for label in labels], np.float32)
    total = scores[:, 0] + starts
    totals = [total]
    origins = []
    for at in range(1, width):
        paths = total[:, :, None] + follow
        origins.append(paths.argmax(axis=1))
        total = paths.max(axis=1) + scores[:, at]
        totals.append(total)
    best = np.zeros((count, width), np.int64)
    for index, length in enumerate(lengths):
        if not length:
            continue
        label = int(totals[length - 1][index].argmax())
        for at in range(length - 1, -1, -1):
            best[index, at] = label
            if at:
                label = int(origins[at - 1][index, label])
    return best


def _spans(best: NDArray[np.int64], scores: NDArray[np.float32], labels: Sequence[str]) -> list[Name]:
    found = []
    start = None
    for at in range(len(best) + 1):
        label = labels[best[at]] if at < len(best) else "O"
        if start is not None and not label.startswith("I-"):
            chosen = scores[np.arange(start, at), best[start:at]]
            found.append(Name(start, at, labels[best[start]][2:], float(np.exp(chosen.min()))))
            start = None
        if label.startswith("B-"):
            start = at
    return found


def last_word(name: Name, words: Sequence[str]) -> int:
    """The last word of a name in a sentence: no comma or dash, and a full stop only behind an abbreviation."""
    last = name.end - 1
    while last > name.start and (words[last] in INNER or _is_stop(words, last)):
        last -= 1
    return last


def _is_stop(words: Sequence[str], at: int) -> bool:
    return words[at] == "." and words[at - 1] not in abbreviations()
