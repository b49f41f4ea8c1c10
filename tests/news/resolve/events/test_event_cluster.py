from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_events import (
    BELTIN,
    CHILE,
    COPIES,
    COUNCIL,
    ENTITIES,
    MARDO,
    MENTIONS,
    NATO,
    NOBODY,
    NORWAY,
    OSLO,
    SORAU,
    are_one,
    events_of,
    mention,
    numbered,
)

from news.resolve.events import cluster, cluster_events
from news.resolve.events.claims import claim_of
from news.resolve.events.cluster import _block
from schemas import EventMention, content_id
from schemas.codebook import EVENT_TYPES

MONTH = (1, 31)
TALK = {"event_type": "CONSULT", "actor": (BELTIN, "NOR"), "recipient": (MARDO, "CHL")}


def of(article: str, **said: object) -> EventMention:
    return mention(article=article, **said)  # type: ignore[arg-type]


def test_what_is_announced_in_one_article_and_reported_in_another_is_one_event() -> None:
    assert are_one(of("a", **TALK, days=(6, 27), status="planned"), of("b", **TALK, days=(13, 13)))


def test_the_state_is_its_person_where_only_one_fits() -> None:
    state = of("a", event_type="CONSULT", days=MONTH)
    beltin, sorau = of("b", **TALK), of("c", **TALK | {"actor": (SORAU, "NOR")})
    assert are_one(state, beltin)
    assert events_of(beltin, sorau, state) == [0, 1, 2]


@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_only_acts_on_one_footing_do_not_ask_who_began(event_type: str) -> None:
    there = of("a", event_type=event_type)
    back = of("b", event_type=event_type, actor=(CHILE, "CHL"), recipient=(NORWAY, "NOR"))
    assert are_one(there, back) is EVENT_TYPES[event_type].is_reciprocal


def test_vague_reports_of_daily_acts_are_not_one_event() -> None:
    assert not are_one(of("a", days=MONTH), of("b", days=MONTH))
    assert are_one(of("a", days=MONTH, length=80), of("b", days=MONTH, length=80)), "but for the same clause"
    assert are_one(of("a"), of("b"))


def test_a_chain_of_overlaps_is_no_event() -> None:
    first, bridge, last = (
        of("a", **TALK, days=(1, 3)),
        of("b", **TALK, days=(3, 5)),
        of("c", **TALK, days=(5, 7)),
    )
    assert len(set(events_of(first, bridge, last))) == 2
    wide = of("d", event_type="CONSULT", days=MONTH)
    assert events_of(of("a", **TALK), of("b", **TALK, days=(9, 9)), wide) == [0, 1, 2]


def test_a_weekday_finds_its_day() -> None:
    friday = of("a", **TALK, days=(6, 27))
    assert are_one(friday, of("b", **TALK, days=(13, 13)))
    assert not are_one(friday, of("b", **TALK, days=(14, 14)))


def test_a_call_of_the_month_is_not_the_meeting_of_the_month() -> None:
    meeting = of("a", **TALK, days=MONTH)
    assert not are_one(meeting, of("b", **TALK, days=MONTH, mode="phone"))
    assert are_one(of("a", **TALK), of("b", **TALK, mode="phone")), "but for the same day"


def test_without_a_day_only_the_same_persons_at_the_same_place_are_joined() -> None:
    undated, dated = {**TALK, "days": None}, of("b", **TALK, place=OSLO)
    assert are_one(of("a", **undated, place=OSLO), dated)
    assert not are_one(of("a", **undated), dated)
    assert not are_one(of("a", **undated, place=OSLO), of("b", **undated, place=OSLO)), (
        "years may lie between"
    )
    assert are_one(of("a", **undated), of("a", **TALK, sentence=7))


def test_a_report_that_fits_two_events_goes_to_the_one_that_more_texts_tell() -> None:
    first, again, other = (of(a, **TALK, days=d) for a, d in (("a", (3, 3)), ("b", (3, 3)), ("c", (9, 9))))
    vague = of("d", **TALK, days=MONTH)
    assert events_of(first, again, other, vague) == [0, 0, 1, 0]
    assert events_of(first, other, vague) == [0, 1, 2]


def test_a_council_of_two_sides_meets_where_they_meet() -> None:
    council, sides = {"actor": (COUNCIL, None)}, {"actor": (NATO, None), "recipient": (CHILE, "CHL")}
    meets = of("a", event_type="CONSULT", **council, recipient=NOBODY, days=MONTH)
    assert are_one(meets, of("b", event_type="CONSULT", **sides))
    assert are_one(meets, of("b", event_type="CONSULT", **council, recipient=(CHILE, "CHL")))
    assert not are_one(meets, of("b", event_type="CONSULT", **council, recipient=(NORWAY, "NOR")))


def test_a_call_has_no_place() -> None:
    assert not are_one(of("a", **TALK, place=OSLO), of("a", **TALK, mode="phone"))


def test_an_act_towards_nobody_needs_more() -> None:
    towards_nobody = {"recipient": NOBODY, "days": (3, 3)}
    assert not are_one(of("a", **towards_nobody), of("b", **towards_nobody))
    assert are_one(of("a", **towards_nobody, place=OSLO), of("b", **towards_nobody, place=OSLO))
    march = {"event_type": "PROTEST", **towards_nobody}
    assert are_one(of("a", **march), of("b", **march))


def test_acts_that_one_text_tells_apart_do_not_meet_in_another() -> None:
    met, ahead = of("a", **TALK, days=(1, 10)), of("a", **TALK, days=(8, 20), status="planned", sentence=1)
    assert len(set(events_of(met, ahead, of("b", **TALK, days=(9, 9))))) == 2


def test_each_mention_says_why_it_was_joined() -> None:
    mentions = numbered(
        [
            of("a", **TALK),
            of("a", **TALK, days=MONTH, sentence=1),
            of("b", **TALK, days=MONTH),
            of("c", **TALK, days=MONTH, length=70),
            of("d", **TALK, days=MONTH, length=70),
            of("e", days=None),
        ]
    )
    clustered = cluster_events(mentions, ENTITIES, {"b" * 16: "a" * 16})
    rules = {m.event_mention_id: m.join_rule for m in clustered}
    assert [rules[m.event_mention_id] for m in mentions] == [
        "seed",
        "same_article",
        "near_copy",
        "same_persons",
        "same_clause",
        "alone",
    ]


def test_an_event_keeps_its_id_when_it_is_reported_again() -> None:
    first = replace(of("a", **TALK), event_mention_id="f" * 16)
    (alone,) = cluster_events([first], ENTITIES, {})
    again = [of("b", **TALK), replace(of("c", **TALK, days=MONTH), event_mention_id="0" * 16)]
    assert {m.event_id for m in cluster_events([first, *again], ENTITIES, {})} == {alone.event_id}


def test_a_report_that_tells_no_event_from_others_gives_its_own_id() -> None:
    (vague,) = cluster_events([of("a", days=MONTH)], ENTITIES, {})
    assert vague.event_id == content_id("event", vague.event_mention_id)


def ids(mentions: list[EventMention]) -> dict[str, tuple[str, str]]:
    return {m.event_mention_id: (m.event_id, m.join_rule) for m in mentions}


@given(MENTIONS, COPIES, st.randoms())
def test_events_do_not_depend_on_the_order(
    mentions: list[EventMention], first_of: dict[str, str], shuffler: random.Random
) -> None:
    clustered = cluster_events(mentions, ENTITIES, first_of)
    mixed = cluster_events(shuffler.sample(mentions, len(mentions)), ENTITIES, first_of)
    assert ids(mixed) == ids(clustered)
    originals = {m.event_mention_id: m for m in mentions}
    assert sorted(m.event_mention_id for m in clustered) == sorted(originals)
    for found in clustered:
        given_row = originals[found.event_mention_id]
        assert replace(found, event_id=given_row.event_id, join_rule=given_row.join_rule) == given_row


@given(MENTIONS)
def test_an_event_holds_together_as_a_whole(mentions: list[EventMention]) -> None:
    clusters: dict[str, list[EventMention]] = {}
    for found in cluster_events(mentions, ENTITIES, {}):
        clusters.setdefault(found.event_id, []).append(found)
    for event in clusters.values():
        claims = [claim_of(m, ENTITIES) for m in event]
        known = [claim for claim in claims if claim.days.is_known]
        common = known[0].days if known else None
        for claim in known[1:]:
            common = common.common(claim.days) if common else None
        assert common or not known, "there is a day that all allow"
        for one, other in combinations(claims, 2):
            if all(one.known) and all(other.known):
                assert one.together(other) is not None


@given(MENTIONS, COPIES)
def test_a_group_alone_gives_what_it_gives_among_all(
    mentions: list[EventMention], first_of: dict[str, str]
) -> None:
    together = ids(cluster_events(mentions, ENTITIES, first_of))
    blocks = {m.event_mention_id: _block(claim_of(m, ENTITIES)) for m in mentions}
    for block in set(blocks.values()):
        complete = {i for i, own in blocks.items() if own == block}
        texts = {first_of.get(m.article_id, m.article_id) for m in mentions if m.event_mention_id in complete}
        loaded = [
            m
            for m in mentions
            if m.event_type == block[0] and first_of.get(m.article_id, m.article_id) in texts
        ]
        found = ids(cluster_events(loaded, ENTITIES, first_of, complete))
        assert {i: together[i] for i in found} == found
        cores = {i for i in complete if together[i][1] in {"alone", "seed"}}
        assert cores <= found.keys()


@given(MENTIONS)
def test_those_that_a_report_is_not_compared_with_are_other_events(mentions: list[EventMention]) -> None:
    found = ids(cluster_events(mentions, ENTITIES, {}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cluster, "_times", lambda _: [("any time", 0)])
        assert ids(cluster_events(mentions, ENTITIES, {})) == found


@given(MENTIONS, st.integers(0, 13))
def test_what_tells_no_more_leaves_ids_as_they_are(mentions: list[EventMention], pick: int) -> None:
    """A further article with a claim that was made before, and suffices, joins its event and renames nothing."""
    before = cluster_events(mentions, ENTITIES, {})
    if not mentions:
        return
    told = mentions[pick % len(mentions)]
    if sum(m.article_id == told.article_id and m.event_type == told.event_type for m in mentions) > 1:
        return
    again = replace(told, event_mention_id="0" * 16, article_id="z" * 16, clause_end=told.clause_start + 5)
    after = cluster_events([*mentions, again], ENTITIES, {})
    assert {m.event_id for m in before} <= {m.event_id for m in after}


def test_a_thing_told_without_a_day_may_be_of_the_days_before() -> None:
    call = {**TALK, "mode": "phone"}
    told = of("a", days=(9, 9), **call)
    next_morning = of("b", days=(10, 10), dated_by="publication", **call)
    assert are_one(told, next_morning)
    assert not are_one(told, of("b", days=(12, 12), dated_by="publication", **call))
    assert not are_one(told, of("b", days=(10, 10), dated_by="publication", status="planned", **call))


def test_two_calls_of_one_week_stay_two() -> None:
    call = {**TALK, "mode": "phone"}
    tuesday, saturday = of("a", days=(8, 8), **call), of("b", days=(12, 12), **call)
    assert not are_one(tuesday, saturday)
    assert not are_one(of("a", days=(8, 8), **call), of("b", days=(9, 9), **call))
