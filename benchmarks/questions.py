"""The questions that a large warehouse has to answer at once: every mart, as a whole and in part, and the cookbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docs.answers import EXAMPLE
from warehouse.publish import SQL

COOKBOOK = Path(__file__).parent.parent / "docs" / "cookbook.md"
PARTS = {
    "actor_profile": ("name = 'Russland'", "actor_event_count"),
    "articles_per_month": ("month = '2020-01-01'", "article_count"),
    "cooccurrence": ("name = 'Russland'", "article_count"),
    "dyad_balance": ("country_code = 'RUS'", "conflict_count"),
    "dyads": ("actor_country = 'RUS'", "event_count"),
    "entity_timeline": ("name = 'Russland'", "mention_count"),
    "event_arrivals": ("{event}", "last_seen"),
    "event_claims": ("{event}", "event_id"),
    "event_consensus": ("{event}", "text_count"),
    "event_contradictions": ("{event}", "text_count"),
    "event_spread": ("{event}", "copy_count"),
    "events_per_day": ("day = '2020-01-15'", "event_count"),
    "events_per_month": ("actor_country = 'RUS' AND recipient_country = 'UKR'", "possible_count"),
    "events_per_week": ("actor_country = 'RUS' AND recipient_country = 'UKR'", "possible_count"),
    "interactions": ("actor_name = 'Russland'", "event_count"),
    "place_profile": ("country_code = 'RUS'", "event_count"),
    "statements": ("speaker_name = 'Russland'", "published_earliest"),
    "story_timeline": ("actor_name = 'Russland'", "article_count"),
}
"""Mart -> a condition that asks for a part of it, and the column by which its greatest ten are asked for."""
EVENT = "event_id = '{event}'"


@dataclass(frozen=True, slots=True)
class Question:
    """One query, and what it is called in a table."""

    name: str
    sql: str


def questions(event_id: str) -> Iterator[Question]:
    """All questions; those of an event ask for this one."""
    for mart in sorted(path.stem for path in (SQL / "marts").glob("*.sql")):
        condition, measure = PARTS[mart]
        condition = condition.replace("{event}", EVENT.format(event=event_id))
        yield Question(f"{mart}, top 10", f"FROM marts.{mart} ORDER BY {measure} DESC LIMIT 10")
        yield Question(
            f"{mart}, a part", f"FROM marts.{mart} WHERE {condition} ORDER BY {measure} DESC LIMIT 100"
        )
    for number, found in enumerate(EXAMPLE.finditer(COOKBOOK.read_text(encoding="utf-8")), 1):
        yield Question(f"cookbook {number}", found["sql"])
