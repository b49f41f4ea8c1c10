"""Resolve events once the entities are final: only the groups of mentions that a run touches are joined anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flows.stages.changes import stage_changes
from flows.work import Work
from schemas import ARTICLES, ENTITIES, EVENT_MENTIONS, EVENTS, Event, EventMention

Joined = Mapping[str, tuple[str, str]]
"""Event mention -> its event and why it was joined to it."""


def resolve_events(work: Work) -> None:
    """Join the event mentions of the touched groups into events, and stage what that changes."""
    # spaCy takes a second that a run without news does not need
    from flows.stages.event_groups import GIVEN, affected_groups  # noqa: PLC0415
    from news.resolve.events import cluster_events, gather_events  # noqa: PLC0415

    with work.timed("resolve_events"):
        joined: dict[str, tuple[str, str]] = {}
        events: list[Event] = []
        gone: set[str] = set()
        moved: set[str] = set()
        with work.lake.open(work.staging, tables=[ARTICLES, ENTITIES, EVENT_MENTIONS, EVENTS]) as snapshot:
            for group in affected_groups(snapshot):
                clustered = cluster_events(group.mentions, group.entities, group.first_of, group.complete)
                events += gather_events(clustered, group.entities, group.first_of, group.agencies)
                gone |= group.event_ids
                found = {m.event_mention_id: (m.event_id, m.join_rule) for m in group.mentions}
                joined |= {m.event_mention_id: (m.event_id, m.join_rule) for m in clustered}
                moved |= {
                    m.article_id for m in clustered if found[m.event_mention_id] != joined[m.event_mention_id]
                }
            staged = set(snapshot.column("SELECT DISTINCT article_id FROM staged.main.event_mentions"))
            elsewhere = snapshot.rows(EVENT_MENTIONS, f"article_id IN ({GIVEN})", [sorted(moved - staged)])
            touched = sorted(gone | {event.event_id for event in events})
            old = snapshot.rows(EVENTS, f"event_id IN ({GIVEN})", [touched], catalog="before")
            (count,) = snapshot.column("SELECT count(*) FROM before.main.events")
        staging = work.staging
        for part in staging.parts(EVENT_MENTIONS):
            staging.rewrite(EVENT_MENTIONS, _with_events(staging.read(EVENT_MENTIONS, part), joined), part)
        staging.write(EVENT_MENTIONS, _with_events(elsewhere, joined), "moved")
        staging.take({EVENT_MENTIONS.name: sorted(moved - staged)}, "moved")
        stage_changes(staging, EVENTS, old, events)
    work.count({"events": count - len(old) + len(events)})


def _with_events(mentions: list[EventMention], joined: Joined) -> list[EventMention]:
    return [
        replace(m, event_id=joined[m.event_mention_id][0], join_rule=joined[m.event_mention_id][1])
        if m.event_mention_id in joined
        else m
        for m in mentions
    ]
