"""Eleven invented articles with their mentions, coded by nobody: for tests of what comes after the coding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.settings import Settings
from flows.stages.entities import resolve_entities
from flows.stages.events import resolve_events
from flows.work import begin
from schemas import ARTICLES, EVENT_MENTIONS, MENTIONS, Article, EventMention, Mention, Table, content_id


def blank(table: Table[Any]) -> dict[str, Any]:
    """Values of a row that says as little as its table lets it."""
    blanks = {pa.string(): "", pa.int64(): 0, pa.float64(): 0.0, pa.bool_(): False}
    return {
        f.name: None if f.nullable else f.column.values[0] if f.column.values else blanks.get(f.type, ())
        for f in table.fields
    }


def article(number: int, month: int | None = 3) -> Article:
    day = date(2021, month, 1) if month else None
    values = blank(ARTICLES)
    values |= {
        "article_id": f"{number:016x}",
        "source_file": f"{number}.txt",
        "source_files": (f"{number}.txt",),
        "content_sha256": f"{number:064x}",
        "byte_count": 1,
        "encoding": "utf-8",
        "repairs": (),
        "published_earliest": day,
        "published_latest": day,
        "published_precision": "day" if day else "unknown",
        "language": "de",
        "language_score": 1.0,
        "body": "Text",
        "agencies": (),
        "run_id": "run",
    }
    return Article(**values)


def mention(number: int, at: int, text: str, name: str | None = None, **changes: Any) -> Mention:
    kind = changes.pop("entity_type", "PER")
    row = Mention(
        mention_id=content_id("mention", number, at),
        article_id=f"{number:016x}",
        sentence_index=0,
        text_start=at,
        text_end=at + len(text),
        text=text,
        form="name",
        entity_type=kind,
        entity_id=content_id("entity", kind, name) if name else None,
        unresolved=None if name else "surname_only",
        name=name,
        role=None,
        organisation=None,
        country_code=None,
        sector=None,
        is_metonym=False,
        score=1.0,
    )
    return replace(row, **changes)


def event(number: int, actor: Mention | None, recipient: Mention | None) -> EventMention:
    values = blank(EVENT_MENTIONS)
    key = content_id("event_mention", number, actor and actor.mention_id)
    values |= {
        "event_mention_id": key,
        "event_id": key,
        "article_id": f"{number:016x}",
        "sentence_index": 0,
        "trigger_start": 0,
        "trigger_end": 1,
        "trigger": "rief",
        "clause_start": 0,
        "clause_end": 1,
        "rule": "rufen",
        "event_type": "CONSULT",
        "status": "actual",
        "actor_id": actor.entity_id if actor else None,
        "actor_mention_id": actor.mention_id if actor else None,
        "recipient_id": recipient.entity_id if recipient else None,
        "recipient_mention_id": recipient.mention_id if recipient else None,
        "date_precision": "unknown",
        "dated_by": "text",
        "score": 1.0,
        "extractor_version": "1",
    }
    return EventMention(**values)


def texts() -> list[tuple[Article, list[Mention], list[EventMention]]]:
    """Eleven articles in which every kind of evidence across articles plays a part."""
    minister = {"role": "Außenminister", "country_code": "KAZ", "sector": "GOV"}
    rows: list[tuple[int, int | None, list[Mention]]] = [
        (1, 3, [mention(1, 0, "Wadim Kolzow", "Wadim Kolzow", **minister), mention(1, 50, "Ahl")]),
        (2, 5, [mention(2, 0, "Vadim Koltsov", "Vadim Koltsov", **minister),
                mention(2, 50, "Kolzows", "Vadim Koltsov", country_code="KAZ", sector="GOV")]),
        (3, 6, [mention(3, 0, "Kolzow", **minister), mention(3, 50, "NWB", "NWB", entity_type="ORG")]),
        (4, 7, [mention(4, 0, "Kolzow"), mention(4, 50, "Velen", "Velen", entity_type="LOC")]),
        (5, None, [mention(5, 0, "Nordischer Werftbund", "Nordischer Werftbund", entity_type="ORG"),
                   mention(5, 50, "NWB", "Nordischer Werftbund", entity_type="ORG")]),
        (6, 8, [mention(6, 0, "Jens Ahl", "Jens Ahl", country_code="DEU", role="Bürgermeister"),
                mention(6, 50, "Velen", "Velen", entity_type="ORG")]),
        (7, 8, [mention(7, 0, "Jana Ahl", "Jana Ahl", country_code="DNK", role="Botschafterin"),
                mention(7, 50, "Ahl", unresolved="several")]),
        (8, 9, [mention(8, 0, "Ahl", country_code="DNK"), mention(8, 50, "Velen", "Velen", entity_type="LOC")]),
        (9, 9, [mention(9, 0, "W. Kolzow", "W. Kolzow", role="Ex-Minister")]),
        (11, 6, [mention(11, 0, "Außenminister", form="role", role="Außenminister", country_code="KAZ",
                         unresolved="office_open"),
                 mention(11, 50, "Außenminister", form="role", role="Außenminister", country_code="NOR",
                         unresolved="office_open")]),
        (10, 9, [mention(10, 0, "Wadim Kolzow", "Wadim Kolzow", role="Ministerpräsident")]),
    ]  # fmt: skip
    return [
        (article(n, month), mentions, [event(n, mentions[0], mentions[-1] if len(mentions) > 1 else None)])
        for n, month, mentions in rows
    ]


Texts = Sequence[tuple[Article, list[Mention], list[EventMention]]]


def run(home: Path, coded: Texts, gone: Iterable[int] = ()) -> None:
    """One run that codes these articles; those with the ids ``gone`` are no more."""
    with begin(Settings(home=home), home, "command", full=False) as work:
        staging = work.staging
        for number, (one, mentions, events) in enumerate(coded):
            staging.write(ARTICLES, [one], f"{number:05}")
            staging.write(MENTIONS, mentions, f"{number:05}")
            staging.write(EVENT_MENTIONS, events, f"{number:05}")
        owners = [one.article_id for one, _, _ in coded] + [f"{n:016x}" for n in gone]
        staging.take({t.name: owners for t in (ARTICLES, MENTIONS, EVENT_MENTIONS)}, "articles")
        resolve_entities(work)
        resolve_events(work)
        work.lake.commit(work.run_id, work.parent)
        work.lake.index()
