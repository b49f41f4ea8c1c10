"""What Depesche knows of the world: readable data files beside this module, and what reads them.

Each file opens with lines of ``#`` that say what it holds, where it comes from and how to add a row. The tables
of ``news/knowledge/tables.py`` can be extended by a folder of a user's own rows: ``use`` says which.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated knowledge file, comments left out; ValueError names a broken line."""
    return [row for _, row in numbered_rows(path)]


def numbered_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a tab-separated knowledge file, each with the number of its line."""
    with path.open(encoding="utf-8", newline="") as handle:
        numbered = [
            (n, line) for n, line in enumerate(handle, 1) if line.strip() and not line.startswith("#")
        ]
    rows = csv.DictReader((line for _, line in numbered), delimiter="\t", quoting=csv.QUOTE_NONE)
    for (number, _), row in zip(numbered[1:], rows, strict=True):
        if None in row:
            raise ValueError(f"{path}, line {number}: more columns than the header names")
        yield number, {k: v or "" for k, v in row.items()}


def split(cell: str) -> list[str]:
    """The forms in a cell, ``|`` between them."""
    return [part.strip() for part in cell.split("|") if part.strip()]


@dataclass(frozen=True)
class Agencies:
    """News agencies by any spelling."""

    by_spelling: dict[str, str]
    """Lower-case spelling -> name."""


@cache
def agencies() -> Agencies:
    """The agencies of agencies.tsv."""
    spellings: dict[str, str] = {}
    for row in read_rows(FOLDER / "agencies.tsv"):
        for form in (row["name"], *split(row["aliases"])):
            spellings[form.casefold()] = row["name"]
    return Agencies(spellings)
