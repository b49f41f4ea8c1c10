"""Inference rules: how the dates in a text bound the publication of an article that has no date header."""

from __future__ import annotations

INFERENCE_RULES = {
    "reports_dates": "It tells in a past tense what happened on a day: it is not older.",
    "announces_dates": "It announces something for a day: it is not younger.",
    "between_dates": "Both bound it.",
}
"""Rule -> what it means. A closed vocabulary."""
