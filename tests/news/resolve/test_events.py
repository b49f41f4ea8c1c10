from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.resolve.events import cluster_events, gather_events
from news.resolve.names import entity_id_of
from schemas import Entity, Event, EventMention, content_id
from schemas.codebook import EVENT_TYPES, STATUSES

NORWAY, CHILE = entity_id_of("LOC", "Norwegen"), entity_id_of("LOC", "Chile")
BELTIN, OSLO = entity_id_of("PER", "Jaro Beltin"), entity_id_of("LOC", "Oslo")
ENTITIES = {
    entity_id: Entity(entity_id, name, entity_type, country, None, (), 1, 1)
    for entity_id, name, entity_type, country in (
        (NORWAY, "Norwegen", "LOC", "NOR"),
        (CHILE, "Chile", "LOC", "CHL"),
        (BELTIN, "Jaro Beltin", "PER", None),
        (OSLO, "Oslo", "LOC", "NOR"),
    )
}
Days = tuple[int, int] | None


def day(number: int) -> date:
    return date(2022, 4, 30) + timedelta(days=number)


def mention(
    number: int = 0,
    *,
    event_type: str = "ACCUSE",
    mode: str | None = None,
    actor: tuple[str | None, str | None] = (NORWAY, "NOR"),
    recipient: tuple[str | None, str | None] = (CHILE, "CHL"),
    status: str = "actual",
    days: Days = (3, 3),
    article: str = "a",
    place: str | None = None,
    score: float = 0.8,
) -> EventMention:
    """A mention that Norway blamed Chile on 3 May 2022, or what is said instead."""
    event_mention_id = content_id("event_mention", number)
    return EventMention(
        event_mention_id=event_mention_id,
        event_id=event_mention_id,
        article_id=article * 16,
        sentence_index=0,
        trigger_start=number,
        trigger_end=number + 5,
        trigger="rügte",
        clause_start=number,
        clause_end=number + 5,
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
        place_id=place,
        place_mention_id=None,
        killed_low=None,
        killed_high=None,
        wounded_low=None,
        wounded_high=None,
        soldiers_low=None,
        soldiers_high=None,
        score=score,
        extractor_version="probe",
    )


def event_count(*mentions: EventMention) -> int:
    numbered = [replace(m, event_mention_id=content_id("event_mention", n)) for n, m in enumerate(mentions)]
    return len({m.event_id for m in cluster_events(numbered)})


def gathered(*mentions: EventMention, first_of: dict[str, str] | None = None) -> Event:
    """The one event of mentions that were clustered before."""
    (event,) = gather_events([replace(m, event_id="e" * 16) for m in mentions], ENTITIES, first_of or {})
    return event


def test_two_reports_of_one_thing_are_one_event() -> None:
    clustered = cluster_events([mention(1), mention(2, article="b", days=(1, 31), status="planned")])
    assert len({m.event_id for m in clustered}) == 1
    assert {m.event_id for m in clustered} == {
        content_id("event", min(m.event_mention_id for m in clustered))
    }


@pytest.mark.parametrize(
    "other",
    [
        mention(event_type="THREATEN"),
        mention(actor=(None, None)),
        mention(actor=(CHILE, "CHL"), recipient=(NORWAY, "NOR")),
        mention(recipient=(entity_id_of("LOC", "Peru"), "PER")),
        mention(days=(4, 4)),
    ],
    ids=["type", "actor", "parties the other way round", "recipient", "day"],
)
def test_what_differs_is_another_event(other: EventMention) -> None:
    assert event_count(mention(), other) == 2


def test_who_acts_for_a_state_is_the_state() -> None:
    assert event_count(mention(), mention(actor=(BELTIN, "NOR"))) == 1
    assert event_count(mention(actor=(BELTIN, None)), mention(actor=(BELTIN, None))) == 1
    assert event_count(mention(actor=(BELTIN, None)), mention()) == 2


@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_only_reciprocal_types_do_not_ask_who_began(event_type: str) -> None:
    there = mention(event_type=event_type)
    back = mention(event_type=event_type, actor=(CHILE, "CHL"), recipient=(NORWAY, "NOR"))
    assert event_count(there, back) == (1 if event_type in {"AGREE", "CONSULT", "COOPERATE"} else 2)


def test_a_chain_of_overlaps_is_one_event() -> None:
    assert event_count(mention(days=(1, 3)), mention(days=(5, 8)), mention(days=(3, 5))) == 1
    assert event_count(mention(days=(1, 3)), mention(days=(5, 8)), mention(days=(4, 4))) == 3
    assert event_count(mention(days=(1, 9)), mention(days=(2, 2)), mention(days=(8, 8))) == 1


def test_nothing_is_joined_without_a_day_or_without_anybody() -> None:
    assert event_count(mention(days=None), mention(days=None), mention()) == 3
    nobody = mention(actor=(None, None), recipient=(None, None))
    assert event_count(nobody, nobody) == 2


def test_one_party_is_enough_to_join() -> None:
    assert event_count(mention(actor=(None, None)), mention(actor=(None, None))) == 1
    assert event_count(mention(recipient=(None, None)), mention(recipient=(None, None))) == 1


def test_an_event_names_its_parties_and_what_its_type_says() -> None:
    event = gathered(mention(mode="allege"))
    assert (event.event_type, event.event_mode, event.quad_class, event.intensity) == (
        "ACCUSE",
        "allege",
        3,
        -3.0,
    )
    assert (event.actor_id, event.actor_name, event.actor_country) == (NORWAY, "Norwegen", "NOR")
    assert (event.recipient_id, event.recipient_name, event.recipient_country) == (CHILE, "Chile", "CHL")
    assert (event.date_earliest, event.date_latest, event.date_precision) == (day(3), day(3), "day")
    assert (event.mention_count, event.article_count, event.source_count) == (1, 1, 1)


def test_an_event_without_parties_names_none() -> None:
    event = gathered(mention(actor=(None, None), recipient=(None, None)))
    assert (event.actor_id, event.actor_name, event.actor_country) == (None, None, None)
    assert (event.recipient_id, event.recipient_name, event.recipient_country) == (None, None, None)


@pytest.mark.parametrize(("number", "status"), enumerate(STATUSES))
def test_the_most_factual_status_wins(number: int, status: str) -> None:
    rest = [mention(n, status=s, score=0.9, days=(3, 3)) for n, s in enumerate(STATUSES[number:])]
    assert gathered(*reversed(rest)).status == status


def test_parties_are_those_of_the_most_factual_then_most_precise_then_surest_mention() -> None:
    person, state = (BELTIN, "NOR"), (NORWAY, "NOR")
    planned = mention(1, actor=state, status="planned", days=(3, 3), score=0.9)
    vague = mention(2, actor=state, days=(1, 31), score=0.9)
    unsure = mention(3, actor=state, days=(3, 3), score=0.4)
    best = mention(4, actor=person, days=(3, 3), score=0.8)
    for other in (planned, vague, unsure):
        assert gathered(other, best).actor_name == "Jaro Beltin"


def test_the_days_are_those_that_all_mentions_allow() -> None:
    event = gathered(mention(1, days=(1, 10)), mention(2, days=(4, 31)), mention(3, days=None))
    assert (event.date_earliest, event.date_latest, event.date_precision) == (day(4), day(10), "week")


def test_where_days_contradict_each_other_the_best_mention_decides() -> None:
    event = gathered(mention(1, days=(1, 3)), mention(2, days=(3, 7)), mention(3, days=(6, 6)))
    assert (event.date_earliest, event.date_latest) == (day(6), day(6))


def test_without_days_there_are_none() -> None:
    event = gathered(mention(days=None))
    assert (event.date_earliest, event.date_latest, event.date_precision) == (None, None, "unknown")


def test_articles_count_once_and_copies_not_at_all() -> None:
    mentions = [
        mention(1, article="a"),
        mention(2, article="a"),
        mention(3, article="b"),
        mention(4, article="c"),
    ]
    event = gathered(*mentions, first_of={"b" * 16: "a" * 16})
    assert (event.mention_count, event.article_count, event.source_count) == (4, 3, 2)


def test_a_copy_of_an_article_that_does_not_report_it_is_a_source() -> None:
    assert gathered(mention(article="b"), first_of={"b" * 16: "z" * 16}).source_count == 1


def test_the_score_is_the_best_one() -> None:
    assert gathered(mention(1, score=0.4), mention(2, score=0.8, status="negated")).score == 0.8


def test_the_place_has_its_coordinates() -> None:
    event = gathered(mention(1), mention(2, place=OSLO))
    assert (event.place_id, event.place_name) == (OSLO, "Oslo")
    assert (event.latitude, event.longitude) == pytest.approx((59.9, 10.8), abs=0.1)
    nowhere = gathered(mention())
    assert (nowhere.place_id, nowhere.place_name, nowhere.latitude, nowhere.longitude) == (None,) * 4


def test_of_several_places_the_best_mentions_one_is_the_events() -> None:
    vague = mention(1, place=CHILE, days=(1, 31))
    exact = mention(2, place=OSLO)
    silent = mention(3, score=0.9)
    for mentions in permutations([vague, exact, silent]):
        assert gathered(*mentions).place_name == "Oslo"


def test_no_mentions_no_events() -> None:
    assert cluster_events([]) == []
    assert gather_events([], {}, {}) == []


PARTIES = st.sampled_from([(NORWAY, "NOR"), (CHILE, "CHL"), (BELTIN, "NOR"), (None, None)])
INTERVALS = st.one_of(
    st.none(), st.tuples(st.integers(1, 9), st.integers(0, 4)).map(lambda pair: (pair[0], sum(pair)))
)
MENTIONS = st.lists(
    st.builds(
        mention,
        event_type=st.sampled_from(["ACCUSE", "CONSULT"]),
        mode=st.sampled_from([None, "visit", "phone"]),
        actor=PARTIES,
        recipient=PARTIES,
        status=st.sampled_from(STATUSES),
        days=INTERVALS,
        article=st.sampled_from("abc"),
        place=st.sampled_from([None, OSLO, CHILE]),
        score=st.sampled_from([0.4, 0.8]),
    ),
    max_size=12,
).map(
    lambda found: [replace(m, event_mention_id=content_id("event_mention", n)) for n, m in enumerate(found)]
)


@given(MENTIONS, st.randoms())
def test_clusters_do_not_depend_on_the_order(mentions: list[EventMention], shuffler: random.Random) -> None:
    clustered = cluster_events(mentions)
    mixed = cluster_events(shuffler.sample(mentions, len(mentions)))
    assert {m.event_mention_id: m.event_id for m in mixed} == {
        m.event_mention_id: m.event_id for m in clustered
    }
    originals = {m.event_mention_id: m for m in mentions}
    assert sorted(m.event_mention_id for m in clustered) == sorted(originals)
    assert all(
        replace(m, event_id=originals[m.event_mention_id].event_id) == originals[m.event_mention_id]
        for m in clustered
    )
    assert cluster_events(clustered) == clustered


@given(MENTIONS)
def test_mentions_of_one_event_are_bridged_day_by_day(mentions: list[EventMention]) -> None:
    clusters: dict[str, list[EventMention]] = {}
    for found in cluster_events(mentions):
        clusters.setdefault(found.event_id, []).append(found)
    for cluster in clusters.values():
        assert len({m.event_type for m in cluster}) == 1
        if len(cluster) > 1:
            spans = sorted(
                (m.date_earliest, m.date_latest) for m in cluster if m.date_earliest and m.date_latest
            )
            assert len(spans) == len(cluster)
            reach = [max(last for _, last in spans[: n + 1]) for n in range(len(spans))]
            assert all(start <= before for before, (start, _) in zip(reach, spans[1:], strict=False))


@given(MENTIONS, st.randoms())
def test_an_event_does_not_depend_on_the_order_of_its_mentions(
    mentions: list[EventMention], shuffler: random.Random
) -> None:
    of_one_event = [replace(m, event_type="CONSULT", event_id="e" * 16) for m in mentions]
    events = gather_events(of_one_event, ENTITIES, {})
    assert len(events) == bool(mentions)
    assert gather_events(shuffler.sample(of_one_event, len(mentions)), ENTITIES, {}) == events


@given(MENTIONS, st.dictionaries(st.sampled_from(["b" * 16, "c" * 16]), st.just("a" * 16)), st.randoms())
def test_events_do_not_depend_on_the_order(
    mentions: list[EventMention], first_of: dict[str, str], shuffler: random.Random
) -> None:
    clustered = cluster_events(mentions)
    events = gather_events(clustered, ENTITIES, first_of)
    assert gather_events(shuffler.sample(clustered, len(clustered)), ENTITIES, first_of) == events
    assert all(before.event_id < after.event_id for before, after in pairwise(events))
    assert sum(event.mention_count for event in events) == len(mentions)
    for event in events:
        assert 1 <= event.source_count <= event.article_count <= event.mention_count
        own = [m for m in clustered if m.event_id == event.event_id]
        assert event.status == min((m.status for m in own), key=STATUSES.index)
        if event.date_earliest and event.date_latest:
            assert event.date_earliest <= event.date_latest
