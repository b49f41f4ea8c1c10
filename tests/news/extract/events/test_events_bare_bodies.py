from __future__ import annotations

from datetime import date

import pytest

from news.extract.events import FoundEvent, find_events
from news.extract.mentions import find_mentions
from news.extract.times import Interval
from news.language import load
from news.resolve.names import resolve_names

PUBLISHED = Interval(date(2021, 6, 16), date(2021, 6, 16))


def events_of(text: str) -> list[FoundEvent]:
    doc = load("accurate")(text)
    mentions = resolve_names(find_mentions("a", doc), doc, PUBLISHED)
    return find_events("a", doc, mentions, [], PUBLISHED)


def actor_of(text: str, event_type: str) -> str | None:
    (event,) = [e for e in events_of(text) if e.event_type == event_type]
    return event.actor.name if event.actor else None


@pytest.mark.parametrize(
    ("text", "event_type", "actor"),
    [
        ("In Kenia wächst der Streit. Die Regierung lehnte neue Gespräche ab.", "REJECT", "Kenia"),
        ("Die Nato tagte am Montag in Brüssel. Das Bündnis lehnte einen Abzug ab.", "REJECT", "NATO"),
    ],
)
def test_a_body_is_that_of_the_one_state_or_alliance_before(text: str, event_type: str, actor: str) -> None:
    assert actor_of(text, event_type) == actor


def test_between_two_states_a_body_is_nobodys() -> None:
    text = "Kenia und Uganda streiten um eine Insel. Die Armee verlegte Panzer an die Grenze."
    assert actor_of(text, "MOBILIZE") is None


def test_a_body_of_which_nothing_was_said_before_is_not_known() -> None:
    text = "Eine Regierung lehnte neue Gespräche mit Chile ab."
    assert [e.actor for e in events_of(text) if e.event_type == "REJECT"] == [None]
