"""Inference rules: how the dates in a file bound the publication of its article beyond what its header says."""

from __future__ import annotations

INFERENCE_RULES = {
    "date_line": "A line above the text prints the day, or one below it with a time of day.",
    "reports_dates": "It tells in a past tense what happened on a day: it is not older.",
    "announces_dates": "It announces something for a day: it is not younger.",
    "between_dates": "Both bound it.",
}
"""Rule -> what it means. A closed vocabulary."""
