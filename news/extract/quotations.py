"""Quotations: where somebody's own words stand in an article, and the verbs that can tell whose they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from news.extract.text import Text
from news.lexicon.speech import speech_verbs

CLOSING = {"„": '“”"', "»": "«", "«": "»", "“": "”", '"': '"'}
"""Mark that opens a quotation -> the marks that can close it."""
PARAGRAPH = "\n\n"
MARK = re.compile("|".join([PARAGRAPH, *sorted({*CLOSING, *"".join(CLOSING.values())})]))
VERBAL = {"VERB", "AUX", ""}
"""Word classes of verbs of speaking; empty where the engine tells none."""
BEHIND = 3
"""Words behind a closing mark among which the verb stands that tells the speaker: “, sagte er."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, from the token of the opening mark up to behind that of the closing one."""

    first: int
    end: int


class Quotations:
    """The direct quotations of an article, in text order; one that its paragraph does not close is none."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.spans = list(_find(text))
        self._starts = [span.first for span in self.spans]
        self._verbs: dict[int, list[int]] = defaultdict(list)
        for token in _speech(text) if self.spans else ():
            if self.at(token) is None:
                self._verbs[text.sentences[token]].append(token)

    def at(self, token: int) -> int | None:
        """The number of the quotation in which a token stands; null outside of all."""
        number = bisect_right(self._starts, token) - 1
        return number if number >= 0 and token < self.spans[number].end else None

    def verbs_of(self, number: int) -> list[int]:
        """The verbs of speaking that can tell whose words a quotation is, the likeliest first.

        Those of its own sentences, outside of it; else the one right behind it; else, for a quotation that opens
        its sentence, those of the sentence before, or of the quotation there, from which it goes on.
        """
        text, span = self.text, self.spans[number]
        first, last = text.sentences[span.first], text.sentences[span.end - 1]
        own = [*self._verbs[first], *(self._verbs[last] if last > first else [])]
        if own:
            return sorted(own, key=lambda verb: min(abs(verb - span.first), abs(verb - span.end)))
        behind = range(span.end, min(len(text), span.end + BEHIND))
        following = [v for v in behind if v in self._verbs[text.sentences[v]] and text.words[v].islower()]
        if following or not first or text.together(span.first, span.first - 1):
            return following
        if self._verbs[first - 1]:
            return self._verbs[first - 1][::-1]
        is_going_on = number and text.sentences[self.spans[number - 1].end - 1] == first - 1
        return self.verbs_of(number - 1) if is_going_on else []


def _find(text: Text) -> Iterator[Quotation]:
    opened: int | None = None
    closing = ""
    end = 0
    for found in MARK.finditer(text.body):
        at, mark = found.start(), found[0]
        if opened is None:
            if mark in CLOSING:
                opened, closing = at, CLOSING[mark]
        elif mark == PARAGRAPH:
            opened = None
        elif mark in closing:
            first = text.token_at(opened)
            if first >= end:  # not the second one inside a word that is full of marks
                end = text.token_at(at) + 1
                yield Quotation(first, end)
            opened = None


def _speech(text: Text) -> Iterator[int]:
    """The tokens of verbs of speaking."""
    verbs = speech_verbs()
    for token, word_class in enumerate(text.classes):
        if word_class in VERBAL and (text.lower[token] in verbs.forms or text.lemmas[token] in verbs.lemmas):
            yield token
