"""Resolve events over the whole corpus, once its entities are known."""

from __future__ import annotations

from dataclasses import replace

from flows.stages.changes import stage_changes
from flows.work import Work
from news.resolve.events import cluster_events, gather_events
from schemas import ENTITIES, EVENT_MENTIONS, EVENTS


def resolve_events(work: Work) -> None:
    """Join the event mentions that will hold into events, and stage what that changes."""
    with work.timed("resolve_events"):
        staging = work.staging
        with work.lake.open(staging) as snapshot:
            entities = snapshot.rows(ENTITIES)
            found = snapshot.rows(EVENT_MENTIONS)
            copies = dict(
                snapshot.connection.execute(
                    "SELECT article_id, duplicate_of FROM corpus.main.articles WHERE duplicate_of IS NOT NULL"
                ).fetchall()
            )
            staged = set(snapshot.column("SELECT DISTINCT article_id FROM staged.main.event_mentions"))
            old = snapshot.rows(EVENTS, catalog="before")
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
        stage_changes(staging, EVENTS, old, events)
    work.count({"events": len(events)})
