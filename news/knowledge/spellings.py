"""Spellings: how Swiss papers and wires without umlauts write a German word."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import TypeVar

Value = TypeVar("Value")

SWISS = str.maketrans({"ß": "ss"})
WITHOUT_UMLAUTS = str.maketrans({"ß": "ss", "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def other_spellings(word: str) -> Iterator[str]:
    """A word as Swiss papers write it (Aussenminister) and without umlauts (Praesident), where that differs."""
    swiss, bare = word.translate(SWISS), word.translate(WITHOUT_UMLAUTS)
    if swiss != word:
        yield swiss
    if bare != swiss:
        yield bare


def add_spellings(by_form: MutableMapping[str, Value]) -> None:
    """Let the other spellings of all forms mean what the forms mean, as far as they mean nothing themselves."""
    for form in list(by_form):
        for spelling in other_spellings(form):
            by_form.setdefault(spelling, by_form[form])
