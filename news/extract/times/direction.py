"""Whether a clause speaks of the past or of what is ahead, told by its verbs without a parse."""

from __future__ import annotations

from collections.abc import Sequence

from news.extract.times.lexicon import verb_cues

PAST, AHEAD, UNKNOWN = -1, 1, 0
CLAUSE_ENDS = frozenset(',;:!?()„“”"«»–—')
SENTENCE_ENDS = frozenset("!?")
REACH = 60
"""Pieces to each side in which a clause is looked for; longer ones are cut."""
LONGEST_ORDINAL = 2
SHORTEST_PRETERITE = 5
SHORTEST_PRESENT = 4
LONGEST_PREFIX = 9


def clause_around(pieces: Sequence[str], start: int, end: int, *, whole_sentence: bool = False) -> list[str]:
    """The words of the clause, or of the sentence, that holds the pieces from ``start`` to ``end``."""
    left, right = start, end
    while left > max(0, start - REACH) and not _ends(pieces, left - 1, whole_sentence):
        left -= 1
    while right < min(len(pieces), end + REACH) and not _ends(pieces, right, whole_sentence):
        right += 1
    return [p for p in (*pieces[left:start], *pieces[end:right]) if p[0].isalpha()]


def direction(words: Sequence[str]) -> int:
    """PAST, AHEAD or UNKNOWN for the words of a clause in their order."""
    cues = verb_cues()
    verdict, has_perfect, has_participle, has_present = UNKNOWN, False, False, False
    for written in words:
        word = written.lower()
        if word in cues["PAST"]:
            return PAST
        if word in cues["AHEAD"]:
            verdict = AHEAD
        elif word in cues["PERFECT"]:
            has_perfect = True
        elif written in cues["PRESENT"]:
            has_present = True
        elif not written[0].islower() or word in cues["NOT_A_VERB"]:
            continue
        elif _is_participle(word) or word in cues["PARTICIPLE"]:
            has_participle = True
        elif word.endswith(("te", "ten")) and len(word) >= SHORTEST_PRETERITE:
            return verdict or PAST
        elif word.endswith("t") and len(word) >= SHORTEST_PRESENT:
            has_present = True
            has_participle = has_participle or word.startswith(tuple(cues["PREFIX"])) or word.endswith("iert")
    if verdict:
        return verdict
    if has_perfect and has_participle:
        return PAST
    return AHEAD if has_present else UNKNOWN


def direction_of_preposition(word: str) -> int:
    """PAST behind "seit" and "vom", else UNKNOWN: "das Ergebnis vom Sonntag zeigt" is no verb's matter."""
    return PAST if word in verb_cues()["BEFORE_PAST"] else UNKNOWN


def is_announced(words: Sequence[str]) -> bool:
    """Whether a clause tells a plan: "soll öffnen", not "wird vermutet"."""
    planned = verb_cues()["PLANNED"]
    return any(word.lower() in planned for word in words) and direction(words) == AHEAD


def can_look_ahead(preposition: str) -> bool:
    """Whether what stands behind a preposition may lie ahead though the clause tells the past: "bis 2027"."""
    return preposition in verb_cues()["BEFORE_OPEN"]


def is_timeless(words: Sequence[str]) -> bool:
    """Whether a clause tells a state of these days rather than what happens on one day."""
    lasting = verb_cues()["LASTING"]
    return any(word.lower() in lasting for word in words)


def _is_participle(word: str) -> bool:
    at = word.find("ge", 0, LONGEST_PREFIX)
    return at >= 0 and word.endswith(("t", "en")) and len(word) - at > SHORTEST_PRETERITE


def _ends(pieces: Sequence[str], index: int, whole_sentence: bool) -> bool:
    """Whether a piece ends the clause; a full stop does so but behind ordinals, initials and abbreviations."""
    piece = pieces[index]
    if piece == ".":
        before = pieces[index - 1].lower() if index else ""
        if before.isdecimal():
            return len(before) > LONGEST_ORDINAL
        return len(before) > 1 and before not in verb_cues()["ABBREVIATION"]
    if piece.isspace():
        return piece.count("\n") > 1
    return piece in (SENTENCE_ENDS if whole_sentence else CLAUSE_ENDS)
