"""The words of time: which classes a piece of text belongs to, as one character each, and what it is worth.

A text is read as a row of pieces (words, numbers, punctuation, white space). Each piece gets one character that
stands for the set of its classes, so that patterns over classes are regular expressions over a short string.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from news.extract.times import numerals
from news.extract.times.shapes import FIGURE, SHAPES, Classes, shape
from news.knowledge import read_rows, split
from news.lexicon import FOLDER

TIMES = FOLDER / "times"
PIECE = re.compile(  # what is frequent stands first, in its plainest form, which is the fastest
    r"""\ (?!\s) | [a-zA-ZäöüÄÖÜß]+(?![^\W\d_]) | [^\W\d_]+ | [^\d\s] | \s+
    | \d{4}-\d\d-\d\d(?!\d)
    | \d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)?(?!\d)
    | \d{1,2}[.:]\d\d(?![\d]|[.:,]\d)
    | \d{2,4}ern?(?![^\W\d_])
    | \d+(?:[.,'’]\d+)*""",
    re.VERBOSE,
)
LOWER, NOUN, SPACE, BREAK, OTHER = "x", "X", " ", "\n", "o"
"""Characters of what no file names: other words, white space, the end of a paragraph, other pieces."""
ADJECTIVES = {"UNIT_ADJECTIVE", "YEAR_ADJECTIVE"}
FIRST_CODE = 0xE000
"""Codes are private-use characters, which mean nothing to regular expressions."""
MOST_CODES = 60_000
"""Words that are kept with their code, so that a run looks at each but once; some megabytes at most."""
ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")


class Codes(dict[str, str]):
    """The code of each known piece; what is not known is coded by its looks."""

    def __init__(self, shapes: dict[Classes, str]) -> None:
        super().__init__()
        self.shapes = shapes

    def __missing__(self, piece: str) -> str:
        code = self.by_looks(piece)
        if len(self) < MOST_CODES:
            self[piece] = code
        return code

    def by_looks(self, piece: str) -> str:
        """The code of a piece that no file names."""
        first = piece[0]
        if first.isalpha():
            return NOUN if first.isupper() else LOWER
        if first.isspace():
            return BREAK if piece.count("\n") > 1 else SPACE
        return self.shapes.get(shape(piece), OTHER) if first.isdigit() else OTHER


@dataclass(frozen=True)
class Lexicon:
    """Codes of pieces, codes of classes, and values of words."""

    codes: Codes
    members: dict[str, str]
    """Class -> all codes whose pieces belong to it."""
    values: dict[str, dict[str, str]]
    """Word -> class -> value."""

    def value(self, piece: str, classes: Iterable[str]) -> str:
        """What a piece is worth as a member of the first of the classes that it has; itself if it has no value."""
        values = self.values.get(piece, {})
        return next((values[name] for name in classes if name in values), piece)


def variants(form: str) -> Iterator[str]:
    """The spellings of a form: ``~`` is any adjective ending; a small letter is a capital at a sentence's start."""
    for word in [form[:-1] + ending for ending in ADJECTIVE_ENDINGS] if form.endswith("~") else [form]:
        yield word
        yield word.upper()
        if word[0].islower():
            yield word[0].upper() + word[1:]


def build(literals: Iterable[str]) -> Lexicon:
    """The lexicon with the words and punctuation that rules name themselves; class of such a one is ``=form``."""
    values: dict[str, dict[str, str]] = defaultdict(dict)
    for name, form, value in _entries():
        for word in variants(form):
            values[word].setdefault(name, value)
    for literal in literals:
        for word in variants(literal) if literal[0].isalpha() else [literal]:
            values[word].setdefault(f"={literal}", word)
    shapes = {frozenset(entry) for entry in values.values()} | {classes for _, classes in SHAPES} | {FIGURE}
    code_of = {classes: chr(FIRST_CODE + i) for i, classes in enumerate(sorted(shapes, key=sorted))}
    members: dict[str, str] = defaultdict(str, {"LOWER": LOWER, "NOUN": NOUN})
    for classes, code in code_of.items():
        for name in classes:
            members[name] += code
    codes = Codes(code_of)
    codes |= {word: code_of[frozenset(entry)] for word, entry in values.items()}
    codes |= {" ": SPACE, "\n": SPACE, "\n\n": BREAK}
    return Lexicon(codes, dict(members), dict(values))


def _entries() -> Iterator[tuple[str, str, str]]:
    """Class, form and value of every word."""
    written = [
        (row["class"], form, row["value"])
        for row in read_rows(TIMES / "words.tsv")
        for form in split(row["forms"])
    ]
    yield from written
    yield from _compounds(written)
    for word, number in numerals.numbers():
        yield "NUMBER", word, f"{number:g}"
    for word, number in numerals.ordinals():
        yield "ORDINAL", word, str(number)
    stems = {form: value for name, form, value in written if name in ADJECTIVES and not form.endswith("~")}
    for word, value in numerals.adjectives(stems):
        yield "ADJECTIVE_SPAN", word, value
    for row in read_rows(TIMES / "holidays.tsv"):
        for form in split(row["forms"]):
            if " " not in form:
                yield "HOLIDAY", form, f"{row['day']}/{row['length']}"


def _compounds(written: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Montagabend, sonntagabends …: every weekday with every part of the day; Aprilhälfte …: months with theirs."""
    words = list(written)
    for weekday, part in product(words, words):
        if (weekday[0], part[0]) == ("MONTH", "PART_OF_MONTH"):
            yield f"MONTH_{part[2]}", weekday[1] + part[1], weekday[2]
        elif (weekday[0], part[0]) == ("WEEKDAY", "PART"):
            yield "WEEKDAY_PART", weekday[1] + part[1].lower(), f"{weekday[2]}:{part[2]}"
        elif (weekday[0], part[0]) == ("WEEKDAY", "PART_ADVERB"):
            yield "WEEKDAYS", f"{weekday[1].lower()}{part[1]}", f"{weekday[2]}:{part[2]}"


def holiday_phrases() -> Iterator[tuple[list[str], str]]:
    """Holidays of several words, and their rule."""
    for row in read_rows(TIMES / "holidays.tsv"):
        for form in split(row["forms"]):
            if " " in form:
                yield form.split(), f"{row['day']}/{row['length']}"


@cache
def verb_cues() -> dict[str, frozenset[str]]:
    """The classes of verbs.tsv, forms in lower case."""
    classes: dict[str, set[str]] = defaultdict(set)
    for row in read_rows(TIMES / "verbs.tsv"):
        classes[row["class"]].update(split(row["forms"]))
    return {name: frozenset(forms) for name, forms in classes.items()}


@cache
def _event_endings() -> tuple[tuple[str, ...], frozenset[str]]:
    rows = read_rows(TIMES / "event_nouns.tsv")
    return (
        tuple(form for row in rows for form in split(row["forms"])),
        frozenset(word for row in rows for word in split(row["not"])),
    )


def names_event(noun: str) -> bool:
    """Whether a noun names an event by its ending: Eröffnungsfeier, Gipfeltreffens."""
    endings, others = _event_endings()
    return noun.lower().endswith(endings) and noun.lower() not in others
