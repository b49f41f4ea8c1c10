"""Invented event mentions: what the tests of resolving events vary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from news.resolve.events import cluster_events
from news.resolve.names import entity_id_of
from schemas import Entity, EventMention, content_id
from schemas.codebook import STATUSES

NORWAY, CHILE = entity_id_of("LOC", "Norwegen"), entity_id_of("LOC", "Chile")
BELTIN, SORAU, MARDO = (entity_id_of("PER", n) for n in ("Jaro Beltin", "Ida Sorau", "Pia Mardo"))
REBEL, LEAGUE = entity_id_of("PER", "Ole Trask"), entity_id_of("ORG", "Nordbund")
NATO = entity_id_of("ORG", "NATO")
COUNCIL, COMMISSION = entity_id_of("ORG", "NATO-Chile-Rat"), entity_id_of("ORG", "NATO-Ausschuss")
OSLO, BERGEN, LIMA = (entity_id_of("LOC", n) for n in ("Oslo", "Bergen", "Lima"))
ENTITIES = {
    entity_id: Entity(entity_id, name, entity_type, country, sector, (), 1, 1)
    for entity_id, name, entity_type, country, sector in (
        (NORWAY, "Norwegen", "LOC", "NOR", "GOV"),
        (CHILE, "Chile", "LOC", "CHL", "GOV"),
        (BELTIN, "Jaro Beltin", "PER", "NOR", "GOV"),
        (SORAU, "Ida Sorau", "PER", "NOR", "GOV"),
        (MARDO, "Pia Mardo", "PER", "CHL", "GOV"),
        (REBEL, "Ole Trask", "PER", "NOR", "OPP"),
        (LEAGUE, "Nordbund", "ORG", None, "IGO"),
        (NATO, "NATO", "ORG", None, "IGO"),
        (COUNCIL, "NATO-Chile-Rat", "ORG", None, "IGO"),
        (COMMISSION, "NATO-Ausschuss", "ORG", None, "IGO"),
        (OSLO, "Oslo", "LOC", "NOR", None),
        (BERGEN, "Bergen", "LOC", "NOR", None),
        (LIMA, "Lima", "LOC", "PER", None),
    )
}
Days = tuple[int, int] | None
Who = tuple[str | None, str | None]
NOBODY: Who = (None, None)


def day(number: int) -> date:
    """Day 1 is Sunday, 1 May 2022."""
    return date(2022, 4, 30) + timedelta(days=number)


def mention(
    number: int = 0,
    *,
    event_type: str = "ACCUSE",
    mode: str | None = None,
    actor: Who = (NORWAY, "NOR"),
    recipient: Who = (CHILE, "CHL"),
    status: str = "actual",
    days: Days = (3, 3),
    article: str = "a",
    sentence: int = 0,
    place: str | None = None,
    killed: tuple[int | None, int | None] = (None, None),
    length: int = 5,
    score: float = 0.8,
    dated_by: str = "text",
) -> EventMention:
    """A mention that Norway blamed Chile on 3 May 2022, or what is said instead."""
    event_mention_id = content_id("event_mention", number)
    return EventMention(
        event_mention_id=event_mention_id,
        event_id=event_mention_id,
        article_id=article * 16,
        sentence_index=sentence,
        trigger_start=number,
        trigger_end=number + 5,
        trigger="rügte",
        clause_start=number,
        clause_end=number + length,
        rule="rügen",
        event_type=event_type,
        event_mode=mode,
        actor_id=actor[0],
        actor_mention_id=None,
        actor_country=actor[1],
        recipient_id=recipient[0],
        recipient_mention_id=None,
        recipient_country=recipient[1],
        status=status,
        attributed_to_id=None,
        attributed_to_mention_id=None,
        date_earliest=day(days[0]) if days else None,
        date_latest=day(days[1]) if days else None,
        date_precision="day",
        dated_by=dated_by,
        place_id=place,
        place_mention_id=None,
        killed_low=killed[0],
        killed_high=killed[1],
        wounded_low=None,
        wounded_high=None,
        soldiers_low=None,
        soldiers_high=None,
        join_rule="alone",
        score=score,
        extractor_version="probe",
    )


def numbered(mentions: Iterable[EventMention]) -> list[EventMention]:
    """The mentions with ids of their own."""
    return [replace(m, event_mention_id=content_id("event_mention", n)) for n, m in enumerate(mentions)]


def events_of(*mentions: EventMention, first_of: dict[str, str] | None = None) -> list[int]:
    """For each mention the number of its event, in the order in which they first come."""
    own = numbered(mentions)
    clustered = {m.event_mention_id: m.event_id for m in cluster_events(own, ENTITIES, first_of or {})}
    ids = [clustered[m.event_mention_id] for m in own]
    return [list(dict.fromkeys(ids)).index(event_id) for event_id in ids]


def are_one(*mentions: EventMention, first_of: dict[str, str] | None = None) -> bool:
    """Whether the mentions report one event."""
    return len(set(events_of(*mentions, first_of=first_of))) == 1


PARTIES = st.sampled_from(
    [
        (NORWAY, "NOR"),
        (CHILE, "CHL"),
        (BELTIN, "NOR"),
        (SORAU, None),
        (None, "NOR"),
        (REBEL, "NOR"),
        (COUNCIL, None),
        (NATO, None),
        NOBODY,
    ]
)
INTERVALS = st.one_of(
    st.none(),
    st.just((1, 31)),
    st.tuples(st.integers(1, 30), st.sampled_from([0, 0, 0, 1, 6, 7, 14, 30])).map(
        lambda pair: (pair[0], sum(pair))
    ),
)
MENTION = st.builds(
    mention,
    event_type=st.sampled_from(["ACCUSE", "CONSULT", "SANCTION"]),
    mode=st.sampled_from([None, None, "visit", "phone"]),
    actor=PARTIES,
    recipient=PARTIES,
    status=st.sampled_from(STATUSES),
    days=INTERVALS,
    article=st.sampled_from("abcdef"),
    sentence=st.integers(0, 3),
    place=st.sampled_from([None, None, OSLO, LIMA, NORWAY]),
    length=st.sampled_from([5, 60]),
    score=st.sampled_from([0.4, 0.8]),
)
MENTIONS = st.lists(MENTION, max_size=14).map(numbered)
COPIES = st.dictionaries(st.sampled_from(["b" * 16, "c" * 16]), st.just("a" * 16))
