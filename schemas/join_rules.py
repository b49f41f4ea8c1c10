"""Join rules: why an event mention was taken for a report of its event."""

from __future__ import annotations

JOIN_RULES = {
    "alone": "No other mention reports the event.",
    "seed": "The most specific mention of the event, to which the others were joined.",
    "same_article": "Its article tells the event more than once.",
    "near_copy": "Its article repeats another one that tells the event.",
    "same_clause": "Another article has the clause word for word, as a shared agency report has.",
    "same_persons": "The same persons in the same role, on days that can be the same.",
    "same_day": "The same parties on the same day, both known to the day.",
    "same_place": "The same parties at the same place, on days that can be the same.",
    "near_days": "The same parties on days that are known to the week, or to the weekday, and can be the same.",
    "same_parties": "The same parties in a kind of act that they seldom do, on days that can be the same.",
}
"""Rule -> what it means. A closed vocabulary; of several reasons the first of them is named."""
