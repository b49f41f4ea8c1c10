"""Fill the rows of events from the mentions that report them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from news.extract.events import precision_of
from news.extract.times import Interval
from news.knowledge.gazetteer import gazetteer
from news.knowledge.places import find
from news.resolve.events.days import Days, days_of
from news.resolve.events.sources import count_sources
from schemas import Entity, Event, EventMention
from schemas.codebook import EVENT_TYPES, STATUSES


@dataclass(frozen=True, slots=True)
class Dating:
    """The days of an event, the rule of ``DATE_RULES`` that gave them, and the mentions that bound them."""

    days: Days
    rule: str
    earliest_from: str | None = None
    latest_from: str | None = None


def gather_events(
    mentions: Iterable[EventMention],
    entities: Mapping[str, Entity],
    first_of: Mapping[str, str],
    agencies: Mapping[str, Collection[str]],
) -> list[Event]:
    """One row per event, in order of ids.

    ``first_of`` maps near-copies to the article that they copy, ``agencies`` articles to the agencies they name.
    """
    groups: dict[str, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.event_id].append(mention)
    return [_event(groups[event_id], entities, first_of, agencies) for event_id in sorted(groups)]


def date_event(ranked: Sequence[EventMention]) -> Dating:
    """The days that all mentions allow; where they exclude each other, those of the first one that bounds any.

    Days that only the publication gives say nothing against those that a text tells.
    """
    dated = [(m, days) for m in ranked if (days := days_of(m)).is_known]
    if not dated:
        return Dating(Days(), "unknown")
    common = _common(dated)
    if common is None:
        dated = [(m, days) for m, days in dated if m.dated_by != "publication"] or dated
        common = _common(dated)
    best, of_best = dated[0]
    if common is None:
        return Dating(of_best, "contradicted", best.event_mention_id, best.event_mention_id)
    bounds = [(days.earliest, days.latest) for _, days in dated]
    if len(set(bounds)) == 1:
        rule = "agreed"
    else:
        rule = "most_precise" if (common.earliest, common.latest) in bounds else "narrowed"
    # Of equal bounds the best mention's counts: max and min keep the first.
    earliest = max(dated, key=lambda item: item[1].earliest or date.min)[0]
    latest = min(dated, key=lambda item: item[1].latest or date.max)[0]
    return Dating(common, rule, earliest.event_mention_id, latest.event_mention_id)


def _precision_of(days: Days, ranked: Sequence[EventMention]) -> str:
    """What their length allows; unknown where a mention with these days says so."""
    same = [m for m in ranked if (m.date_earliest, m.date_latest) == (days.earliest, days.latest)]
    is_open = any(m.date_precision == "unknown" for m in same)
    return "unknown" if is_open else precision_of(Interval(days.earliest, days.latest))


def _common(dated: Iterable[tuple[EventMention, Days]]) -> Days | None:
    common: Days | None = Days()
    for _, days in dated:
        common = common.common(days) if common else None
    return common


def _event(
    mentions: list[EventMention],
    entities: Mapping[str, Entity],
    first_of: Mapping[str, str],
    agencies: Mapping[str, Collection[str]],
) -> Event:
    """Fill the event from its best mentions: most factual, then most precise, then surest.

    Parties are those of the best mention among those that name most of them, persons before their states; the
    place is that of the best mention that tells one, the mode the one that most mentions give.
    """
    ranked = sorted(
        mentions, key=lambda m: (STATUSES.index(m.status), _width(m), -m.score, m.event_mention_id)
    )
    best = ranked[0]
    told = min(ranked, key=lambda m: _unnamed(m, entities))
    dating = date_event(ranked)
    articles = {m.article_id for m in mentions}
    actor = entities.get(told.actor_id or "")
    recipient = entities.get(told.recipient_id or "")
    place = entities.get(next((m.place_id for m in ranked if m.place_id), ""))
    where = _coordinates(place) if place else None
    killed = number_range((m.killed_low, m.killed_high) for m in mentions)
    wounded = number_range((m.wounded_low, m.wounded_high) for m in mentions)
    soldiers = number_range((m.soldiers_low, m.soldiers_high) for m in mentions)
    return Event(
        event_id=best.event_id,
        event_type=best.event_type,
        event_mode=_most_frequent(m.event_mode for m in ranked),
        quad_class=EVENT_TYPES[best.event_type].quad_class,
        intensity=EVENT_TYPES[best.event_type].intensity,
        actor_id=told.actor_id,
        actor_name=actor.name if actor else None,
        actor_country=told.actor_country,
        recipient_id=told.recipient_id,
        recipient_name=recipient.name if recipient else None,
        recipient_country=told.recipient_country,
        status=best.status,
        date_earliest=dating.days.earliest,
        date_latest=dating.days.latest,
        date_precision=_precision_of(dating.days, ranked),
        date_rule=dating.rule,
        date_earliest_mention_id=dating.earliest_from,
        date_latest_mention_id=dating.latest_from,
        place_id=place.entity_id if place else None,
        place_name=place.name if place else None,
        latitude=where[0] if where else None,
        longitude=where[1] if where else None,
        killed_low=killed[0],
        killed_high=killed[1],
        wounded_low=wounded[0],
        wounded_high=wounded[1],
        soldiers_low=soldiers[0],
        soldiers_high=soldiers[1],
        mention_count=len(mentions),
        article_count=len(articles),
        source_count=count_sources(articles, first_of, agencies),
        score=max(m.score for m in mentions),
    )


def number_range(claims: Iterable[tuple[int | None, int | None]]) -> tuple[int | None, int | None]:
    """The lowest and the highest number that any mention gives; one that gives a single bound gives it for both."""
    given = [number for claim in claims for number in claim if number is not None]
    return (min(given), max(given)) if given else (None, None)


def _unnamed(mention: EventMention, entities: Mapping[str, Entity]) -> tuple[int, int]:
    """Parties that a mention does not name, and those of which it does not name a person."""
    parties = ((mention.actor_id, mention.actor_country), (mention.recipient_id, mention.recipient_country))
    found = [entities.get(entity_id or "") for entity_id, _ in parties]
    return (
        sum(entity_id is None and country is None for entity_id, country in parties),
        sum(entity is None or entity.entity_type != "PER" for entity in found),
    )


def _width(mention: EventMention) -> int:
    return days_of(mention).width or 10**6


def _most_frequent(modes: Iterable[str | None]) -> str | None:
    """The mode that most mentions give; of equally frequent ones that of the best mention."""
    counts = Counter(mode for mode in modes if mode is not None)
    return max(counts, key=lambda mode: counts[mode], default=None)


def _coordinates(place: Entity) -> tuple[float, float] | None:
    """Latitude and longitude of a place, of several of one name the likeliest in its state; null if none is known."""
    known = gazetteer().by_name.get((place.entity_type, place.name))
    if known is not None and known.latitude is not None and known.longitude is not None:
        return known.latitude, known.longitude
    inside = (p for p in find(place.name) if place.country_code in (None, p.country_code))
    likeliest = next(inside, None)
    return (likeliest.latitude, likeliest.longitude) if likeliest else None
