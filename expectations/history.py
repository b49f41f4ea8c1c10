"""History: the counts of a drift rule as series of days and months, judged where the run has brought something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb
import numpy as np

from expectations.drift import (
    DAYS,
    MONTHS,
    WEEKDAYS,
    Departure,
    Flags,
    Floats,
    Judgement,
    Rhythm,
    judge_shares,
    judge_totals,
)
from expectations.expectation import DriftExpectation
from schemas import Drift

LEAST_NEW = 0.1
"""A day or month is judged if at least this share of its articles came with the run; stragglers judge nothing anew."""
MOST_VALUES = 60
"""So many of the most frequent values of a dimension are judged: the others are too rare to be missed."""
EPOCH = date(1970, 1, 1)

ARTICLES_BY_DAY = """
    SELECT published_earliest AS day, count(*) AS row_count FROM {catalog}.main.articles
    WHERE published_precision = ? GROUP BY ALL
"""


@dataclass(frozen=True, slots=True)
class Found:
    """What a drift rule found."""

    drift: tuple[Drift, ...]
    judged_count: int


def judge_drift(
    connection: duckdb.DuckDBPyConnection, rule: DriftExpectation, run_id: str, today: date
) -> Found:
    """Judge the days and months that the run brought, up to the last that is over ``today``."""
    found: list[Drift] = []
    judged_count = 0
    counted = connection.execute(
        f"SELECT resolution, value, day, count(*) FROM ({rule.sql}) GROUP BY ALL"
    ).fetchall()
    for resolution in ("day", "month"):
        rows = [(value, day, count) for told, value, day, count in counted if told == resolution]
        calendar = _Calendar(resolution, rows, today)
        if rows and (judged := _judged(connection, calendar)).any():
            values, counts = _series(rows, calendar)
            judgement = _judge(rule.dimension, counts, judged, calendar)
            judged_count += judgement.judged_count
            found += _rows(judgement, values, rule, run_id, calendar)
    return Found(tuple(found), judged_count)


class _Calendar:
    """Numbers of the days or months from the first to the last with any rows."""

    def __init__(self, resolution: str, rows: list[tuple[str, date, int]], today: date) -> None:
        self.resolution = resolution
        numbers = [self.number(day) for _, day, _ in rows] or [0]
        self.first = min(numbers)
        self.length = max(numbers) - self.first + 1
        self.over = self.number(today) - self.first
        """Periods before this one are over."""

    def number(self, day: date) -> int:
        return (day - EPOCH).days if self.resolution == "day" else day.year * 12 + day.month - 1

    def first_day(self, index: int) -> date:
        number = self.first + index
        return (
            EPOCH + timedelta(number) if self.resolution == "day" else date(number // 12, number % 12 + 1, 1)
        )

    def last_day(self, index: int) -> date:
        return self.first_day(index + 1) - timedelta(1)


def _judged(connection: duckdb.DuckDBPyConnection, calendar: _Calendar) -> Flags:
    """The periods that the run brought, and the empty ones among them."""
    new, held = (_counts(connection, catalog, calendar) for catalog in ("staged", "corpus"))
    brought = (new > 0) & (new >= LEAST_NEW * held)
    reached = np.flatnonzero(brought)
    if not len(reached):
        return brought
    among = np.arange(calendar.length)
    before = np.flatnonzero((held > 0) & ~brought & (among < reached[0]))
    since = before[-1] + 1 if len(before) else reached[0]
    is_empty = (held == 0) & (among >= since) & (among <= reached[-1])
    return np.asarray((brought | is_empty) & (among < calendar.over))


def _counts(connection: duckdb.DuckDBPyConnection, catalog: str, calendar: _Calendar) -> Floats:
    counts = np.zeros(calendar.length)
    rows = connection.execute(ARTICLES_BY_DAY.format(catalog=catalog), [calendar.resolution]).fetchall()
    for day, count in rows:
        at = calendar.number(day) - calendar.first
        if 0 <= at < calendar.length:
            counts[at] += count
    return counts


def _series(rows: list[tuple[str, date, int]], calendar: _Calendar) -> tuple[list[str], Floats]:
    totals: dict[str, int] = {}
    for value, _, count in rows:
        totals[value] = totals.get(value, 0) + count
    values = sorted(totals)
    at = {value: number for number, value in enumerate(values)}
    counts = np.zeros((len(values), calendar.length))
    for value, day, count in rows:
        counts[at[value], calendar.number(day) - calendar.first] += count
    return values, counts


def _judge(dimension: str, counts: Floats, judged: Flags, calendar: _Calendar) -> Judgement:
    totals = counts.sum(axis=0)
    rhythm: Rhythm = DAYS if calendar.resolution == "day" else MONTHS
    if dimension == "all":
        return judge_totals(totals, judged, rhythm)
    if dimension == "weekday":
        return judge_shares(counts, totals, judged, WEEKDAYS)
    if len(counts) == 1:
        return Judgement((), 0)  # a part that is the whole has no share to lose
    frequent = np.argsort(-counts.sum(axis=1), kind="stable")[:MOST_VALUES]
    found = judge_shares(counts[frequent], totals, judged, rhythm)
    named = (
        Departure(int(frequent[d.series]), d.first, d.last, d.observed, d.expected, d.z_score)
        for d in found.departures
    )
    return Judgement(tuple(named), found.judged_count)


def _rows(
    judgement: Judgement, values: list[str], rule: DriftExpectation, run_id: str, calendar: _Calendar
) -> Iterator[Drift]:
    for one in judgement.departures:
        yield Drift(
            run_id=run_id,
            measure=rule.table_name,
            dimension=rule.dimension,
            value=values[one.series],
            resolution=calendar.resolution,
            first_day=calendar.first_day(one.first),
            last_day=calendar.last_day(one.last),
            direction="gap" if one.z_score < 0 else "surplus",
            observed_count=int(one.observed),
            expected_count=round(one.expected, 1),
            z_score=round(one.z_score, 2),
        )
