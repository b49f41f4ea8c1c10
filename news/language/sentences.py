"""Split a text into sentences: at final punctuation, unless an ordinal or an abbreviation ends there.

Rules rather than the parse, because the parser reads one sentence at a time. What they know stands in
``news/knowledge/abbreviations.tsv`` and ``sentence_openers.tsv``.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from spacy.attrs import SENT_START  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc, Token

from news.knowledge import FOLDER, read_rows

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


@Language.component("depesche_sentences")
def split_sentences(doc: Doc) -> Doc:
    """Mark the first word of each sentence; a doc that says already where they start is left alone."""
    if doc.has_annotation("SENT_START"):
        return doc
    begins = True
    is_final = False
    length = 0
    starts = []
    for token in doc:
        if token.is_space:
            starts.append(False)
            begins = begins or "\n" in token.text
            continue
        if is_final and not begins and not _closes(token):
            begins = _can_begin(token)
            is_final = False
        begins = begins or length >= LONGEST
        starts.append(begins)
        length = 0 if begins else length + 1
        if begins:
            is_final = False
        is_final = is_final or _is_final(token)
        begins = False
    marks = np.where(starts, 1, -1).astype(np.int64).view(np.uint64)
    doc.from_array([SENT_START], marks.reshape(-1, 1))  # type: ignore[arg-type]
    return doc


def _closes(token: Token) -> bool:
    """Whether a mark after the full stop still belongs to the sentence."""
    if token.text in FINAL:
        return True
    if token.text not in CLOSING:
        return False
    return token.text in CLOSING_APART or not (token.i and token.nbor(-1).whitespace_)


def _can_begin(token: Token) -> bool:
    """Whether a sentence can begin here: with a capital, a number, a mark, but not a small letter or a comma."""
    return not (token.text[:1].islower() or token.text in {",", ";", ":", ")", "–", "-"})


def _is_final(token: Token) -> bool:
    if token.text in FINAL:
        if token.text != "." or not token.i or token.nbor(-1).whitespace_ or token.nbor(-1).is_space:
            return True
        return _stop_ends(token.nbor(-1).text, token)
    return len(token.text) > 1 and token.text.endswith(".") and _stop_ends(token.text[:-1], token)


def _stop_ends(word: str, stop: Token) -> bool:
    """Whether the full stop behind a word ends the sentence, as far as the word and the next one tell."""
    following = next((t for t in stop.doc[stop.i + 1 : stop.i + 4] if not t.is_punct), None)
    opens = following is None or (following.is_title and following.lower_ in sentence_openers())
    if following is None or following.is_space:
        return True
    may_end = abbreviations().get(word)
    if may_end is not None:
        return may_end and following.text[:1].isupper()
    if ORDINAL.fullmatch(f"{word}.") or INITIAL.fullmatch(word) or "." in word:
        return opens
    return True
