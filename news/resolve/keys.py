"""Keys of names: one key for all spellings and transcriptions of a name, different ones for different names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from news.knowledge import FOLDER, read_rows, split

MAX_ROUNDS = 20
"""Far more than any name needs; only a circle of rules could reach it."""
APOSTROPHES = re.compile(r"['’ʼʹ`´ʿʾ‘]")
ARTICLE = re.compile(r"\b(?:al|el|as|ad|ar|at|an|asch|ash|ach)-(?=\w)", re.IGNORECASE)
"""The Arabic article with its assimilated forms, as it stands before a name."""
ARTICLES = frozenset({"al", "el"})
SONS = frozenset({"bin", "ben", "ibn"})
SERVANT = re.compile(r"\babd(?:[eua]l|[ -](?:[eua]l))[ -]?(?=\w)", re.IGNORECASE)
"""Abdel Fattah, Abd al-Fattah, Abdulfattah: one name in one, two or three words."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that rewrites what it matches."""

    pattern: re.Pattern[str]
    replacement: str


@dataclass(frozen=True, slots=True)
class Transcription:
    """The rules of transcriptions.tsv by their scope."""

    letters: tuple[Rule, ...]
    word: tuple[Rule, ...]
    marked: tuple[Rule, ...]
    mark: re.Pattern[str]


@lru_cache(maxsize=1 << 16)
def name_key(name: str, entity_type: str = "PER") -> str:
    """The key of a name: words of lower-case letters and digits, with spaces between them.

    Spellings of one name in German, English and French transcription have one key, with and without accents,
    capitals and hyphens. Of a person's name the Arabic article is left out and given names that are one in
    several languages are one; ``name_key("Sergei Lavrov") == name_key("Sergej Lawrow")``. The key of a key is
    itself. A genitive's -s is part of the name here: whether it is one is for the caller to say.
    """
    words = name_words(name, entity_type)
    return " ".join(words)


def name_words(name: str, entity_type: str = "PER") -> tuple[str, ...]:
    """The words of a name's key; an initial is a word of one letter."""
    if entity_type != "PER":
        return tuple(word_key(word) for word in _words(name))
    return _person_words(name)


@lru_cache(maxsize=1 << 16)
def word_key(word: str) -> str:
    """The key of one word."""
    rules = transcription()
    key = _bare(word)
    for _ in range(MAX_ROUNDS):
        before = key
        key = _rewrite(key, rules.word)
        if rules.mark.search(key):
            key = _rewrite(key, rules.marked)
        if key == before:
            return key
    raise ValueError(f"the rules of transcriptions.tsv turn in a circle on {word!r}")


def surname_key(name: str) -> str:
    """The key of a person's last name: of what follows the last space (Strack-Zimmermann: both words)."""
    last = APOSTROPHES.sub("", name).split()[-1:]
    return name_key(last[0]) if last else ""


@cache
def transcription() -> Transcription:
    """The rules of transcriptions.tsv; ValueError where one has no known scope."""
    scopes: dict[str, list[Rule]] = {"letters": [], "word": [], "marked": [], "mark": []}
    for row in read_rows(FOLDER / "transcriptions.tsv"):
        if row["scope"] not in scopes:
            raise ValueError(f"transcriptions.tsv: {row['scope']!r} is none of {', '.join(scopes)}")
        scopes[row["scope"]].append(Rule(re.compile(row["pattern"]), row["replacement"]))
    marks = "|".join(rule.pattern.pattern for rule in scopes["mark"])
    return Transcription(
        tuple(scopes["letters"]), tuple(scopes["word"]), tuple(scopes["marked"]), re.compile(marks)
    )


@cache
def given_names() -> dict[str, str]:
    """Key of a given name -> key of the name that stands for it in all languages (given_names.tsv)."""
    return {
        word_key(form): word_key(row["name"])
        for row in read_rows(FOLDER / "given_names.tsv")
        for form in (row["name"], *split(row["variants"]))
    }


def _person_words(name: str) -> tuple[str, ...]:
    joined = SERVANT.sub("abdul", ARTICLE.sub("", SERVANT.sub("abdul", name)))
    words = [word_key(word) for word in _words(joined)]
    words = [w for i, w in enumerate(words) if w not in ARTICLES or i == len(words) - 1]
    given = given_names()
    found = tuple("bin" if w in SONS else given.get(w, w) for w in words[:-1]) + tuple(words[-1:])
    key = " ".join(found)
    return found if key == name else _person_words(key)


def _words(name: str) -> Sequence[str]:
    return [word for part in re.split(r"[\W_]+", APOSTROPHES.sub("", name)) if (word := _bare(part))]


def _bare(text: str) -> str:
    """The text in lower case without accents; letters beyond a-z that have a spelling in them are spelt so."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    spelt = _rewrite(lower, transcription().letters)
    return "".join(c for c in unicodedata.normalize("NFKD", spelt) if c.isalnum())


def _rewrite(text: str, rules: Sequence[Rule]) -> str:
    for rule in rules:
        text = rule.pattern.sub(rule.replacement, text)
    return text
