"""Choose the heads of a sentence: the maximum spanning tree with one root (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ROOT = 0
Scores = NDArray[np.float32]
Heads = NDArray[np.int64]


def tree_heads(scores: Scores) -> Heads:
    """Heads of the words of a sentence.

    ``scores[dependent, head]`` is square; row and column 0 are the root. The result has the head of each of
    them, the root's own being 0, and exactly one word hangs on the root.
    """
    exact = np.array(scores, np.float64)
    size = len(exact)
    np.fill_diagonal(exact, -np.inf)
    exact[ROOT] = -np.inf
    if size <= 1:
        return np.zeros(size, np.int64)
    heads: Heads = exact.argmax(axis=1)
    heads[ROOT] = ROOT
    if (heads[1:] == ROOT).sum() == 1 and _cycle(heads) is None:
        return heads
    finite = exact[np.isfinite(exact)]
    exact[1:, ROOT] -= (finite.max() - finite.min() + 1.0) * size
    return _spanning_tree(exact)


def _cycle(heads: NDArray[np.int64]) -> list[int] | None:
    """The members of a cycle; null where every word leads to the root."""
    seen = np.zeros(len(heads), np.int64)
    for start in range(1, len(heads)):
        word = start
        while word != ROOT and not seen[word]:
            seen[word] = start
            word = int(heads[word])
        if word != ROOT and seen[word] == start:
            members = [word]
            while (word := int(heads[word])) != members[0]:
                members.append(word)
            return members
    return None


def _spanning_tree(scores: NDArray[np.float64]) -> Heads:
    """Contract cycles one at a time until none is left, then open them again, the last one first."""
    heads: Heads = scores.argmax(axis=1)
    heads[ROOT] = ROOT
    members = _cycle(heads)
    if members is None:
        return heads
    cycle = np.array(members)
    outside = np.setdiff1d(np.arange(len(scores)), cycle)
    inner = scores[cycle, heads[cycle]]
    into = scores[np.ix_(cycle, outside)] - inner[:, None]
    out = scores[np.ix_(outside, cycle)]
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = into.max(axis=0)
    smaller[:-1, -1] = out.max(axis=1)
    chosen = _spanning_tree(smaller)
    result: Heads = heads.copy()
    for new, old in enumerate(outside):
        head = chosen[new]
        result[old] = cycle[out[new].argmax()] if head == len(outside) else outside[head]
    entry = chosen[-1]
    result[cycle[into[:, entry].argmax()]] = outside[entry]
    return result
