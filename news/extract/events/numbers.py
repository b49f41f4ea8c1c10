"""How many were killed, wounded or moved: numbers beside the words for them, as a range from low to high."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from news.extract.events.tree import Tree, noun_lemma, verb_lemma
from news.extract.times.numerals import numbers
from news.lexicon import cues, number_scales
from news.lexicon.frames import frames, last_part

NUMBER = re.compile(r"\d{1,3}(?:[.'’]\d{3})+|\d+(?:,\d+)?")
LOOK_BACK = 7


@dataclass(frozen=True, slots=True)
class Range:
    """From low to high; null where the text leaves an end open or gives no number."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of an event."""

    killed: Range = Range()
    wounded: Range = Range()
    soldiers: Range = Range()


def numbers_of(tree: Tree, words: list[int], event_type: str) -> Numbers:
    """The numbers that stand in a clause, read only for the types that have them."""
    found: dict[str, Range] = {}
    if event_type not in {"ASSAULT", "MOBILIZE", "RETREAT", "COOPERATE"}:
        return Numbers()
    for word in words:
        kind = _kind(tree, word, words)
        if kind and kind not in found:
            number = number_before(tree, word)
            if number.low is not None or number.high is not None:
                found[kind] = number
    return Numbers(**found)


def _kind(tree: Tree, word: int, words: list[int]) -> str | None:
    lists = frames().lists
    if tree.classes[word] not in {"NOUN", "ADJ", "PROPN"}:
        return None
    lemma = noun_lemma(tree.words[word], tree.lemmas[word])
    for kind in ("killed", "wounded", "soldiers"):
        if lemma in lists[kind] or tree.words[word] in lists[kind] or last_part(lemma, lists[kind]):
            return kind
    if tree.relations[word] in {"nsubj", "obj"} and lemma in lists["people"]:
        verbs = {verb_lemma(tree.words[w], tree.lemmas[w]) for w in words if tree.classes[w] == "VERB"}
        if verbs & lists["killing"]:
            return "killed"
        if verbs & lists["wounding"]:
            return "wounded"
    return None


def number_before(tree: Tree, word: int) -> Range:
    """The number in front of a noun: "mindestens zwölf Tote", "zwischen 5 und 7 Soldaten", "rund 100.000 Mann"."""
    lower, known, scales = tree.lower, cues(), number_scales()
    values: list[int] = []
    marks: set[str] = set()
    for index in range(word - 1, max(-1, word - 1 - LOOK_BACK), -1):
        if tree.words[index] in {",", ";", "."} or tree.classes[index] == "VERB":
            break
        value = read_number(lower[index])
        if value is not None:
            if lower[index + 1] in scales:
                value *= scales[lower[index + 1]]
            values.append(value)
        elif values or lower[index] in known["at_least"] | known["at_most"]:
            marks.add(lower[index])
            if tree.classes[index] == "NOUN" and lower[index] not in scales:
                break
    if not values:
        return Range()
    if len(values) > 1:
        return (
            Range(min(values), max(values))
            if marks & {"bis", "und", "zwischen", "oder"}
            else Range(values[0], values[0])
        )
    if marks & known["at_least"] or {"mehr", "als"} <= marks:
        return Range(values[0], None)
    if marks & known["at_most"] or {"weniger", "als"} <= marks:
        return Range(None, values[0])
    return Range(values[0], values[0])


@cache
def _number_words() -> dict[str, int]:
    return {word: int(value) for word, value in numbers() if value == int(value)}


def read_number(word: str) -> int | None:
    """A number in digits or a small one in letters; null for other words."""
    if word in _number_words():
        return _number_words()[word]
    match = NUMBER.fullmatch(word)
    if match is None or "," in word:
        return None
    return int(re.sub(r"[.'’]", "", word))
