from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_events import (
    BELTIN,
    BERGEN,
    CHILE,
    COPIES,
    ENTITIES,
    MENTIONS,
    NOBODY,
    NORWAY,
    OSLO,
    day,
    mention,
)

from news.resolve.events import cluster_events, gather_events
from news.resolve.events.gather import number_range
from schemas import Event, EventMention
from schemas.codebook import STATUSES


def gathered(*mentions: EventMention, first_of: dict[str, str] | None = None) -> Event:
    """The one event of mentions that were clustered before."""
    (event,) = gather_events([replace(m, event_id="e" * 16) for m in mentions], ENTITIES, first_of or {}, {})
    return event


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
    event = gathered(mention(actor=NOBODY, recipient=NOBODY))
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


@pytest.mark.parametrize(
    ("days", "rule", "bounds", "givers"),
    [
        ([(3, 3)], "agreed", (3, 3), (0, 0)),
        ([(3, 9), (3, 9), None], "agreed", (3, 9), (0, 0)),
        ([(1, 31), (3, 5)], "most_precise", (3, 5), (1, 1)),
        ([(1, 10), (4, 31)], "narrowed", (4, 10), (1, 0)),
        ([(6, 27), (10, 16)], "narrowed", (13, 13), (1, 1)),
        ([(1, 3), (6, 7)], "contradicted", (6, 7), (1, 1)),
    ],
    ids=["one", "the same", "one inside", "each a bound", "a weekday of a week", "none in common"],
)
def test_how_the_days_were_found_is_recorded(
    days: list[tuple[int, int] | None], rule: str, bounds: tuple[int, int], givers: tuple[int, int]
) -> None:
    mentions = [mention(n, days=told, score=0.9 - n / 10) for n, told in enumerate(days)]
    event = gathered(*mentions)
    assert (event.date_rule, event.date_earliest, event.date_latest) == (rule, day(bounds[0]), day(bounds[1]))
    assert event.date_earliest_mention_id == mentions[givers[0]].event_mention_id
    assert event.date_latest_mention_id == mentions[givers[1]].event_mention_id


def test_a_more_factual_day_is_believed_before_a_more_precise_one() -> None:
    planned, actual = mention(1, days=(3, 3), status="planned"), mention(2, days=(4, 8))
    assert (gathered(planned, actual).date_earliest, gathered(planned, actual).date_rule) == (
        day(4),
        "contradicted",
    )


def test_numbers_reach_from_the_lowest_to_the_highest_claim() -> None:
    event = gathered(mention(1, killed=(12, 15)), mention(2, killed=(9, None)), mention(3))
    assert (event.killed_low, event.killed_high, event.wounded_low) == (9, 15, None)
    assert number_range([(None, None), (None, 40)]) == (40, 40)


def test_parties_are_named_as_fully_as_any_mention_does() -> None:
    event = gathered(
        mention(1, recipient=NOBODY, score=0.9), mention(2, status="planned", actor=(BELTIN, "NOR"))
    )
    assert (event.actor_name, event.recipient_name, event.status) == ("Jaro Beltin", "Chile", "actual")


def test_the_mode_is_what_most_mentions_give() -> None:
    modes = [("visit", 0.9), ("multilateral", 0.8), ("multilateral", 0.7), (None, 0.95)]
    assert (
        gathered(*(mention(n, mode=m, score=s) for n, (m, s) in enumerate(modes))).event_mode
        == "multilateral"
    )


def test_an_agency_is_one_source() -> None:
    mentions = [replace(mention(n, article=article), event_id="e" * 16) for n, article in enumerate("abc")]
    (event,) = gather_events(mentions, ENTITIES, {}, {"a" * 16: ("dpa",), "b" * 16: ("dpa", "AFP")})
    assert (event.article_count, event.source_count) == (3, 2)


def test_without_days_there_are_none() -> None:
    event = gathered(mention(days=None))
    assert (event.date_earliest, event.date_latest, event.date_precision) == (None, None, "unknown")
    assert (event.date_rule, event.date_earliest_mention_id, event.date_latest_mention_id) == (
        "unknown",
        None,
        None,
    )


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
    town = gathered(mention(place=BERGEN))
    assert (town.latitude, town.longitude) == pytest.approx((60.4, 5.3), abs=0.1), "Norway's, not Rügen's"
    nowhere = gathered(mention())
    assert (nowhere.place_id, nowhere.place_name, nowhere.latitude, nowhere.longitude) == (None,) * 4


def test_of_several_places_the_best_mentions_one_is_the_events() -> None:
    vague = mention(1, place=CHILE, days=(1, 31))
    exact = mention(2, place=OSLO)
    silent = mention(3, score=0.9)
    for mentions in permutations([vague, exact, silent]):
        assert gathered(*mentions).place_name == "Oslo"


def test_no_mentions_no_events() -> None:
    assert cluster_events([], {}, {}) == []
    assert gather_events([], {}, {}, {}) == []


@given(MENTIONS, st.randoms())
def test_an_event_does_not_depend_on_the_order_of_its_mentions(
    mentions: list[EventMention], shuffler: random.Random
) -> None:
    of_one_event = [replace(m, event_type="CONSULT", event_id="e" * 16) for m in mentions]
    events = gather_events(of_one_event, ENTITIES, {}, {})
    assert len(events) == bool(mentions)
    assert gather_events(shuffler.sample(of_one_event, len(mentions)), ENTITIES, {}, {}) == events


@given(MENTIONS, COPIES, st.randoms())
def test_events_do_not_depend_on_the_order(
    mentions: list[EventMention], first_of: dict[str, str], shuffler: random.Random
) -> None:
    clustered = cluster_events(mentions, ENTITIES, first_of)
    events = gather_events(clustered, ENTITIES, first_of, {})
    assert gather_events(shuffler.sample(clustered, len(clustered)), ENTITIES, first_of, {}) == events
    assert all(before.event_id < after.event_id for before, after in pairwise(events))
    assert sum(event.mention_count for event in events) == len(mentions)
    for event in events:
        assert 1 <= event.source_count <= event.article_count <= event.mention_count
        own = [m for m in clustered if m.event_id == event.event_id]
        assert event.status == min((m.status for m in own), key=STATUSES.index)
        if event.date_earliest and event.date_latest:
            assert event.date_earliest <= event.date_latest


def test_days_of_the_publication_do_not_contradict_those_of_a_text() -> None:
    event = gathered(mention(1, days=(10, 10), dated_by="publication"), mention(2, days=(9, 9)))
    assert (event.date_earliest, event.date_latest, event.date_rule) == (day(9), day(9), "agreed")
