"""What a number looks like: the classes of a piece of text that begins with a digit."""

from __future__ import annotations

import re

Classes = frozenset[str]

SHAPES = tuple(
    (re.compile(pattern), frozenset(classes.split()))
    for pattern, classes in (
        (r"(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9]", "CLOCK"),
        (r"[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})", "DATE"),
        (r"[0-9]{1,2}\.[0-9]{1,2}\.", "DAY_MONTH"),
        (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "ISO_DATE"),
        (r"(?:1[5-9]|20)?[0-9]0er", "DECADE"),
        (r"(?:1[5-9]|20)?[0-9]0ern", "DECADE DECADES"),
        (r"[1-9]", "NUMBER DAY HOUR"),
        (r"0[1-9]|1[0-9]|2[0-4]", "NUMBER DAY HOUR TWO"),
        (r"2[5-9]|3[01]", "NUMBER DAY TWO"),
        (r"0", "NUMBER HOUR"),
        (r"00", "NUMBER HOUR TWO"),
        (r"[0-9]{2}", "NUMBER TWO"),
        (r"19[0-9]{2}|20[0-5][0-9]", "NUMBER YEAR MODERN_YEAR"),
        (r"1[0-8][0-9]{2}|20[6-9][0-9]|2100", "NUMBER YEAR"),
        (r"[0-9]{3,9}|[0-9]{1,3}(?:,[0-9]{1,2}|(?:[.'’][0-9]{3}){1,2})", "NUMBER"),
    )
)
"""Looks and classes; the first that fits holds."""
FIGURE = frozenset({"FIGURE"})
"""A number that is no part of a time."""


def shape(piece: str) -> Classes:
    """The classes of a piece that begins with a digit."""
    return next((classes for pattern, classes in SHAPES if pattern.fullmatch(piece)), FIGURE)
