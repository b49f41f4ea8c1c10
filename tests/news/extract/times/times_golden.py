"""Golden cases: sentences with the time expressions that they hold, read from and written to golden_times.tsv."""

from __future__ import annotations

import calendar
from datetime import date
from functools import cache
from pathlib import Path

from news.extract.times import UNBOUNDED, Interval, find_times
from news.knowledge import read_rows

PATH = Path(__file__).with_name("golden_times.tsv")


def published(written: str) -> Interval:
    """2022, 2022-01 or 2022-01-05 as an interval; "-" is unknown."""
    if written == "-":
        return UNBOUNDED
    year, *rest = map(int, written.split("-"))
    if not rest:
        return Interval(date(year, 1, 1), date(year, 12, 31))
    if len(rest) == 1:
        return Interval(date(year, rest[0], 1), date(year, rest[0], calendar.monthrange(year, rest[0])[1]))
    return Interval(date(year, *rest), date(year, *rest))


def cases() -> list[tuple[str, str, list[str]]]:
    """Publication, sentence, and its expressions as lines of "text | type | value | earliest | latest"."""
    return [(row["published"], row["sentence"], row["expressions"].split(" ;; ")) for row in read_rows(PATH)]


def found(publication: str, sentence: str) -> list[str]:
    """What the code gives for a case, in the form of the file; [""] if there is none."""
    lines = [
        f"{row.text} | {row.timex_type} | {row.value} | {row.date_earliest or '-'} | {row.date_latest or '-'}"
        for row in find_times("a", sentence, published(publication))
    ]
    return lines or [""]


@cache
def rewrite() -> None:
    """Write the file anew, once, however many cases ask for it."""
    write([(day, sentence) for day, sentence, _ in cases()])


def write(sentences: list[tuple[str, str]]) -> None:
    """Write the file anew from what the code gives now, its comments kept."""
    comments = [line for line in PATH.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    rows = [f"{day}\t{sentence}\t{' ;; '.join(found(day, sentence))}" for day, sentence in sentences]
    lines = [*comments, "published\tsentence\texpressions", *rows]
    PATH.write_text("\n".join(lines) + "\n", encoding="utf-8")
