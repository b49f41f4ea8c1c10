"""Language identification: which language a text is written in (the language model is in news/language/)."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLE = 2_000
"""Characters from the start of a text that are read: more costs time and hardly ever changes the answer."""

FEWEST_LETTERS = 20
"""A text with fewer letters is of no language that could be told."""

LOWEST_SCORE = 0.5
"""Below, another language is about as likely."""

NOT_LATIN = re.compile(r"[^\u0000-\u024f\u1e00-\u1eff\u2000-\u20cf]+")
"""Letters of other scripts: a German article may quote a message in Greek or Russian."""

LONGEST_GRAM = 6
"""Bytes of the longest n-gram that the model of py3langid knows."""

UNDETERMINED = "und"
"""ISO 639-2 for a language that cannot be told."""


def identify(text: str) -> tuple[str, float]:
    """The language of a text (ISO 639-1, or "und") and how sure that is, 0 to 1.

    The script that most letters belong to decides; quotations in another one are left out.
    Method: naive Bayes over byte n-grams (Lui and Baldwin 2011, langid.py, as py3langid maintains it), among
    all of its languages. The score is the model's probability of its best language.
    """
    sample = text[:SAMPLE]
    latin = NOT_LATIN.sub(" ", sample)
    letters = sum(map(str.isalpha, sample))
    latin_letters = letters if latin == sample else sum(map(str.isalpha, latin))
    if latin_letters * 2 > letters:
        sample = latin
    if letters < FEWEST_LETTERS:
        return UNDETERMINED, 0.0
    language, score = _identifier().classify(sample)
    probability = min(1.0, max(0.0, float(score)))
    return (str(language) if probability >= LOWEST_SCORE else UNDETERMINED), probability


class Identifier(LanguageIdentifier):  # type: ignore[misc, unused-ignore]
    """py3langid's identifier, which walks over all bytes of a text at once: the same scores in half the time.

    Its automaton (Aho and Corasick 1975) looks for byte n-grams, so that its state behind a byte follows from the last
    ``LONGEST_GRAM`` bytes alone. So many steps from its first state, for all places side by side, lead to all states.
    """

    @cached_property
    def _automaton(self) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.int64]]:
        """Next states, where each state's row of them begins, and the feature that a state ends or -1."""
        rows, features = np.array(self._rowbase, np.int64), np.array(self.tk_output, np.int64)
        return np.frombuffer(self.tk_nextmove, np.uint32), rows, features

    def _raw_score(self, text: bytes) -> NDArray[Any]:
        following, rows, features = self._automaton
        letters = np.frombuffer(text, np.uint8)
        states = np.zeros(len(letters), np.int64)
        for back in range(min(LONGEST_GRAM, len(letters)) - 1, -1, -1):
            states[back:] = following[rows[states[back:]] + letters[: len(letters) - back]]
        found = features[states]
        counts = Counter(found[found >= 0].tolist())
        scores: NDArray[Any] = self._sparse_score(counts, self.nb_ptc) if counts else super()._raw_score(text)
        return scores


@cache
def _identifier() -> Identifier:
    identifier: Identifier = Identifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier
