from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from news.extract.events import FoundEvent, find_events
from news.extract.mentions import find_mentions
from news.extract.times import Interval, find_times
from news.knowledge import read_rows
from news.knowledge.gazetteer import gazetteer
from news.language import load
from news.resolve.names import resolve_names
from schemas import Mention
from schemas.codebook import EVENT_TYPES

EXAMPLES = read_rows(Path(__file__).with_name("frame_examples.tsv"))
PUBLISHED = Interval(date(2021, 6, 16), date(2021, 6, 16))


@pytest.fixture(scope="module")
def events() -> dict[str, list[FoundEvent]]:
    """What the accurate engine and the coder find in each sentence, read in one batch."""
    found = {}
    for doc in load("accurate").pipe(row["sentence"] for row in EXAMPLES):
        mentions = resolve_names(find_mentions("a", doc), doc, PUBLISHED)
        times = find_times("a", doc.text, PUBLISHED)
        found[doc.text] = find_events("a", doc, mentions, times, PUBLISHED)
    return found


def is_party(mention: Mention | None, word: str) -> bool:
    """Whether a mention is what a word of the sentence names, or of the state that it names."""
    if mention is None or not word:
        return mention is None and not word
    known = gazetteer().by_form.get(word) or gazetteer().by_form.get(word.removesuffix("s"))
    return word in mention.text or (known is not None and known.country_code == mention.country_code)


def is_as_said(event: FoundEvent, row: dict[str, str]) -> bool:
    if (event.event_type, event.status) != (row["type"], row["status"]):
        return False
    said = (row["actor"], row["recipient"])
    straight = is_party(event.actor, said[0]) and (not said[1] or is_party(event.recipient, said[1]))
    turned = is_party(event.actor, said[1]) and is_party(event.recipient, said[0])
    return straight or (EVENT_TYPES[event.event_type].is_reciprocal and turned)


def test_every_type_has_its_examples() -> None:
    assert {row["type"] for row in EXAMPLES} == set(EVENT_TYPES)


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["sentence"])
def test_a_sentence_tells_its_event(row: dict[str, str], events: dict[str, list[FoundEvent]]) -> None:
    found = events[row["sentence"]]
    assert any(is_as_said(event, row) for event in found), [
        (e.event_type, e.actor and e.actor.text, e.recipient and e.recipient.text, e.status) for e in found
    ]
