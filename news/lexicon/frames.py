"""Read the frames: what a German word tells, who acts and towards whom (frames/HOWTO.md is the reference)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml
from simplemma import is_known

from news.knowledge import read_rows, split
from news.knowledge.compounds import ENDING, endings
from schemas.codebook import EVENT_TYPES, STATUSES

FOLDER = Path(__file__).parent / "frames"
LISTS = Path(__file__).with_name("word_lists.yaml")

NOTHING, CONTENT = "nothing", "content"
WORD_CLASSES = ("VERB", "NOUN", "ADJ", "MODAL")
CLOSED_SLOTS = {
    "subj",
    "obj",
    "dat",
    "gen",
    "adj",
    "part",
    "clause",
    "content",
    "none",
    "word",
    "speaker",
    "others",
    "within",
    "attr",
}
"""Slots that are no preposition."""
TESTS = {"PARTY", "PERSON", "STATE", "ORG", "EVENT", "ANY"}
EFFECTS = {"swallow", "claim", *STATUSES}
DEFAULT_ACTOR = {"VERB": ("subj",), "ADJ": ("subj",), "MODAL": ("speaker",), "NOUN": ("gen", "adj", "part")}
DEFAULT_CONTENT = {"VERB": ("obj",), "ADJ": (), "MODAL": (), "NOUN": ("gen",)}
LONG_MODIFIER = 7
LINKS = ("s", "es", "n", "en", "er")
"""Letters that join the parts of a compound."""
WORDS_WEIGH = 2
"""A condition that asks for words or types is that much more special than one that asks for a party."""
SHORTEST_MODIFIER = 3
"""Letters; what is left of a compound in front of its last part."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must stand in a slot: words (lemmas), or one of ``TESTS``, or event types."""

    slot: str
    words: frozenset[str]
    tests: frozenset[str]
    is_negated: bool = False
    is_literal: bool = False
    """True where the words stand in the frame itself: what fills the slot then belongs to the trigger."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of a frame file."""

    lemma: str
    word_class: str
    event_type: str | None
    """Null for frames that tell no event."""
    event_mode: str | None
    conditions: tuple[Condition, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    effect: str | None
    content: tuple[str, ...]
    status: str | None
    is_reflexive: bool
    is_whole_word: bool
    name: str
    """The line's address, as rows record it: type, lemma and number among the frames of that lemma."""


@dataclass(frozen=True)
class Frames:
    """All frames by word class and lemma, those with the most conditions first."""

    by_class: dict[str, dict[str, tuple[Frame, ...]]]
    nouns: frozenset[str]
    """Lemmas of the nouns that have frames."""
    lists: dict[str, frozenset[str]]

    def of(self, word_class: str, lemma: str) -> tuple[Frame, ...]:
        """The frames of a lemma; a noun that has none takes those of its last part (Krisengespräch -> Gespräch)."""
        known = self.by_class[word_class]
        if word_class != "NOUN" or lemma in known:
            return known.get(lemma, ())
        part = last_part(lemma, self.nouns)
        return tuple(f for f in known[part] if not f.is_whole_word) if part else ()


@lru_cache(maxsize=50_000)
def last_part(noun: str, known: frozenset[str]) -> str | None:
    """The longest known noun at the end of a compound; null if there is none."""
    tail = noun.rsplit("-", 1)[-1]
    if tail != noun and tail in known:
        return tail
    if tail[-ENDING:].lower() not in _endings(known):
        return None
    for cut in range(SHORTEST_MODIFIER, len(tail) - 2):
        part = tail[cut:].capitalize()
        if part in known and _is_modifier(tail[:cut]):
            return part
    return None


@cache
def _endings(known: frozenset[str]) -> frozenset[str]:
    return endings(known)


@lru_cache(maxsize=20_000)
def _is_modifier(text: str) -> bool:
    """Whether the front of a compound is a word or long enough to be one itself put together (not Umk-ehrung)."""
    if len(text) >= LONG_MODIFIER:
        return True
    stems = {text, *(text.removesuffix(link) for link in LINKS)}
    return any(
        is_known(form, lang="de")
        for stem in stems
        if len(stem) > 1
        for form in (stem.capitalize(), stem.lower())
    )


def parse_condition(text: str, lists: dict[str, frozenset[str]]) -> Condition:
    """Read ``slot:test``; ValueError says what is wrong."""
    slot, colon, test = text.partition(":")
    if not colon or not test:
        raise ValueError(f"condition {text!r} is not slot:test")
    is_negated = test.startswith("!")
    options = split(test.removeprefix("!"))
    words: set[str] = set()
    tests = set()
    is_literal = False
    for option in options:
        if option.startswith("@"):
            if option[1:] not in lists:
                raise ValueError(f"condition {text!r}: word_lists.yaml has no list {option[1:]!r}")
            words |= lists[option[1:]]
        elif option in TESTS or option in EVENT_TYPES:
            tests.add(option)
        else:
            words.add(option)
            is_literal = True
    return Condition(slot, frozenset(words), frozenset(tests), is_negated, is_literal and not is_negated)


def _frame(row: dict[str, str], kind: str, number: int, lists: dict[str, frozenset[str]]) -> Frame:
    word_class, lemma = row["pos"], row["lemma"]
    effect, _, places = row["content"].partition(" ")
    return Frame(
        lemma=lemma.removeprefix("sich ").removeprefix("="),
        word_class=word_class,
        event_type=None if kind in (NOTHING, CONTENT) else kind.upper(),
        event_mode=row["mode"] or None,
        conditions=tuple(parse_condition(c.strip(), lists) for c in row["with"].split("&") if c.strip()),
        actor=tuple(split(row["actor"])) or DEFAULT_ACTOR[word_class],
        recipient=tuple(split(row["recipient"])) or ("none",),
        effect=effect or None,
        content=tuple(split(places)) or DEFAULT_CONTENT[word_class],
        status=row["status"] or None,
        is_reflexive=lemma.startswith("sich "),
        is_whole_word=lemma.startswith("="),
        name=f"{kind}:{lemma}:{number}",
    )


@cache
def frames() -> Frames:
    """The frames of this version; ValueError names a line that is wrong."""
    raw = yaml.safe_load(LISTS.read_text(encoding="utf-8"))
    lists = {name: frozenset(words) for name, words in raw.items()}
    order = {NOTHING: 0, CONTENT: 1}
    found: dict[str, dict[str, list[Frame]]] = {c: defaultdict(list) for c in WORD_CLASSES}
    for path in sorted(FOLDER.glob("*.tsv"), key=lambda p: (order.get(p.stem, 2), p.stem)):
        counts: dict[tuple[str, str], int] = defaultdict(int)
        for row in read_rows(path):
            key = (row["lemma"], row["pos"])
            counts[key] += 1
            try:
                frame = _frame(row, path.stem, counts[key], lists)
            except (ValueError, KeyError) as error:
                raise ValueError(f"{path}: the frame of {row['lemma']!r} cannot be read: {error}") from error
            found[frame.word_class][frame.lemma].append(frame)
    return Frames(
        {
            word_class: {lemma: tuple(sorted(group, key=_generality)) for lemma, group in by_lemma.items()}
            for word_class, by_lemma in found.items()
        },
        frozenset(found["NOUN"]),
        lists,
    )


def _generality(frame: Frame) -> tuple[int, bool]:
    """Sort key: more and more special conditions first, and of a verb's frames those that ask for sich."""
    asked = sum(WORDS_WEIGH if c.words or c.tests & set(EVENT_TYPES) else 1 for c in frame.conditions)
    return -asked - frame.is_reflexive, not frame.is_reflexive
