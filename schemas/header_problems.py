"""Header problems: why a date header that was found bounds no day."""

from __future__ import annotations

HEADER_PROBLEMS = {
    "impossible": "It names a day that does not exist, such as 2022-13.",
    "future": "It lies further in the future than DEPESCHE_FUTURE_DAYS allows.",
    "before_1900": "It lies before the year 1900.",
}
"""Problem -> what it means. A closed vocabulary."""
