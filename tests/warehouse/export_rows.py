"""A small lake of invented rows that the tests of the exports share."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from plain_rows import plain_row

from schemas import ARTICLES, ENTITIES, EVENT_MENTIONS, EVENTS, MENTIONS, RUNS, Table
from warehouse.lake import Lake
from warehouse.publish import publish

BODY = "Lund in Kiew\n\nMinisterin Vera Lund hat Kiew besucht.\n\nSie sagte Boote zu.\tVelen bleibt fern."
LUND, UKRAINE, KYIV, NATO = ("a1" * 8, "b2" * 8, "c3" * 8, "d4" * 8)
VISIT, PLAN, DENIAL, UNDATED, STRIKE = ("0000000000001fff", "01" * 8, "02" * 8, "03" * 8, "f" * 16)
DAY = date(2022, 2, 28)


def rows() -> dict[Table[Any], list[Any]]:
    """A visit told twice, a plan, a denial, an event without date, and an attack without parties."""
    articles = [
        plain_row(
            ARTICLES,
            article_id="0" * 16,
            source_file="001_0000000000000000.txt",
            title="Lund in Kiew",
            body=BODY,
            language="de",
            published_earliest=date(2022, 3, 1),
            published_latest=date(2022, 3, 31),
            published_precision="month",
            agencies=("AFP", "dpa"),
            run_id="run",
        ),
        plain_row(
            ARTICLES,
            article_id="1" * 16,
            source_file="000_1111111111111111.txt",
            body=BODY,
            language="de",
            run_id="run",
        ),
    ]
    entities = [
        plain_row(
            ENTITIES, entity_id=LUND, name="Vera Lund", entity_type="PER", country_code="ROU", sector="GOV"
        ),
        plain_row(
            ENTITIES, entity_id=UKRAINE, name="Ukraine", entity_type="LOC", country_code="UKR", sector="GOV"
        ),
        plain_row(ENTITIES, entity_id=KYIV, name="Kiew", entity_type="LOC", country_code="UKR"),
        plain_row(ENTITIES, entity_id=NATO, name="NATO", entity_type="ORG", sector="IGO"),
    ]
    mentions = [
        plain_row(
            MENTIONS,
            mention_id="e5" * 8,
            article_id="0" * 16,
            text_start=25,
            text_end=34,
            text="Vera Lund",
            entity_type="PER",
            entity_id=LUND,
            role="Ministerin",
        ),
        plain_row(
            MENTIONS,
            mention_id="e6" * 8,
            article_id="0" * 16,
            text_start=39,
            text_end=43,
            text="Kiew",
            entity_type="LOC",
            entity_id=KYIV,
        ),
    ]
    return {
        RUNS: [plain_row(RUNS, run_id="run", finished_at=datetime(2022, 5, 1, 12))],
        ARTICLES: articles,
        ENTITIES: entities,
        MENTIONS: mentions,
        EVENTS: [*_events()],
        EVENT_MENTIONS: [*_event_mentions()],
    }


def _events() -> list[Any]:
    told = {
        "quad_class": 1,
        "intensity": 2.5,
        "mention_count": 1,
        "article_count": 1,
        "source_count": 1,
        "date_earliest": DAY,
        "date_latest": DAY,
        "date_precision": "day",
    }
    lund = {"actor_id": LUND, "actor_name": "Vera Lund", "actor_country": "ROU"}
    kyiv = {"recipient_id": UKRAINE, "recipient_name": "Ukraine", "recipient_country": "UKR"}
    place = {"place_id": KYIV, "place_name": "Kiew", "latitude": 50.45, "longitude": 30.52}
    visit = {"event_type": "CONSULT", "event_mode": "visit", "mention_count": 2, "article_count": 2}
    strike = {"event_type": "ASSAULT", "quad_class": 4, "intensity": -9.0, "event_mode": "catapult"}
    return [
        plain_row(EVENTS, event_id=VISIT, **{**told, **lund, **kyiv, **place, **visit}, status="actual"),
        plain_row(EVENTS, event_id=PLAN, **told, **lund, event_type="AGREE", status="planned"),
        plain_row(EVENTS, event_id=DENIAL, **told, **lund, **kyiv, event_type="AGREE", status="negated"),
        plain_row(
            EVENTS,
            event_id=UNDATED,
            **{**told, "date_earliest": None, "date_latest": None, "date_precision": "unknown"},
            event_type="AID",
            event_mode="military",
            actor_id=NATO,
            actor_name="NATO",
            status="actual",
        ),
        plain_row(EVENTS, event_id=STRIKE, **{**told, **strike}, status="actual", killed_low=3),
    ]


def _event_mentions() -> list[Any]:
    told = {"trigger_start": 44, "trigger_end": 51, "trigger": "besucht", "score": 0.82}
    first = {"article_id": "0" * 16, "sentence_index": 1}
    found = [
        plain_row(
            EVENT_MENTIONS,
            event_mention_id=f"{number:016x}",
            event_id=event_id,
            event_type="CONSULT",
            extractor_version="rules-1",
            **{**told, **first, "actor_mention_id": "e5" * 8, "place_mention_id": "e6" * 8},
        )
        for number, event_id in enumerate([VISIT, PLAN, DENIAL, UNDATED, STRIKE])
    ]
    again = plain_row(
        EVENT_MENTIONS,
        event_mention_id="f" * 16,
        event_id=VISIT,
        article_id="1" * 16,
        event_type="CONSULT",
        **{**told, "trigger_start": 70},
    )
    return [*found, again]


def publish_rows(folder: Path) -> Path:
    """A warehouse with these rows; its file."""
    lake = Lake(folder / "lake")
    with lake.writer():
        staging = lake.staging("run")
        made = rows()
        for table, found in made.items():
            staging.write(table, found)
        staging.take({t.name: [getattr(row, t.owner) for row in found] for t, found in made.items()})
        lake.commit("run", lake.version)
    publish(lake, folder / "warehouse.duckdb")
    return folder / "warehouse.duckdb"
