"""Paragraphs: a raw text in its paragraphs, whichever way its lines were broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from news.knowledge import FOLDER, read_rows

LINE = re.compile(r"\S[^\n]*")
"""A line without what is blank in front of it. Searching it is linear even in a million blank lines."""

WORD = re.compile(r"\S+")

WIDEST_WRAP = 120
"""No program wraps prose at more columns than this; a text with wider lines has a line per paragraph."""

FULL_LINE = 0.7
"""Share of the width that most lines fill where a program wrapped them."""

SENTENCE_ENDS = ".!?…:;"
CLOSING_MARKS = "\"“”»«›‹’‘')]"

LOWER_CASE_WORD = re.compile(r"[a-zäöüß]+[,.]?(?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: where it stands in the raw text, and its words with single blanks between them."""

    start: int
    end: int
    text: str
    continues: bool = False
    """True where it goes on in the sentence before, so that both are one paragraph of the article."""


def split_paragraphs(text: str, start: int) -> list[Paragraph]:
    """The paragraphs of ``text`` from offset ``start`` on; none is empty, and together they hold every word.

    Blank lines part paragraphs. A single line end does, too, unless the text is wrapped: then a line end is
    soft where the next line's first word would not have fitted into the width (the longest line).
    """
    lines = list(_lines(text, start))
    lengths = [end - begin for begin, end in lines]
    width = max(lengths, default=0)
    if lines and "\n" not in text[start : lines[0][0]]:
        lengths[0] = lines[0][1] - (text.rfind("\n", 0, start) + 1)  # the header may stand on the first line
    is_wrapped = width <= WIDEST_WRAP and _fills_lines(text, lines, width)
    paragraphs: list[tuple[int, int]] = []
    for number, (begin, end) in enumerate(lines):
        if number and is_wrapped and text.count("\n", paragraphs[-1][1], begin) == 1:
            first_word = text[begin:end].split(maxsplit=1)[0]
            if lengths[number - 1] + 1 + len(first_word) > width:
                paragraphs[-1] = (paragraphs[-1][0], end)
                continue
        paragraphs.append((begin, end))
    return [Paragraph(begin, end, fold(text[begin:end])) for begin, end in paragraphs]


def ends_sentence(text: str) -> bool:
    """True if a paragraph ends as a finished paragraph of prose does, quotation marks and brackets aside."""
    last = text.rstrip(CLOSING_MARKS)[-1:]
    return last != "" and last in SENTENCE_ENDS


def fold(text: str) -> str:
    """A text with single blanks between its words."""
    return " ".join(text.split())


def slices(text: str, paragraph: Paragraph, spans: Sequence[tuple[int, int]]) -> list[Paragraph]:
    """Parts of a paragraph, given as spans of its folded words, in order and apart; empty ones are left out.

    Folding changes white space only, so the n-th character that is no white space is the same in the folded
    and in the raw text; one pass over the raw words finds all of them.
    """
    trimmed = [_trim(paragraph.text, *span) for span in spans]
    wanted = [span for span in trimmed if span[0] < span[1]]
    if paragraph.end - paragraph.start == len(paragraph.text):
        offsets = [(paragraph.start + begin, paragraph.start + end) for begin, end in wanted]
    else:
        words = zip(
            WORD.finditer(paragraph.text), WORD.finditer(text, paragraph.start, paragraph.end), strict=True
        )
        offsets = _raw_spans(wanted, words)
    parts = zip(wanted, offsets, strict=True)
    return [Paragraph(*raw, paragraph.text[begin:end], paragraph.continues) for (begin, end), raw in parts]


def is_fragmented(paragraphs: Sequence[Paragraph]) -> bool:
    """True for a text with a blank line behind every line, so that most sentences are broken by one."""
    pairs = list(pairwise(paragraphs))
    broken = sum(breaks_sentence(before.text, after.text) for before, after in pairs)
    return len(pairs) > 5 and broken * 4 >= len(pairs)  # noqa: PLR2004 - a quarter of more than a handful


def rejoin(paragraphs: Sequence[Paragraph], in_fragments: bool) -> list[Paragraph]:
    """Mark the paragraphs that go on in the one before: some programs put a blank line behind every line.

    A paragraph goes on where the one before ends inside a sentence: with an article or a conjunction, or
    without punctuation in front of a word in lower case. In a text that is fragmented all through, a line
    that is about as wide as the others and unfinished is enough.
    """
    pairs = list(pairwise(paragraphs))
    evidence = [breaks_sentence(before.text, after.text) for before, after in pairs]
    width = max((len(p.text) for p in paragraphs), default=0) if in_fragments else 0
    joined = list(paragraphs[:1])
    for number, (before, after) in enumerate(pairs):
        # A headline may stand in front of a lower-case word ("taz", a product): one pair alone proves little.
        goes_on = evidence[number] and (number > 0 or sum(evidence) > 1)
        if in_fragments and not ends_sentence(before.text):
            goes_on = goes_on or len(before.text) * 5 >= width * 3
        joined.append(replace(after, continues=True) if goes_on else after)
    return joined


def breaks_sentence(before: str, after: str) -> bool:
    """True if a paragraph ends inside a sentence that the next one goes on with."""
    if ends_sentence(before):
        return False
    last_word = before[before.rfind(" ") + 1 :]
    return last_word.casefold() in _unfinished_words() or LOWER_CASE_WORD.match(after) is not None


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    for line in LINE.finditer(text, start):
        yield line.start(), line.start() + len(line[0].rstrip())


def _fills_lines(text: str, lines: Sequence[tuple[int, int]], width: int) -> bool:
    """True if most of the lines that another follows directly are about as wide as the widest."""
    followed = [
        end - begin for (begin, end), (after, _) in pairwise(lines) if text.count("\n", end, after) == 1
    ]
    return sum(length >= FULL_LINE * width for length in followed) * 2 > len(followed)


def _trim(text: str, begin: int, end: int) -> tuple[int, int]:
    part = text[begin:end]
    return end - len(part.lstrip()), begin + len(part.rstrip())


def _raw_spans(
    spans: Sequence[tuple[int, int]], words: Iterator[tuple[re.Match[str], re.Match[str]]]
) -> list[tuple[int, int]]:
    """The raw spans of spans that begin and end inside words; each word is given as (folded, raw)."""
    found: list[tuple[int, int]] = []
    folded, raw = next(words)
    for begin, end in spans:
        while folded.end() <= begin:
            folded, raw = next(words)
        raw_begin = raw.start() + begin - folded.start()
        while folded.end() < end:
            folded, raw = next(words)
        found.append((raw_begin, raw.start() + end - folded.start()))
    return found


@cache
def _unfinished_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows(FOLDER / "unfinished_words.tsv"))
