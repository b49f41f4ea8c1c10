"""Gaps that are planted in an invented feed are found, and a normal feed raises no alarm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from invented_feed import AGENCIES, LANGUAGES, feed, judge

from expectations.drift import DAYS, MONTHS, Floats, bound, judge_shares, judge_totals, z_scores

GAPS, HISTORY = 200, 365


def plant(counts: Floats, kind: str, random: np.random.Generator) -> tuple[str, int, int, int]:
    """Take something out of the newest four weeks; dimension, series, and the first and last day of the gap."""
    days = counts.shape[2]
    length = int(random.integers(5, 15))
    first = days - length
    if kind == "agency":
        series = int(random.integers(len(AGENCIES)))
        counts[series, :, first:] = 0
    elif kind == "language":
        series = int(random.integers(len(LANGUAGES)))
        counts[:, series, first:] = 0
    elif kind == "weekday":
        first, series = days - 28, int(random.integers(7))
        counts[:, :, first:][:, :, (np.arange(28) + first) % 7 == series] = 0
    else:
        first, series, kind = days - 1 - int(random.integers(7)), 0, "all"
        counts[:, :, first] = 0
        return kind, series, first, first
    return kind, series, first, days - 1


def test_planted_gaps_are_found_in_the_run_that_brings_them(show: Callable[[str], None]) -> None:
    random = np.random.default_rng(20221)
    found: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    for number in range(GAPS):
        kind = ("agency", "language", "weekday", "day")[number % 4]
        counts = feed(HISTORY, random)
        dimension, series, first, last = plant(counts, kind, random)
        departures = judge(counts, HISTORY - 28)[dimension].departures
        planted[kind] += 1
        found[kind] += any(
            d.series == series and d.z_score < 0 and d.first <= last and first <= d.last for d in departures
        )
    show(f"planted gaps found: {dict(found)} of {dict(planted)}, {found.total() / GAPS:.1%}")
    assert found.total() >= 0.95 * GAPS


def test_thirty_normal_days_raise_at_most_one_alarm(show: Callable[[str], None]) -> None:
    random = np.random.default_rng(20222)
    alarms = 0
    repeats = 3
    for _ in range(repeats):
        counts = feed(HISTORY + 30, random)
        for day in range(HISTORY, HISTORY + 30):
            alarms += any(j.departures for j in judge(counts[:, :, : day + 1], day).values())
    show(f"normal days with an alarm: {alarms} of {30 * repeats}")
    assert alarms <= repeats


def test_a_backfill_of_years_is_judged_as_a_whole(show: Callable[[str], None]) -> None:
    random = np.random.default_rng(20223)
    alarms = sum(len(j.departures) for _ in range(10) for j in judge(feed(1100, random), 0).values())
    show(f"alarms in ten normal backfills of three years: {alarms}")
    assert alarms <= 1
    counts = feed(1100, random)
    counts[1, :, 600:630] = 0
    (gap,) = (d for d in judge(counts, 0)["agency"].departures if d.z_score < 0)
    assert gap.series == 1
    assert 595 <= gap.first <= 605
    assert 625 <= gap.last <= 635


def test_a_dropped_day_is_no_gap_of_each_agency() -> None:
    counts = feed(200, np.random.default_rng(1))
    counts[:, :, 190] = 0
    found = judge(counts, 180)
    assert [(d.first, d.last) for d in found["all"].departures] == [(190, 190)]
    assert not found["agency"].departures
    assert not found["language"].departures


def double(kind: str, random: np.random.Generator, days: int) -> tuple[Floats, int]:
    """A feed whose newest days have twice as much of all, of an agency or of a language; the feed and the series."""
    counts, again = feed(HISTORY, random), feed(HISTORY, random)
    among = {"all": 1, "agency": len(AGENCIES), "language": len(LANGUAGES)}[kind]
    series = int(random.integers(among))
    chosen: Any = {"all": (slice(None), slice(None)), "agency": (series,), "language": (slice(None), series)}
    counts[(*chosen[kind], ..., slice(-days, None))] += again[(*chosen[kind], ..., slice(-days, None))]
    return counts, series


def test_a_source_that_comes_twice_with_other_texts_is_a_surplus_of_it(show: Callable[[str], None]) -> None:
    random = np.random.default_rng(20224)
    found, elsewhere = 0, 0
    for number in range(90):
        kind = ("all", "agency", "language")[number % 3]
        counts, series = double(kind, random, int(random.integers(7, 15)))
        judged = judge(counts, HISTORY - 28)
        found += any(d.series == series and d.z_score > 0 for d in judged[kind].departures)
        elsewhere += sum(d.z_score < 0 for j in judged.values() for d in j.departures)
    show(f"doubled sources found: {found} of 90, gaps told beside them: {elsewhere}")
    assert found >= 0.95 * 90
    assert elsewhere <= 1


def test_a_clock_that_is_days_late_is_seen_in_the_weekdays() -> None:
    counts = feed(365, np.random.default_rng(3))
    counts[:, :, 300:365] = counts[:, :, 297:362]
    counts[:, :, 300:303] = 0
    gap = judge(counts, 290)["all"].departures[0]
    assert gap.z_score < 0
    assert gap.first <= 300
    assert gap.last >= 302


def test_a_dropped_month_is_found_where_only_months_are_known() -> None:
    random = np.random.default_rng(4)
    counts = random.poisson(400, 48).astype(float)
    counts[30] = 0
    (gap,) = judge_totals(counts, np.ones(48, bool), MONTHS).departures
    assert (gap.first, gap.last, gap.observed) == (30, 30, 0)


def test_without_history_nothing_is_judged() -> None:
    counts = np.full(20, 100.0)
    assert judge_totals(counts, np.ones(20, bool), DAYS).judged_count == 0
    parts = np.full((2, 200), 0.1)
    assert judge_shares(parts, parts.sum(axis=0), np.ones(200, bool), DAYS).judged_count == 0


@pytest.mark.parametrize("mean", [5.0, 12.0, 40.0, 400.0])
def test_scores_of_poisson_counts_are_standard_normal(mean: float) -> None:
    counts = np.random.default_rng(5).poisson(mean, 200_000).astype(float)
    scores = z_scores(counts, np.array(mean))
    for limit, tail in ((2.0, 0.02275), (3.0, 0.00135)):
        assert (scores < -limit).mean() <= 1.1 * tail + 2e-4
        assert (scores > limit).mean() <= 1.1 * tail + 2e-4


def test_the_bound_grows_with_what_is_judged() -> None:
    assert bound(1) < bound(100) < bound(10_000) < 6
