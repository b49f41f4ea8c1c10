"""German number words: what they are worth, their ordinals, and the adjectives of duration made from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from news.knowledge import read_rows, split
from news.lexicon import FOLDER

ENDINGS = ("e", "en", "er", "es", "em")
JOINT, HALF, DOZENS_FROM, HUNDRED, THOUSAND = "und", "einhalb", 20, 100, 1000
MOST_WITH_HALF = 12
HALVED = {"Y": "P6M", "TH": "PT30M", "TM": "PT30S", "D": "PT12H", "DE": "P5Y", "CE": "P50Y"}
"""TIMEX3 values of half a unit."""
MONTHS = {"H": 6, "Q": 3}
CLOCK_UNITS = frozenset({"TH", "TM", "TS"})


def cardinals() -> Iterator[tuple[str, float]]:
    """Number words as they stand in compounds: (``ein``, 1), (``zweiundzwanzig``, 22), (``zweieinhalb``, 2.5)."""
    rows = [(float(row["number"]), split(row["words"])) for row in _rows()]
    ones = [(number, word) for number, words in rows for word in words if number < DOZENS_FROM // 2]
    for number, words in rows:
        for word in words:
            yield word, number
            if number <= MOST_WITH_HALF and number == int(number):
                yield word + HALF, number + 0.5
            if DOZENS_FROM <= number < HUNDRED:
                yield from ((one + JOINT + word, number + n) for n, one in ones if n == int(n))
            elif number >= HUNDRED:
                yield from ((one + word, n * number) for n, one in ones if n == int(n))


def numbers() -> Iterator[tuple[str, float]]:
    """All number words that can count something, but forms of ``ein``."""
    return ((word, number) for word, number in cardinals() if number > 1)


def ordinals() -> Iterator[tuple[str, int]]:
    """erste, zweiten … einunddreißigster: every ending."""
    rows = [(int(row["number"]), row["ordinal"]) for row in _rows() if row["ordinal"]]
    stems = {stem: number for number, stem in rows if number < HUNDRED}
    for word, number in cardinals():
        for ten, stem in rows:
            if ten >= DOZENS_FROM and ten < number < ten + DOZENS_FROM // 2 and JOINT in word:
                stems[word[: word.index(JOINT)] + JOINT + stem] = int(number)
    for stem, number in stems.items():
        yield from ((stem + ending, number) for ending in ENDINGS)


def adjectives(stems: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """dreistündig, zweieinhalbjährige …: each number word with each stem (jährig: Y), with its TIMEX3 duration."""
    for word, number in cardinals():
        for stem, unit in stems.items():
            value = duration(number, unit)
            yield from ((word + stem + ending, value) for ending in ("", *ENDINGS))


def duration(number: float | str, unit: str) -> str:
    """The TIMEX3 value of a duration: P2W, PT3.5M, PXY; ``unit`` as in words.tsv, ``number`` may be X."""
    if isinstance(number, str):
        count = number
    elif number == 1 / 2 and unit in HALVED:
        return HALVED[unit]
    else:
        number *= MONTHS.get(unit, 1)
        count = str(int(number)) if number == int(number) else f"{number:g}"
    if unit in CLOCK_UNITS:
        return f"PT{count}{unit[1]}"
    return f"P{count}{'M' if unit in MONTHS else unit}"


def _rows() -> list[dict[str, str]]:
    return read_rows(FOLDER / "times" / "numerals.tsv")
