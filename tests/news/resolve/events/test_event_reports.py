from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from invented_events import BELTIN, CHILE, COPIES, ENTITIES, MARDO, MENTIONS, NOBODY, SORAU, mention, numbered

from news.resolve.events.claims import claim_of
from news.resolve.events.reports import reports_of
from schemas import EventMention


def counted(*mentions: EventMention, first_of: dict[str, str] | None = None) -> int:
    return len(reports_of(numbered(mentions), ENTITIES, first_of or {}))


def test_sentences_of_one_act_are_one_report() -> None:
    assert counted(mention(days=(1, 31)), mention(days=(3, 3), sentence=4)) == 1
    assert counted(mention(days=(1, 31)), mention(days=(3, 3), article="b")) == 2


def test_an_unknown_party_is_the_one_of_the_same_text_if_there_is_but_one() -> None:
    beltin = mention(event_type="CONSULT", actor=(BELTIN, "NOR"), recipient=(CHILE, "CHL"))
    somebody = mention(event_type="CONSULT", actor=(BELTIN, "NOR"), recipient=NOBODY, sentence=5)
    assert counted(beltin, somebody) == 1
    third = mention(event_type="CONSULT", actor=(BELTIN, "NOR"), recipient=(None, "PER"))
    assert counted(beltin, third, somebody) == 3


def test_what_a_copy_repeats_is_one_even_where_its_days_are_others() -> None:
    original, copy = mention(days=(3, 3)), mention(days=(33, 33), article="b")
    assert counted(original, copy) == 2
    assert counted(original, copy, first_of={"b" * 16: "a" * 16}) == 1


def test_two_meetings_of_one_text_stay_two() -> None:
    beltin = mention(event_type="CONSULT", actor=(BELTIN, "NOR"), recipient=(MARDO, "CHL"))
    sorau = mention(event_type="CONSULT", actor=(SORAU, "NOR"), recipient=(MARDO, "CHL"))
    assert counted(beltin, sorau) == 2


@given(MENTIONS, COPIES, st.randoms())
def test_reports_share_out_the_mentions_in_any_order(
    mentions: list[EventMention], first_of: dict[str, str], shuffler: random.Random
) -> None:
    reports = reports_of(mentions, ENTITIES, first_of)
    assert reports_of(shuffler.sample(mentions, len(mentions)), ENTITIES, first_of) == reports
    assert sorted(m.event_mention_id for r in reports for m in r.mentions) == sorted(
        m.event_mention_id for m in mentions
    )
    for report in reports:
        assert {first_of.get(m.article_id, m.article_id) for m in report.mentions} == {report.text}
        # The core knows what the report knows: the groups that flows.stages.event_groups finds rest on that.
        known = claim_of(report.core, ENTITIES).known
        assert sorted(known[:2]) == sorted(report.claim.known[:2]) and known[2] == report.claim.known[2]
