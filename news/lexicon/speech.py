"""Verbs of speaking, by dictionary form and by the forms that reports use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from news.knowledge import read_rows, split

FILE = Path(__file__).with_name("speech.tsv")


@dataclass(frozen=True)
class SpeechVerbs:
    """Verbs of speaking."""

    lemmas: frozenset[str]
    forms: frozenset[str]
    """Forms of the third person, in lower case."""


@cache
def speech_verbs() -> SpeechVerbs:
    """The verbs of speech.tsv."""
    rows = read_rows(FILE)
    return SpeechVerbs(
        frozenset(row["lemma"] for row in rows),
        frozenset(form for row in rows for form in split(row["forms"])),
    )
