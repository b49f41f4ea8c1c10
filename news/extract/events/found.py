"""What the coder hands over: an event as its clause tells it."""

from __future__ import annotations

from dataclasses import dataclass

from news.extract.events.numbers import Numbers
from news.extract.times import Interval
from schemas import Mention


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event as its clause tells it; parties are mentions."""

    event_mention_id: str
    article_id: str
    sentence_index: int
    trigger_start: int
    trigger_end: int
    trigger: str
    clause_start: int
    clause_end: int
    rule: str
    event_type: str
    event_mode: str | None
    actor: Mention | None
    recipient: Mention | None
    status: str
    attributed_to: Mention | None
    days: Interval
    date_precision: str
    dated_by: str
    place: Mention | None
    numbers: Numbers
    score: float
