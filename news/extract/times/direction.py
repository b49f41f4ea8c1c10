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
LOOKING_BACK = {"PAST", "PRETERITE", "PAST_OR_PARTICIPLE"}
LONGEST_ATTRIBUTE = 4
"""Words between a time and the participle of which it is a part, with this."""
ADJECTIVE_ENDINGS, BEGINNING = ("en", "er", "es", "em"), ("ende", "enden", "ender", "endes", "endem")
MOST_CUES = 30_000
"""Words whose cue is kept."""


def clause_around(
    text: str, start: int, end: int, first: int, last: int, *, whole_sentence: bool = False
) -> list[str]:
    """The words of the clause, or of the sentence, that holds ``text[start:end]``, without those in it.

    They are looked for from ``first`` to ``last``, where longer ones are cut.
    """
    left, right = bounds_around(text, start, end, first, last, whole_sentence=whole_sentence)
    return WORD.findall(text, left, start) + WORD.findall(text, end, right)


def bounds_around(
    text: str, start: int, end: int, first: int, last: int, *, whole_sentence: bool = False
) -> tuple[int, int]:
    """Where the clause, or the sentence, that holds ``text[start:end]`` begins and ends."""
    ending = SENTENCE_END if whole_sentence else CLAUSE_END
    left, right, opened, closed = first, last, start, end
    for found in ending.finditer(text[first:start][::-1]):
        at = start - found.end()
        if at >= opened:
            continue
        if text[at] == ")" and (begin := text.rfind("(", first, at)) >= 0:
            opened = begin  # what stands in brackets beside an expression does not end its clause
        elif _ends(text, at):
            left = at + 1
            break
    for found in ending.finditer(text, end, last):
        at = found.start()
        if at < closed:
            continue
        if text[at] == "(" and (closing := text.find(")", at, last)) >= 0:
            closed = closing + 1
        elif _ends(text, at):
            right = at
            break
    return left, right


def direction(words: Iterable[str]) -> int:
    """PAST, AHEAD or UNKNOWN for the words of a clause in their order."""
    verdict, is_unreal, is_past, has_perfect, has_participle, has_present = (
        UNKNOWN,
        False,
        False,
        False,
        False,
        False,
    )
    for cue in filter(None, map(CUES.__getitem__, words)):
        if cue == "PAST":
            return PAST
        if cue in {"PRETERITE", "SAYS"}:
            return verdict or PAST
        is_past = is_past or cue == "PAST_OR_PARTICIPLE"
        is_unreal = is_unreal or cue == "UNREAL"
        if cue == "AHEAD":
            verdict = AHEAD
        has_perfect = has_perfect or cue == "PERFECT"
        has_participle = has_participle or cue in {"PARTICIPLE", "EITHER"}
        has_present = has_present or cue in {"PRESENT", "EITHER"}
    if is_unreal and (verdict or has_participle):
        return PAST
    if verdict:
        return verdict
    if is_past or (has_perfect and has_participle):
        return PAST
    return AHEAD if has_present else UNKNOWN


def _cue(written: str) -> str:
    """What a word says of the time of its clause: a class of verbs.tsv, or one of those told by its looks.

    PRETERITE ends in -te; EITHER is a present or a participle, PAST_OR_PARTICIPLE a preterite or a participle.
    """
    cues, word = verb_cues(), written.lower()
    named = next((name for name in ("PAST", "AHEAD", "PERFECT", "SAYS", "UNREAL") if word in cues[name]), "")
    if named or written in cues["PRESENT"]:
        return named or "PRESENT"
    if not written[0].islower() or word in cues["NOT_A_VERB"]:
        return ""
    return _strong(word) or _by_ending(word)


def _by_ending(word: str) -> str:
    """The same for a word that no file names."""
    cues = verb_cues()
    if word in cues["PARTICIPLE"] or _is_participle(word):
        return "PARTICIPLE"
    if word.endswith(("te", "ten")) and len(word) >= SHORTEST_PRETERITE:
        is_adjective = word not in cues["GE_VERB"] and _is_participle(word.rstrip("n")[:-1])
        return "" if is_adjective else "PRETERITE"
    if word.endswith("en") and any(word.startswith(f"{prefix}zu") for prefix in cues["VERB_PREFIX"]):
        return "PRESENT"
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


def is_until(preposition: str) -> bool:
    """Whether what stands behind a preposition may be what something is put off to: bis, auf, zum."""
    return preposition in verb_cues()["UNTIL"]


def is_postponed(words: Iterable[str]) -> bool:
    """Whether a clause tells that something is put off or made longer: verschoben, verlängert."""
    return not verb_cues()["POSTPONED"].isdisjoint(words)


def is_past(verb: str) -> bool:
    """Whether a verb in lower case is a form of the past that its looks alone tell for sure."""
    return CUES[verb] == "PAST"


def is_report(verb: str) -> bool:
    """Whether a verb in lower case is the present of saying, which reports what was said."""
    return CUES[verb] == "SAYS"


def direction_of_preposition(word: str) -> int:
    """PAST behind "seit" and "vom", AHEAD behind "für": "das Ergebnis vom Sonntag zeigt" is no verb's matter."""
    cues = verb_cues()
    return PAST if word in cues["BEFORE_PAST"] else AHEAD if word in cues["BEFORE_AHEAD"] else UNKNOWN


def is_announced(words: Sequence[str]) -> bool:
    """Whether a clause tells a plan: "soll öffnen", not "wird vermutet"."""
    planned = verb_cues()["PLANNED"]
    return any(word.lower() in planned for word in words) and direction(words) == AHEAD


def direction_of_attribute(words: Sequence[str]) -> int:
    """PAST or AHEAD by the participle among the words behind an expression: (die am Montag) begonnene Messe."""
    for word in words[:LONGEST_ATTRIBUTE]:
        cue = CUES[word]
        if cue == "AHEAD" or word.endswith(BEGINNING):
            return AHEAD
        if cue in LOOKING_BACK or (not cue and word[0].islower() and _is_inflected_participle(word)):
            return PAST
        if cue:
            return UNKNOWN
    return UNKNOWN


def _is_inflected_participle(word: str) -> bool:
    stem = (
        word.removesuffix("e")
        if word.endswith("e")
        else word[:-2]
        if word.endswith(ADJECTIVE_ENDINGS)
        else ""
    )
    return _is_participle(stem) or stem in verb_cues()["PARTICIPLE"] or _strong(stem) == "PAST_OR_PARTICIPLE"


def can_look_ahead(preposition: str) -> bool:
    """Whether what stands behind a preposition may lie ahead though the clause tells the past: "bis 2027"."""
    return preposition in verb_cues()["BEFORE_OPEN"]


def is_timeless(words: Sequence[str]) -> bool:
    """Whether a clause tells a state of these days rather than what happens on one day."""
    lasting = verb_cues()["LASTING"]
    return any(word.lower() in lasting for word in words)


def _strong(word: str) -> str:
    """PAST for the preterite of a strong verb, PAST_OR_PARTICIPLE where it is a participle as well, behind a prefix."""
    cues = verb_cues()
    if word in cues["STRONG"] or word in cues["STRONG_OR_PARTICIPLE"]:
        return "PAST"
    rests = {word[at:] for at in range(2, len(word)) if word[:at] in cues["VERB_PREFIX"]}
    if rests & cues["STRONG"]:
        return "PAST"
    return "PAST_OR_PARTICIPLE" if rests & cues["STRONG_OR_PARTICIPLE"] else ""


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
