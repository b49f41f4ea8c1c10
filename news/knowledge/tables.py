"""The tables of knowledge that users can extend: their columns, what is true of a cell, how files are checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from news.knowledge import FOLDER, numbered_rows, read_rows, split
from schemas.codebook import SECTORS

Check = Callable[[str], str | None]
"""Cell (never empty) -> what is wrong with it, null if nothing is."""


class KnowledgeError(ValueError):
    """A folder of own knowledge cannot be used; the message names file, line and column."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a knowledge table."""

    name: str
    check: Check | None = None
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class KnowledgeTable:
    """A table of knowledge."""

    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """Columns by which an own row replaces shipped ones."""


def pattern(regex: str, told: str) -> Check:
    """A check that each of the cell's forms matches."""
    compiled = re.compile(regex)
    return lambda cell: next((f"'{f}' is {told}" for f in split(cell) if not compiled.fullmatch(f)), None)


def number(lowest: float, highest: float) -> Check:
    """A check that the cell is a number within bounds."""

    def check(cell: str) -> str | None:
        try:
            value = float(cell)
        except ValueError:
            return f"'{cell}' is no number"
        return None if lowest <= value <= highest else f"{cell} is not between {lowest} and {highest}"

    return check


def one_of(values: Callable[[], frozenset[str]], told: str) -> Check:
    """A check that the cell is one of some values."""
    return lambda cell: None if cell in values() else f"'{cell}' is {told}"


def partial_date(cell: str) -> str | None:
    """A check for dates of ISO 8601 that may end after the year or the month."""
    try:
        date_bounds(cell)
    except ValueError:
        return f"'{cell}' is no date such as 2021-12-08, 2021-12 or 2021"
    return None


def date_bounds(cell: str) -> tuple[date, date]:
    """First and last day that a date of year, month or day can mean; ValueError if it is none."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", cell):
        raise ValueError(cell)
    parts = [int(part) for part in cell.split("-")]
    if len(parts) == 3:  # noqa: PLR2004 - year, month, day
        return (day := date(*parts)), day
    year, month = parts[0], parts[1] if len(parts) > 1 else None
    after = date(year + 1, 1, 1) if month in (None, 12) else date(year, (month or 0) + 1, 1)
    return date(year, month or 1, 1), date.fromordinal(after.toordinal() - 1)


def _kinds() -> frozenset[str]:
    return frozenset(row["kind"] for row in read_rows(FOLDER / "office_kinds.tsv"))


COUNTRY = pattern("[A-Z]{3}", "no alpha-3 code of ISO 3166 (three capitals, such as NOR)")
SECTOR = one_of(lambda: frozenset(SECTORS), f"no sector; known are {', '.join(SECTORS)}")
KIND = one_of(cache(_kinds), "no kind of office; office_kinds.tsv lists them")
FLAG = one_of(lambda: frozenset({"yes", "no"}), "neither yes nor no")
ADJECTIVE = pattern(r"[^A-ZÄÖÜ]+", "no adjective in lower case")
PRECISION = one_of(lambda: frozenset({"city", "region", "point"}), "none of city, region, point")
MARK = one_of(lambda: frozenset({"homograph", "ambiguous"}), "neither homograph nor ambiguous")

PLACES = KnowledgeTable(
    (
        Column("name", is_required=True),
        Column("aliases"),
        Column("country", COUNTRY),
        Column("latitude", number(-90, 90), is_required=True),
        Column("longitude", number(-180, 180), is_required=True),
        Column("precision", PRECISION, is_required=True),
        Column("population", pattern("[0-9]+", "no number of people")),
        Column("mark", MARK),
    ),
    ("name", "country", "precision"),
)
TABLES = {
    "states": KnowledgeTable(
        (
            Column("iso3", COUNTRY, is_required=True),
            Column("iso2"),
            Column("name", is_required=True),
            Column("short_forms"),
            Column("adjective", ADJECTIVE),
            Column("indeclinable"),
            Column("seat_adjectives"),
            Column("fused_prefixes"),
            Column("inhabitants"),
            Column("capital"),
            Column("capital_lat", number(-90, 90)),
            Column("capital_lon", number(-180, 180)),
            Column("seats"),
            Column(
                "note", pattern("(homograph|ambiguous|government in|info): .*", "no note with a known key")
            ),
        ),
        ("iso3",),
    ),
    "former_states": KnowledgeTable(
        (
            Column("iso3", COUNTRY, is_required=True),
            Column("name", is_required=True),
            Column("short_forms"),
            Column("adjective", ADJECTIVE),
            Column("inhabitants"),
            Column("fused_prefixes"),
        ),
        ("iso3",),
    ),
    "organisations": KnowledgeTable(
        (
            Column("name", is_required=True),
            Column("aliases"),
            Column("country", COUNTRY),
            Column("sector", SECTOR),
            Column("seats"),
            Column("ambiguous"),
            Column("homograph"),
        ),
        ("name",),
    ),
    "institutions": KnowledgeTable(
        (
            Column("noun", is_required=True),
            Column("forms"),
            Column("sector", SECTOR),
            Column("is_state", FLAG, is_required=True),
            Column("led_by", KIND),
        ),
        ("noun",),
    ),
    "offices": KnowledgeTable(
        (
            Column("office", is_required=True),
            Column("feminine"),
            Column("plural"),
            Column("forms"),
            Column("kind", KIND, is_required=True),
            Column("sector", SECTOR),
            Column("country", COUNTRY),
            Column("marks", pattern("former|relational|whole", "none of former, relational, whole")),
        ),
        ("office",),
    ),
    "office_holders": KnowledgeTable(
        (
            Column("name", is_required=True),
            Column("surname"),
            Column("aliases"),
            Column("kind", KIND, is_required=True),
            Column("organisation"),
            Column("country", COUNTRY),
            Column("valid_from", partial_date),
            Column("valid_to", partial_date),
            Column("sector", SECTOR),
        ),
        ("name", "kind", "organisation", "country"),
    ),
    "regions": PLACES,
    "places": PLACES,
}
"""Tables by the name of their file without ``.tsv``."""


def check_folder(folder: Path) -> None:
    """Check all files of a folder of own rows; KnowledgeError tells the first thing that is wrong."""
    for path in sorted(folder.glob("*.tsv")):
        if path.stem not in TABLES:
            names = ", ".join(f"{name}.tsv" for name in TABLES)
            raise KnowledgeError(f"{path}: no table of knowledge has this name; own rows can go to {names}")
        for problem in problems(path):
            raise KnowledgeError(problem)


def problems(path: Path) -> Iterator[str]:
    """What is wrong with a file of a table, each with file, line and column."""
    table = TABLES[path.stem]
    try:
        numbered = list(numbered_rows(path))
    except ValueError as error:  # UnicodeDecodeError is one
        yield str(error) if str(path) in str(error) else f"{path}: not UTF-8 ({error})"
        return
    known = {column.name for column in table.columns}
    for number_, row in numbered:
        if number_ == numbered[0][0]:
            for name in row:
                if name not in known:
                    yield f"{path}, header: unknown column '{name}'; the columns are {', '.join(known)}"
        for column in table.columns:
            cell = row.get(column.name, "")
            complaint = None
            if not cell.strip():
                complaint = "is empty, but must not be" if column.is_required else None
            elif column.check:
                complaint = column.check(cell)
            if complaint:
                yield f"{path}, line {number_}, column {column.name}: {complaint}"
        start, end = row.get("valid_from", ""), row.get("valid_to", "")
        is_dated = start and end and not partial_date(start) and not partial_date(end)
        if is_dated and date_bounds(start)[0] > date_bounds(end)[1]:
            yield f"{path}, line {number_}, column valid_to: {end} lies before valid_from {start}"
