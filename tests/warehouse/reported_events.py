"""A small lake of invented articles that report an attack and a talk, and contradict each other."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from plain_rows import plain_row

from schemas import ARTICLES, ENTITIES, EVENT_MENTIONS, EVENTS, TIME_EXPRESSIONS, Table
from warehouse.lake import Lake
from warehouse.publish import publish

ATTACK, TALK = "a1" * 8, "a2" * 8
ARMY, VELEN, AGENCY = "b1" * 8, "b2" * 8, "b3" * 8
FIRST, COPY, OTHER, DENIAL = ("c1" * 8, "c2" * 8, "c3" * 8, "c4" * 8)
DAY = date(2022, 3, 9)
BODIES = {
    FIRST: "Am Mittwoch beschoss die Armee den Hafen. Zwölf Menschen starben.",
    COPY: "Am Mittwoch beschoss die Armee den Hafen. Zwölf Menschen starben.",
    OTHER: "Angriff auf Velen\n\nNach zwei Stunden war Schluss. Bei dem Beschuss starben laut Notruf 20 Menschen!",
    DENIAL: "Das Gespräch dauerte anderthalb Stunden. Die Armee hat Velen nicht beschossen.",
}


def rows() -> dict[Table[Any], list[Any]]:
    """The rows: two events in four articles, one of which copies another."""
    articles = [
        plain_row(
            ARTICLES,
            article_id=article_id,
            source_file=f"00{n}.txt",
            body=body,
            language="de",
            duplicate_of=FIRST if article_id == COPY else None,
            agencies=("dpa",) if article_id == OTHER else (),
            published_earliest=DAY if article_id != OTHER else None,
            published_latest=date(2022, 3, 31) if article_id != OTHER else None,
        )
        for n, (article_id, body) in enumerate(BODIES.items())
    ]
    entities = [
        plain_row(ENTITIES, entity_id=ARMY, name="Nordarmee", entity_type="ORG"),
        plain_row(ENTITIES, entity_id=VELEN, name="Velen", entity_type="LOC"),
        plain_row(ENTITIES, entity_id=AGENCY, name="Notruf Velen", entity_type="ORG"),
    ]

    def told(number: int, event_id: str, article_id: str, trigger: str, **values: Any) -> Any:
        start = BODIES[article_id].index(trigger)
        claim = {
            "event_mention_id": f"{number:016x}",
            "event_id": event_id,
            "article_id": article_id,
            "trigger": trigger,
            "trigger_start": start,
            "trigger_end": start + len(trigger),
            "clause_start": max(0, BODIES[article_id].rfind(".", 0, start) + 1),
            "clause_end": BODIES[article_id].find(".", start) + 1 or len(BODIES[article_id]),
            "actor_id": ARMY,
            "recipient_id": VELEN,
            "date_earliest": DAY,
            "date_latest": DAY,
            "status": "actual",
            "score": 0.8,
        }
        return plain_row(EVENT_MENTIONS, **claim | values)

    mentions = [
        told(1, ATTACK, FIRST, "beschoss", killed_low=12, killed_high=12, join_rule="seed"),
        told(2, ATTACK, COPY, "beschoss", killed_low=12, killed_high=12, join_rule="near_copy"),
        told(
            3,
            ATTACK,
            OTHER,
            "Beschuss",
            killed_low=20,
            attributed_to_id=AGENCY,
            date_earliest=date(2022, 3, 1),
            date_latest=date(2022, 3, 31),
            join_rule="same_place",
        ),
        told(4, ATTACK, DENIAL, "beschossen", status="negated", join_rule="same_day"),
        told(5, TALK, OTHER, "Stunden", join_rule="seed"),
        told(6, TALK, DENIAL, "Gespräch", join_rule="same_day", clause_start=0),
    ]
    times = [
        plain_row(
            TIME_EXPRESSIONS,
            article_id=article_id,
            text=text,
            text_start=BODIES[article_id].index(text),
            text_end=BODIES[article_id].index(text) + len(text),
            timex_type="DURATION",
            value=value,
        )
        for article_id, text, value in (
            (OTHER, "zwei Stunden", "PT2H"),
            (DENIAL, "anderthalb Stunden", "PT1.5H"),
        )
    ]
    events = [
        plain_row(
            EVENTS,
            event_id=event_id,
            event_type=kind,
            actor_id=ARMY,
            actor_name="Nordarmee",
            recipient_id=VELEN,
            recipient_name="Velen",
            status="actual",
            date_earliest=DAY,
            date_latest=DAY,
            date_rule="most_precise",
            date_earliest_mention_id=f"{first:016x}",
            date_latest_mention_id=f"{first:016x}",
            killed_low=low,
            killed_high=high,
            mention_count=mentions_of,
            article_count=mentions_of,
            source_count=sources,
            score=0.8,
        )
        for event_id, kind, first, low, high, mentions_of, sources in (
            (ATTACK, "ASSAULT", 1, 12, 20, 4, 3),
            (TALK, "CONSULT", 5, None, None, 2, 2),
        )
    ]
    return {
        ARTICLES: articles,
        ENTITIES: entities,
        EVENT_MENTIONS: mentions,
        TIME_EXPRESSIONS: times,
        EVENTS: events,
    }


def publish_rows(folder: Path) -> Path:
    """The rows in a published warehouse below a folder."""
    lake = Lake(folder / "lake")
    with lake.writer():
        staging = lake.staging("run")
        for table, found in rows().items():
            staging.write(table, found)
            staging.take({table.name: sorted({getattr(row, table.owner) for row in found})}, table.name)
        lake.commit("run", 0)
    publish(lake, folder / "warehouse.duckdb")
    return folder / "warehouse.duckdb"
