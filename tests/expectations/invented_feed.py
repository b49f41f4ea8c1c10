"""An invented news feed by days, with what real ones have: weekends, busy days, a trend, small and large agencies."""

from __future__ import annotations

import numpy as np

from expectations.drift import DAYS, WEEKDAYS, Floats, Judgement, judge_shares, judge_totals

AGENCIES = {"dpa": 0.34, "AFP": 0.2, "Reuters": 0.13, "none": 0.2, "sda": 0.07, "epd": 0.06}
LANGUAGES = {"de": 0.9, "en": 0.07, "fr": 0.03}
WEEK = np.array([1.05, 1.1, 1.1, 1.1, 1.05, 0.75, 0.65])
PER_DAY = 200.0


def feed(days: int, random: np.random.Generator) -> Floats:
    """Counts by agency, language and day, shape (agencies, languages, days)."""
    busy = np.exp(random.normal(0, 0.12, days))
    trend = np.linspace(1, 1.3, days)
    rate = PER_DAY * WEEK[np.arange(days) % 7] * busy * trend
    shares = np.outer(list(AGENCIES.values()), list(LANGUAGES.values()))
    return random.poisson(shares[:, :, np.newaxis] * rate).astype(float)


def judge(counts: Floats, first: int) -> dict[str, Judgement]:
    """Judge a feed from a day on, by dimension."""
    days = counts.shape[2]
    judged = np.arange(days) >= first
    totals = counts.sum(axis=(0, 1))
    weekdays = np.where(np.arange(days) % 7 == np.arange(7)[:, np.newaxis], totals, 0.0)
    return {
        "all": judge_totals(totals, judged, DAYS),
        "weekday": judge_shares(weekdays, totals, judged, WEEKDAYS),
        "agency": judge_shares(counts.sum(axis=1), totals, judged, DAYS),
        "language": judge_shares(counts.sum(axis=0), totals, judged, DAYS),
    }
