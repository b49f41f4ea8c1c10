"""Readings that are known: the same words, published on the same days, mean the same where the same is told of them."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from news.extract.times.interval import UNBOUNDED, Interval
from news.extract.times.reading import Reading
from news.extract.times.scene import Question, Scene

MOST_PUBLICATIONS = 50
MOST_KEPT = 5000
"""Questions and answers of each publication that are kept: the same few expressions make most of a text."""

Words = tuple[int, int, tuple[str, ...]]
"""The number of a rule, of one of its expressions, and the words that its fields keep; "" for a field without any."""
Understood = tuple[Reading | None, str, Interval]
"""A reading, its value and its days."""
REFUSED: Understood = (None, "", UNBOUNDED)


class Known:
    """What readings made of words on one publication, by the answers to what they asked of the scene.

    A reading is a function of its words, the publication and what it is told when it asks, so its next question
    follows from its words and the answers before. Each row of answers leads to the next question or to the result.
    """

    def __init__(self) -> None:
        self._next: dict[Hashable, Question | Understood] = {}

    def recall(self, words: Words, scene: Scene) -> Understood | None:
        """What was understood when all that was asked had the answers that it has here; null if it never was."""
        at: Hashable = words
        found = self._next.get(at)
        while callable(found):
            at = (at, found(scene))
            found = self._next.get(at)
        if found is None:
            scene.asked.clear()  # the reading begins anew
        return found

    def keep(self, words: Words, scene: Scene, understood: Understood) -> None:
        """Keep what was understood in a scene for all that give the same answers."""
        if len(self._next) >= MOST_KEPT:
            return
        at: Hashable = words
        for question, answer in scene.asked.items():
            self._next[at] = question
            at = (at, answer)
        self._next[at] = understood


@lru_cache(MOST_PUBLICATIONS)
def known_on(published: Interval) -> Known:
    """What is known of articles that appeared on these days."""
    return Known()
