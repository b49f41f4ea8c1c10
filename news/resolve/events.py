"""Resolve events over the corpus: mentions of one happening give one row.

Two mentions report one event when type and parties agree and their intervals of days overlap. Parties agree
when they act for the same state, or else are the same entity. A chain of overlaps makes one event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from news.extract.events import precision_of
from news.extract.times import Interval
from news.knowledge.gazetteer import gazetteer
from schemas import Entity, Event, EventMention, content_id
from schemas.codebook import EVENT_TYPES, STATUSES


def cluster_events(mentions: Iterable[EventMention]) -> list[EventMention]:
    """The mentions with the ``event_id`` of the event that they report; their order makes no difference."""
    groups: dict[tuple[str, ...], list[EventMention]] = defaultdict(list)
    for mention in mentions:
        groups[_key(mention)].append(mention)
    return [m for key in sorted(groups) for cluster in _overlapping(groups[key]) for m in _as_one(cluster)]


def gather_events(
    mentions: Iterable[EventMention], entities: Mapping[str, Entity], first_of: Mapping[str, str]
) -> list[Event]:
    """One row per event, in order of ids. ``first_of`` maps near-copies to the article that they copy."""
    groups: dict[str, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.event_id].append(mention)
    return [_event(groups[event_id], entities, first_of) for event_id in sorted(groups)]


def _key(mention: EventMention) -> tuple[str, ...]:
    parties = [
        mention.actor_country or mention.actor_id or "",
        mention.recipient_country or mention.recipient_id or "",
    ]
    if EVENT_TYPES[mention.event_type].is_reciprocal:
        parties.sort()
    # Nothing can be joined on nobody, nor without a time: such a mention stands for itself.
    alone = mention.event_mention_id if not any(parties) or mention.date_earliest is None else ""
    return (mention.event_type, *parties, alone)


def _overlapping(mentions: list[EventMention]) -> Iterable[list[EventMention]]:
    """Split the mentions of one key wherever no interval bridges the gap."""
    cluster: list[EventMention] = []
    reach: date | None = None
    for mention in sorted(mentions, key=lambda m: (m.date_earliest or date.min, m.event_mention_id)):
        if cluster and mention.date_earliest and reach and mention.date_earliest > reach:
            yield cluster
            cluster, reach = [], None
        cluster.append(mention)
        reach = max(reach or date.min, mention.date_latest or date.min)
    yield cluster


def _as_one(cluster: Sequence[EventMention]) -> Iterable[EventMention]:
    event_id = content_id("event", min(m.event_mention_id for m in cluster))
    return (replace(m, event_id=event_id) for m in cluster)


def _event(
    mentions: list[EventMention], entities: Mapping[str, Entity], first_of: Mapping[str, str]
) -> Event:
    """Fill the event from its best mention: most factual, then most precise, then surest.

    The place is that of the best mention that tells one.
    """
    ranked = sorted(
        mentions, key=lambda m: (STATUSES.index(m.status), _length(m), -m.score, m.event_mention_id)
    )
    best = ranked[0]
    days = _common_days(mentions) or Interval(best.date_earliest, best.date_latest)
    articles = {m.article_id for m in mentions}
    actor = entities.get(best.actor_id or "")
    recipient = entities.get(best.recipient_id or "")
    place = entities.get(next((m.place_id for m in ranked if m.place_id), ""))
    known_place = gazetteer().by_name.get((place.entity_type, place.name)) if place else None
    return Event(
        event_id=best.event_id,
        event_type=best.event_type,
        event_mode=min((m.event_mode for m in mentions if m.event_mode), default=None),
        quad_class=EVENT_TYPES[best.event_type].quad_class,
        intensity=EVENT_TYPES[best.event_type].intensity,
        actor_id=best.actor_id,
        actor_name=actor.name if actor else None,
        actor_country=best.actor_country,
        recipient_id=best.recipient_id,
        recipient_name=recipient.name if recipient else None,
        recipient_country=best.recipient_country,
        status=best.status,
        date_earliest=days.earliest,
        date_latest=days.latest,
        date_precision=precision_of(days),
        place_id=place.entity_id if place else None,
        place_name=place.name if place else None,
        latitude=known_place.latitude if known_place else None,
        longitude=known_place.longitude if known_place else None,
        killed_low=None,
        killed_high=None,
        wounded_low=None,
        wounded_high=None,
        soldiers_low=None,
        soldiers_high=None,
        mention_count=len(mentions),
        article_count=len(articles),
        source_count=len({first_of.get(a, a) for a in articles}),
        score=max(m.score for m in mentions),
    )


def _length(mention: EventMention) -> int:
    if mention.date_earliest is None or mention.date_latest is None:
        return 10**6
    return (mention.date_latest - mention.date_earliest).days


def _common_days(mentions: Collection[EventMention]) -> Interval | None:
    """The days that all mentions allow; null where they contradict each other or say nothing."""
    earliest = max((m.date_earliest for m in mentions if m.date_earliest), default=None)
    latest = min((m.date_latest for m in mentions if m.date_latest), default=None)
    return Interval(earliest, latest) if earliest and latest and earliest <= latest else None
