"""Date rules: how the days of an event follow from those of its mentions."""

from __future__ import annotations

DATE_RULES = {
    "unknown": "No mention bounds the day.",
    "agreed": "All mentions that bound the day give these bounds.",
    "most_precise": "One mention gives these bounds, and those of all the others hold them.",
    "narrowed": "Each bound is from another mention, or a weekday cuts it: together they know more than each.",
    "contradicted": "The mentions exclude each other: the bounds of the most precise of the most factual ones.",
}
"""Rule -> what it means. A closed vocabulary."""
