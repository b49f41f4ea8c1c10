"""The temporal tagger beside dateparser.search_dates on the same texts, in processor seconds of one core.

dateparser is so much slower that both get a few texts only, taken from all parts of the source.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from time import process_time

from dateparser.search import search_dates

from benchmarks.measuring import Scale, Section
from news.extract.times import Interval, find_times

FEW = 40
SHARE = 10
"""One of so many texts at most."""
PUBLISHED = Interval(date(2022, 3, 1), date(2022, 3, 31))


@dataclass(frozen=True, slots=True)
class Tagged:
    """How fast a tagger is, and how much it finds in the texts that all get."""

    name: str
    articles_per_second: float
    expressions: int


def section(scale: Scale, bodies: Sequence[str]) -> Section:
    """The table of taggers."""
    rate, taggers = measure_times(bodies, scale.repeats)
    return Section(
        "Time expressions",
        f"The temporal tagger reads {rate:,.0f} articles per second, over {len(bodies):,} of them in memory. Beside"
        f" dateparser, on {len(_few(bodies))} taken from all parts; processor seconds, medians of {scale.repeats}.",
        ("tagger", "articles per second", "Depesche is so many times as fast", "expressions"),
        [
            (
                t.name,
                f"{t.articles_per_second:,.1f}",
                f"{taggers[0].articles_per_second / t.articles_per_second:,.0f}",
                f"{t.expressions}",
            )
            for t in taggers
        ],
        "one pass of compiled patterns over the characters; dateparser tries its locales' translations on every split.",
    )


def measure_times(bodies: Sequence[str], repeats: int) -> tuple[float, list[Tagged]]:
    """Articles per second of Depesche's tagger over all texts; then it and dateparser over the same few.

    dateparser is measured as it comes, and told the language.
    """
    few = _few(bodies)
    taggers = [
        _measured("Depesche", lambda body: len(find_times("bench", body, PUBLISHED)), few, 20 * repeats),
        _measured("search_dates(text)", lambda body: len(search_dates(body) or []), few, repeats),
        _measured(
            'search_dates(text, languages=["de"])',
            lambda body: len(search_dates(body, languages=["de"]) or []),
            few,
            repeats,
        ),
    ]
    began = process_time()
    for body in bodies:
        find_times("bench", body, PUBLISHED)
    return len(bodies) / (process_time() - began), taggers


def _few(bodies: Sequence[str]) -> Sequence[str]:
    return bodies[:: max(SHARE, len(bodies) // FEW)][:FEW]


def _measured(name: str, count: Callable[[str], int], bodies: Sequence[str], repeats: int) -> Tagged:
    found = sum(
        count(body) for body in bodies
    )  # before the clock starts: the first call loads what a tagger needs
    taken = []
    for _ in range(repeats):
        began = process_time()
        for body in bodies:
            count(body)
        taken.append(process_time() - began)
    return Tagged(name, len(bodies) / median(taken), found)
