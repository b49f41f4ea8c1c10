"""How sure a coding is: an estimate of the probability that type, actor and recipient are all right."""

from __future__ import annotations

from functools import cache

from news.extract.events.coder import Coded
from news.knowledge import read_rows
from news.lexicon import FOLDER

DIRECT = 0.75
"""Sureness of a party below which it stands far from its word, or is told by a thing or a pronoun."""
TOLD = {(True, True): "both", (True, False): "actor", (False, True): "recipient", (False, False): "nobody"}


@cache
def shares_right() -> dict[tuple[str, str, bool], float]:
    """Share of right codings by word class, by who is told, and by whether a party is unsure (scores.tsv)."""
    return {
        (row["pos"], row["told"], row["unsure"] == "yes"): float(row["score"])
        for row in read_rows(FOLDER / "scores.tsv")
    }


def score_of(event: Coded) -> float:
    """A probability from 0 to 1: the share of right codings among those of its kind in the gold sets."""
    word_class = "NOUN" if event.frame.word_class == "NOUN" else "VERB"
    parties = [filler for filler in (event.actor, event.recipient) if filler is not None]
    is_unsure = any(filler.sureness < DIRECT for filler in parties)
    told = TOLD[event.actor is not None, event.recipient is not None]
    return shares_right()[word_class, told, is_unsure]
