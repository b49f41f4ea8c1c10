"""Findings: what the expectations found in a run's rows, as the rows that record it."""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas import Check, Drift


@dataclass(frozen=True, slots=True)
class Findings:
    """The checks of a run, and the spans in which its volume or mix departs from its history."""

    checks: list[Check] = field(default_factory=list)
    drift: list[Drift] = field(default_factory=list)
