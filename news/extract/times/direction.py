"""Whether a clause speaks of the past or of what is ahead, told by its verbs without a parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from news.extract.times.lexicon import verb_cues

PAST, AHEAD, UNKNOWN = -1, 1, 0
CLAUSE_END = re.compile(r'[.\n,;:!?()„“”"«»–—]')
SENTENCE_END = re.compile(r"[.\n!?]")
WORD = re.compile(r"[a-zA-ZäöüÄÖÜß]+(?![^\W\d_])|[^\W\d_]+")  # what is frequent stands first: it is faster
WORD_OR_NUMBER = re.compile(r"[^\W\d_]+|[0-9]+(?:[,'’:][0-9]+)*")
SHORT = 16
"""Characters; longer than abbreviations and than the white space between paragraphs."""
LONGEST_ORDINAL = 2
SHORTEST_PRETERITE = 5
SHORTEST_PRESENT = 4
LONGEST_PREFIX = 9
MOST_CUES = 30_000
"""Words whose cue is kept."""


def clause_around(
    text: str, start: int, end: int, first: int, last: int, *, whole_sentence: bool = False
) -> list[str]:
    """The words of the clause, or of the sentence, that holds ``text[start:end]``, without those in it.

    They are looked for from ``first`` to ``last``, where longer ones are cut.
    """
    ending = SENTENCE_END if whole_sentence else CLAUSE_END
    left, right = first, last
    for found in ending.finditer(text[first:start][::-1]):
        at = start - found.end()
        if _ends(text, at):
            left = at + 1
            break
    for found in ending.finditer(text, end, last):
        at = found.start()
        if _ends(text, at):
            right = at
            break
    return WORD.findall(text, left, start) + WORD.findall(text, end, right)


def direction(words: Iterable[str]) -> int:
    """PAST, AHEAD or UNKNOWN for the words of a clause in their order."""
    verdict, has_perfect, has_participle, has_present = UNKNOWN, False, False, False
    for cue in filter(None, map(CUES.__getitem__, words)):
        if cue == "PAST":
            return PAST
        if cue == "PRETERITE":
            return verdict or PAST
        if cue == "AHEAD":
            verdict = AHEAD
        has_perfect = has_perfect or cue == "PERFECT"
        has_participle = has_participle or cue in {"PARTICIPLE", "EITHER"}
        has_present = has_present or cue in {"PRESENT", "EITHER"}
    if verdict:
        return verdict
    if has_perfect and has_participle:
        return PAST
    return AHEAD if has_present else UNKNOWN


def _cue(written: str) -> str:
    """What a word says of the time of its clause: a class of verbs.tsv, PRETERITE, or EITHER (present, participle)."""
    cues, word = verb_cues(), written.lower()
    named = next((name for name in ("PAST", "AHEAD", "PERFECT") if word in cues[name]), "")
    if named or written in cues["PRESENT"]:
        return named or "PRESENT"
    if not written[0].islower() or word in cues["NOT_A_VERB"]:
        return ""
    if _is_participle(word) or word in cues["PARTICIPLE"]:
        return "PARTICIPLE"
    if word.endswith(("te", "ten")) and len(word) >= SHORTEST_PRETERITE:
        return "PRETERITE"
    if word.endswith("t") and len(word) >= SHORTEST_PRESENT:
        return "EITHER" if word.startswith(tuple(cues["PREFIX"])) or word.endswith("iert") else "PRESENT"
    return ""


class Cues(dict[str, str]):
    """What words say, each looked at but once."""

    def __missing__(self, written: str) -> str:
        cue = _cue(written)
        if len(self) < MOST_CUES:
            self[written] = cue
        return cue


CUES = Cues()


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


def _ends(text: str, at: int) -> bool:
    """Whether a mark ends its clause; a full stop does so but behind ordinals, initials and abbreviations."""
    mark = text[at]
    if mark not in ".,:\n":
        return True
    if mark != "\n" and text[at - 1 : at].isdecimal() and text[at + 1 : at + 2].isdecimal():
        return False
    if mark == ".":
        return _is_full_stop(text, at)
    if mark == "\n":
        before, behind = text[max(0, at - SHORT) : at], text[at + 1 : at + SHORT]
        return "\n" in before[len(before.rstrip()) :] or "\n" in behind[: len(behind) - len(behind.lstrip())]
    return True


def _is_full_stop(text: str, at: int) -> bool:
    """Whether a point belongs to none of the words that it can stand behind within a sentence."""
    found = WORD_OR_NUMBER.match(text[max(0, at - SHORT) : at][::-1])
    if not found:
        return False
    before = found[0][::-1].lower()
    if before[0].isdecimal():
        return len(before) > LONGEST_ORDINAL
    return len(before) > 1 and before not in verb_cues()["ABBREVIATION"]
