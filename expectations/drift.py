"""Drift: spans in which counts depart from their own history. Plain statistics on arrays; no database, no clock.

A count is held against what its history leads to expect: a total against the same weekdays of the weeks before, a
part (an agency, a language) against its usual share of the total, so that a thin day is no gap of each agency, and
against its own past numbers, so that what comes twice of one is no gap of the others. A surplus of a part is held
against what the other parts lead to expect, which do not hold it.

The history is summed up by the interquartile mean, which outliers do not move and which, unlike the median, does not
jump between whole numbers. The distance is a z-score of the Poisson distribution (Wilson and Hilferty 1931: a cube
root makes the gamma distribution, whose tails are those of the Poisson, nearly normal), divided by a dispersion that
is estimated from the median absolute residual and never below the Poisson's own 1. Spans of several lengths are looked
at, and the bound follows from how many there are (Bonferroni), so that years of days raise no more alarms than one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

FALSE_ALARMS = 0.001
"""Share of judgements of a series of normal days that may raise an alarm."""
LEAST_EXPECTED = 5.0
"""Where fewer rows are expected, their absence tells nothing."""
MOST_OF_GAP = 0.5
LEAST_OF_SURPLUS = 1.5
"""A gap has at most this much of what is expected, a surplus at least this: less is news, not damage. What comes twice
has twice as much, by chance less, so that the bound lies below 2."""
LEAST_RESIDUALS = 6
MAD_TO_SIGMA = 1.4826
"""Median absolute deviation of the normal distribution to its standard deviation."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a series is read: lengths in its own periods (days or months)."""

    cycle: int
    """Periods after which the profile repeats: 7 days of a week, 1 month."""
    spans: tuple[int, ...]
    """Lengths of the spans that are judged."""
    cycles_back: int
    """How many cycles the history holds at most …"""
    cycles_least: int
    """… and at least."""


DAYS = Rhythm(cycle=7, spans=(1, 7, 28), cycles_back=12, cycles_least=4)
WEEKDAYS = Rhythm(cycle=7, spans=(28,), cycles_back=12, cycles_least=4)
"""For parts that are weekdays: they have one day in each week."""
MONTHS = Rhythm(cycle=1, spans=(1,), cycles_back=12, cycles_least=6)


@dataclass(frozen=True, slots=True)
class Departure:
    """A span of one series that departs from its history."""

    series: int
    first: int
    last: int
    """Its first and last period, both included."""
    observed: float
    expected: float
    z_score: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found, and in how many spans there was enough to judge."""

    departures: tuple[Departure, ...]
    judged_count: int


def judge_totals(counts: Floats, judged: Flags, rhythm: Rhythm) -> Judgement:
    """Judge one series of counts (shape (T,)) in the periods that are marked (shape (T,)) by its own past."""
    totals = counts[np.newaxis, :]
    views = [
        _View(span, _sums(totals, span), _sums(_usual(totals, span, rhythm), span)) for span in rhythm.spans
    ]
    return _judge(views, judged)


def judge_shares(counts: Floats, totals: Floats, judged: Flags, rhythm: Rhythm) -> Judgement:
    """Judge series of counts (shape (S, T)) as parts of totals (shape (T,)) in the periods that are marked.

    Each part is expected to keep its share. A gap of a part of more than half is judged by what is left, which tells
    more; a surplus by the other parts.
    """
    views = []
    for span in rhythm.spans:
        share = _usual_share(counts, totals, span, rhythm)
        whole, observed = _sums(totals[np.newaxis, :], span), _sums(counts, span)
        with np.errstate(invalid="ignore", divide="ignore"):
            by_others = np.where(share < 1, share / (1 - share), np.nan) * (whole - observed)
        own = _sums(_usual(counts, span, rhythm), span)
        views.append(_View(span, observed, share * whole, whole, own, by_others))
    return _judge(views, judged)


def z_scores(observed: Floats, expected: Floats, dispersion: Floats | float = 1.0) -> Floats:
    """How far counts lie from what is expected, in standard deviations; negative where there are fewer.

    ``dispersion`` is the variance over that of the Poisson distribution, at least 1. All arguments broadcast.
    """
    x, mean = observed / dispersion, np.maximum(expected / dispersion, 1e-9)
    fewer = -_cube_root_score(mean, x + 1)
    more = -_cube_root_score(mean, np.maximum(x, 1e-9))
    return np.asarray(np.where(fewer < 0, np.minimum(fewer, 0), np.maximum(more, 0)))


def bound(judged_count: float) -> float:
    """The z-score that one of so many independent normal spans exceeds in FALSE_ALARMS of all cases."""
    return NormalDist().inv_cdf(1 - FALSE_ALARMS / (2 * max(1.0, judged_count)))


@dataclass(frozen=True, slots=True)
class _View:
    """Series seen in spans of one length: sums of the span that ends in each period, shape (S, T)."""

    span: int
    observed: Floats
    expected: Floats
    whole: Floats | None = None
    """Of parts: what they are parts of …"""
    own: Floats | None = None
    """… what their own past leads to expect …"""
    by_others: Floats | None = None
    """… and what the other parts do."""


def _judge(views: list[_View], judged: Flags) -> Judgement:
    marked = [(view, _able(view) & judged) for view in views]
    independent = sum(able.sum() / view.span for view, able in marked)
    limit = bound(float(independent))
    found = [d for view, able in marked for d in _beyond(view, able, limit)]
    return Judgement(tuple(_strongest(found)), sum(int(able.sum()) for _, able in marked))


def _able(view: _View) -> Flags:
    return np.asarray(np.nan_to_num(view.expected) >= LEAST_EXPECTED)


def _beyond(view: _View, able: Flags, limit: float) -> Iterator[Departure]:
    for expected, scores, is_far in (_gaps(view, able, limit), _surpluses(view, able, limit)):
        for series, last in np.argwhere(is_far):
            yield Departure(
                series=int(series),
                first=int(last) - view.span + 1,
                last=int(last),
                observed=float(view.observed[series, last]),
                expected=float(expected[series, last]),
                z_score=float(scores[series, last]),
            )


def _gaps(view: _View, able: Flags, limit: float) -> tuple[Floats, Floats, Flags]:
    """What is expected, how far what is there lies from it, and where that is a gap."""
    scores = _scores(view)
    expected = view.expected if view.own is None else np.fmin(view.expected, view.own)
    is_gap = (scores < -limit) & (view.observed <= MOST_OF_GAP * expected)
    if view.own is not None:
        is_gap &= z_scores(view.observed, expected, _dispersion(view.observed, expected)) < -limit
    return view.expected, scores, np.asarray(able & is_gap)


def _surpluses(view: _View, able: Flags, limit: float) -> tuple[Floats, Floats, Flags]:
    """The same for surpluses."""
    expected = view.expected
    if view.own is not None and view.by_others is not None:
        expected = np.fmax(view.own, view.by_others)
    scores = z_scores(view.observed, expected, _dispersion(view.observed, expected))
    is_surplus = (scores > limit) & (view.observed >= LEAST_OF_SURPLUS * expected)
    return expected, scores, np.asarray(able & (expected >= LEAST_EXPECTED) & is_surplus)


def _scores(view: _View) -> Floats:
    scores = z_scores(view.observed, view.expected, _dispersion(view.observed, view.expected))
    if view.whole is None:
        return scores
    rest, rest_expected = view.whole - view.observed, view.whole - view.expected
    by_rest = -z_scores(rest, rest_expected, _dispersion(rest, rest_expected))
    return np.asarray(np.where(view.expected > view.whole / 2, by_rest, scores))


def _dispersion(observed: Floats, expected: Floats) -> Floats:
    """Variance over that of the Poisson distribution for each series, shape (S, 1): robust, at least 1."""
    with np.errstate(invalid="ignore"):
        is_usable = expected >= 1
        residuals = np.where(
            is_usable, (observed - expected) / np.sqrt(np.where(is_usable, expected, 1)), np.nan
        )
    middle = np.ones((len(observed), 1))
    for number, row in enumerate(residuals):
        present = np.abs(row[~np.isnan(row)])
        if len(present) >= LEAST_RESIDUALS:
            middle[number, 0] = np.median(present) * MAD_TO_SIGMA
    return np.maximum(1.0, middle**2)


def _strongest(found: list[Departure]) -> list[Departure]:
    """Of departures that overlap, the one that is farthest off; those that touch are one. In order of series, time."""
    kept: list[Departure] = []
    for one in sorted(found, key=lambda d: (-abs(d.z_score), d.last - d.first, d.series, d.first)):
        if not any(k.series == one.series and k.first <= one.last and one.first <= k.last for k in kept):
            kept.append(one)
    joined: list[Departure] = []
    for one in sorted(kept, key=lambda d: (d.series, d.first)):
        before = joined[-1] if joined else None
        if before and _touch(before, one):
            joined[-1] = Departure(
                one.series,
                before.first,
                one.last,
                before.observed + one.observed,
                before.expected + one.expected,
                max(before.z_score, one.z_score, key=abs),
            )
        else:
            joined.append(one)
    return joined


def _touch(before: Departure, after: Departure) -> bool:
    return (
        before.series == after.series
        and before.last + 1 == after.first
        and (before.z_score < 0) == (after.z_score < 0)
    )


def _cube_root_score(mean: Floats, shape: Floats) -> Floats:
    """z-score of a gamma variable of that shape at ``mean`` (Wilson and Hilferty 1931)."""
    return np.asarray(((mean / shape) ** (1 / 3) - 1 + 1 / (9 * shape)) * 3 * np.sqrt(shape))


def _sums(series: Floats, span: int) -> Floats:
    """Sums over the span that ends in each period, shape (S, T); nan where it begins before the first."""
    if span == 1:
        return series
    sums = np.full(series.shape, np.nan)
    if series.shape[1] >= span:
        windows = np.lib.stride_tricks.sliding_window_view(series, span, axis=1)
        sums[:, span - 1 :] = windows.sum(axis=2)
    return sums


def _usual(series: Floats, span: int, rhythm: Rhythm) -> Floats:
    """What each period usually has: the centre of the same periods of the cycles before the span, shape (S, T)."""
    start = ceil(span / rhythm.cycle)
    back = range(start, start + rhythm.cycles_back)
    return _centre(np.stack([_shifted(series, n * rhythm.cycle) for n in back]), rhythm.cycles_least)


def _usual_share(counts: Floats, totals: Floats, span: int, rhythm: Rhythm) -> Floats:
    """The usual share of each part in the cycles before the span that ends in each period, shape (S, T)."""
    part = _sums(counts, rhythm.cycle)
    whole = _sums(totals[np.newaxis, :], rhythm.cycle)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = np.where(whole > 0, part / whole, np.nan)
    back = (span + n * rhythm.cycle for n in range(rhythm.cycles_back))
    return _centre(np.stack([_shifted(shares, n) for n in back]), rhythm.cycles_least)


def _shifted(series: Floats, periods: int) -> Floats:
    moved = np.full(series.shape, np.nan)
    if periods < series.shape[1]:
        moved[:, periods:] = series[:, : series.shape[1] - periods]
    return moved


def _centre(samples: Floats, least: int) -> Floats:
    """Interquartile mean along the first axis; nan where fewer than ``least`` values are there."""
    ordered = np.sort(samples, axis=0)  # nan come last
    present = (~np.isnan(ordered)).sum(axis=0)
    cut = present // 4
    rank = np.arange(len(ordered)).reshape(-1, *([1] * (ordered.ndim - 1)))
    is_inner = (rank >= cut) & (rank < present - cut)
    summed = np.where(is_inner, np.nan_to_num(ordered), 0).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(present >= least, summed / (present - 2 * cut), np.nan))
