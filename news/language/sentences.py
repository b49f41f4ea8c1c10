"""Split a text into sentences: at final punctuation, unless an ordinal or an abbreviation ends there.

Rules rather than the parse, because the parser reads one sentence at a time. What they know stands in
``news/knowledge/abbreviations.tsv`` and ``sentence_openers.tsv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
from spacy.attrs import IS_PUNCT, IS_SPACE, SENT_START, SPACY  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc

from news.knowledge import FOLDER, read_rows
from news.language.columns import numbers_of, words_of

FINAL = {".", "!", "?", "…", "...", "?!", "!!", "??", "!?"}
CLOSING = {'"', "“", "”", "’", "‘", "»", "«", "›", "‹", "'", ")", "]"}
CLOSING_APART = {"”", ")", "]"}
"""Closing marks even where spaces stand around them, as in treebanks."""
ORDINAL = re.compile(r"\d{1,3}\.|[IVX]{1,5}\.")
INITIAL = re.compile(r"[^\W\d_]\.?")
LONGEST = 200
"""Words after which a sentence ends in any case; a list or a table has no full stops."""


@cache
def abbreviations() -> dict[str, bool]:
    """Abbreviation without its stop -> whether a sentence may end with it."""
    rows = read_rows(FOLDER / "abbreviations.tsv")
    return {row["abbreviation"]: row["may_end_sentence"] == "yes" for row in rows}


@cache
def sentence_openers() -> frozenset[str]:
    """Closed-class words in lower case."""
    return frozenset(row["word"] for row in read_rows(FOLDER / "sentence_openers.tsv"))


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text, one entry per token in all lists."""

    words: list[str]
    has_space: list[int]
    """1 where a space stands behind the word."""
    is_white: list[int]
    """1 for tokens of white space."""
    is_mark: list[int]
    """1 for punctuation."""


@Language.component("depesche_sentences")
def split_sentences(doc: Doc) -> Doc:
    """Mark the first word of each sentence; a doc that says already where they start is left alone."""
    if doc.has_annotation("SENT_START"):
        return doc
    flags = [numbers_of(doc, attribute).tolist() for attribute in (SPACY, IS_SPACE, IS_PUNCT)]
    marks = np.where(_starts(_Words(words_of(doc), *flags)), 1, -1).astype(np.int64).view(np.uint64)
    doc.from_array([SENT_START], marks.reshape(-1, 1))  # type: ignore[arg-type]
    return doc


def _starts(text: _Words) -> list[bool]:
    """Whether each word is the first of a sentence."""
    begins = True
    is_final = False
    length = 0
    starts = []
    for at, word in enumerate(text.words):
        if text.is_white[at]:
            starts.append(False)
            begins = begins or "\n" in word
            continue
        if is_final and not begins and not _closes(text, at):
            begins = _can_begin(word)
            is_final = False
        begins = begins or length >= LONGEST
        starts.append(begins)
        length = 0 if begins else length + 1
        if begins:
            is_final = False
        is_final = is_final or _is_final(text, at)
        begins = False
    return starts


def _closes(text: _Words, at: int) -> bool:
    """Whether a mark after the full stop still belongs to the sentence."""
    word = text.words[at]
    if word in FINAL:
        return True
    if word not in CLOSING:
        return False
    return word in CLOSING_APART or not (at and text.has_space[at - 1])


def _can_begin(word: str) -> bool:
    """Whether a sentence can begin here: with a capital, a number, a mark, but not a small letter or a comma."""
    return not (word[:1].islower() or word in {",", ";", ":", ")", "–", "-"})


def _is_final(text: _Words, at: int) -> bool:
    word = text.words[at]
    if word in FINAL:
        if word != "." or not at or text.is_white[at - 1]:
            return True
        return _stop_ends(text.words[at - 1], text, at)
    return len(word) > 1 and word.endswith(".") and _stop_ends(word[:-1], text, at)


def _stop_ends(word: str, text: _Words, stop: int) -> bool:
    """Whether the full stop behind a word ends the sentence, as far as the word and the next one tell."""
    behind = range(stop + 1, min(stop + 4, len(text.words)))
    following = next((at for at in behind if not text.is_mark[at]), None)
    if following is None or text.is_white[following]:
        return True
    opener = text.words[following]
    may_end = abbreviations().get(word)
    if may_end is not None:
        return may_end and opener[:1].isupper()
    if ORDINAL.fullmatch(f"{word}.") or INITIAL.fullmatch(word) or "." in word:
        return opener.istitle() and opener.lower() in sentence_openers()
    return True
