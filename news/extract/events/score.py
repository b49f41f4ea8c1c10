"""How sure a coding is: an estimate of the probability that type, actor and recipient are all right."""

from __future__ import annotations

from news.extract.events.coder import Coded

VERB, NOUN = 0, 1
SHARE_RIGHT = {(True, True): (0.9, 0.75), (True, False): (0.5, 0.5), (False, True): (0.2, 0.2)}
"""Share of right codings for verbs and nouns, by whether actor and recipient were found.

Counted on 240 codings of news texts on foreign affairs that were checked by hand; other subjects fare worse.
"""
UNSURE = 0.85
"""Factor where a party stands far from its word or is told by a thing or pronoun."""
DIRECT = 0.75
"""Sureness from which a party counts as direct."""


def score_of(event: Coded) -> float:
    """A probability from 0 to 1: the share of right codings of its kind, lower for each party that is unsure."""
    kind = NOUN if event.frame.word_class == "NOUN" else VERB
    score = SHARE_RIGHT[event.actor is not None, event.recipient is not None][kind]
    for filler in (event.actor, event.recipient):
        if filler is not None and filler.sureness < DIRECT:
            score *= UNSURE
    return round(score, 2)
