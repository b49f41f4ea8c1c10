"""Resolve: entities and events over the whole corpus, once the articles of the run are coded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from flows.work import Work
from news.resolve.entities import gather_entities
from news.resolve.events import cluster_events, gather_events
from schemas import ENTITIES, EVENT_MENTIONS, EVENTS, MENTIONS, Table
from warehouse.lake import Staging

Row = TypeVar("Row")


def resolve_corpus(work: Work) -> None:
    """Resolve entities and events over all rows that will hold, and stage what that changes."""
    with work.timed("resolve"):
        staging = work.staging
        with work.lake.open(staging) as snapshot:
            entities = gather_entities(snapshot.rows(MENTIONS))
            found = snapshot.rows(EVENT_MENTIONS)
            copies = dict(
                snapshot.connection.execute(
                    "SELECT article_id, duplicate_of FROM corpus.main.articles WHERE duplicate_of IS NOT NULL"
                ).fetchall()
            )
            staged = set(snapshot.column("SELECT DISTINCT article_id FROM staged.main.event_mentions"))
            old_entities, old_events = (snapshot.rows(t, catalog="before") for t in (ENTITIES, EVENTS))
        clustered = cluster_events(found)
        event_of = {m.event_mention_id: m.event_id for m in clustered}
        for part in staging.parts(EVENT_MENTIONS):
            mentions = staging.read(EVENT_MENTIONS, part)
            joined = [replace(m, event_id=event_of[m.event_mention_id]) for m in mentions]
            staging.rewrite(EVENT_MENTIONS, joined, part)
        moved = {m.article_id for m in found if event_of[m.event_mention_id] != m.event_id} - staged
        staging.write(EVENT_MENTIONS, [m for m in clustered if m.article_id in moved], "moved")
        staging.take({EVENT_MENTIONS.name: sorted(moved)}, "moved")
        events = gather_events(clustered, {e.entity_id: e for e in entities}, copies)
        _stage_changes(staging, ENTITIES, old_entities, entities)
        _stage_changes(staging, EVENTS, old_events, events)
    work.count({"entities": len(entities), "events": len(events)})


def _stage_changes(staging: Staging, table: Table[Row], old: Sequence[Row], new: Sequence[Row]) -> None:
    """Stage the rows that are new or differ, and take over the owners of those that are gone."""
    before = {getattr(row, table.owner): row for row in old}
    after = {getattr(row, table.owner): row for row in new}
    changed = {owner: row for owner, row in after.items() if before.get(owner) != row}
    staging.write(table, list(changed.values()))
    staging.take({table.name: [*changed, *sorted(before.keys() - after.keys())]}, table.name)
