from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from news.extract.events import FoundEvent, find_events, precision_of
from news.extract.mentions import find_mentions
from news.extract.times import UNBOUNDED, Interval
from news.language import load
from schemas import TimeExpression
from schemas.codebook import EVENT_TYPES, STATUSES
from schemas.identity import ID_PATTERN

ARTICLE = "0123456789abcdef"
MAY = Interval(date(2022, 5, 1), date(2022, 5, 31))


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("none")


def events(
    nlp: Language, text: str, times: list[TimeExpression] | None = None, published: Interval = MAY
) -> list[FoundEvent]:
    doc = nlp(text)
    return find_events(ARTICLE, doc, find_mentions(ARTICLE, doc), times or [], published)


def time(text: str, written: str, *days: date) -> TimeExpression:
    start = text.index(written)
    first, last = (days[0], days[-1]) if days else (None, None)
    return TimeExpression(ARTICLE, start, start + len(written), written, "DATE", "X", first, last, "probe")


def told(event: FoundEvent) -> tuple[str, str | None, str | None, str]:
    actor, recipient = (mention.text if mention else None for mention in (event.actor, event.recipient))
    return event.event_type, actor, recipient, event.status


SENTENCES = {
    # The recipient is the second party without a preposition.
    "Norwegen kritisierte Chile.": ("ACCUSE", "Norwegen", "Chile", "actual"),
    "Norwegen hat Chile scharf kritisiert.": ("ACCUSE", "Norwegen", "Chile", "actual"),
    "Präsident Jaro Beltin empfing Ministerin Nuna Kelov.": ("CONSULT", "Jaro Beltin", "Nuna Kelov", "actual"),
    "Gestern besuchte Kanzlerin Ida Morwald Norwegen.": ("CONSULT", "Ida Morwald", "Norwegen", "actual"),
    "Die Regierung in Oslo schwieg, Norwegen drohte Chile.": ("THREATEN", "Norwegen", "Chile", "actual"),
    "Die Nato unterstützt Norwegen.": ("SUPPORT", "Nato", "Norwegen", "actual"),
    # The recipient stands behind a preposition of the predicate.
    "Norwegen verhandelte mit Chile über Fisch.": ("CONSULT", "Norwegen", "Chile", "actual"),
    "Präsident Jaro Beltin telefonierte mit Ministerin Nuna Kelov.": (
        "CONSULT", "Jaro Beltin", "Nuna Kelov", "actual",
    ),
    "Norwegen appellierte an Chile.": ("REQUEST", "Norwegen", "Chile", "actual"),
    "Chile forderte von Norwegen eine Antwort.": ("REQUEST", "Chile", "Norwegen", "actual"),
    "Norwegen entsandte Soldaten nach Chile.": ("MOBILIZE", "Norwegen", "Chile", "actual"),
    "Norwegen lieferte Decken an die chilenische Ministerin Nuna Kelov.": (
        "AID", "Norwegen", "Nuna Kelov", "actual",
    ),
    "Im Streit mit Peru kritisierte Norwegen Chile.": ("ACCUSE", "Norwegen", "Chile", "actual"),
    "Norwegen appellierte ans Gewissen der Fischer.": ("REQUEST", "Norwegen", None, "actual"),
    # Separable verbs, apart and together.
    "Norwegen wirft Chile Spionage vor.": ("ACCUSE", "Norwegen", "Chile", "actual"),
    "Norwegen hat Chile Spionage vorgeworfen.": ("ACCUSE", "Norwegen", "Chile", "actual"),
    "Norwegen griff Chile am Morgen an.": ("ASSAULT", "Norwegen", "Chile", "actual"),
    "Norwegen erkannte Chile an.": ("SUPPORT", "Norwegen", "Chile", "actual"),
    "Norwegen arbeitet mit Chile zusammen.": ("COOPERATE", "Norwegen", "Chile", "actual"),
    "Norwegen lud Chile ein.": ("REQUEST", "Norwegen", "Chile", "actual"),
    "Norwegen nahm den Anwalt Falk Nimbus fest.": ("COERCE", "Norwegen", "Falk Nimbus", "actual"),
    "Präsident Jaro Beltin tritt zurück.": ("RETREAT", "Jaro Beltin", None, "actual"),
    # Nouns and compounds.
    "Norwegen verhängte Sanktionen gegen Chile.": ("SANCTION", "Norwegen", "Chile", "actual"),
    "Norwegens Angriff auf Chile ist vorbei.": ("ASSAULT", "Norwegens", "Chile", "actual"),
    "In Oslo begann ein Krisengespräch mit Chile.": ("CONSULT", None, "Chile", "actual"),
    "Die Demonstration gegen Präsident Jaro Beltin endete.": ("PROTEST", None, "Jaro Beltin", "actual"),
    # Passive.
    "Chile wurde von Norwegen angegriffen.": ("ASSAULT", "Norwegen", "Chile", "actual"),
    "Chile ist von Norwegen angegriffen worden.": ("ASSAULT", "Norwegen", "Chile", "actual"),
    "Chile wird von Norwegen angegriffen.": ("ASSAULT", "Norwegen", "Chile", "actual"),
    "Chile wird heute wieder angegriffen.": ("ASSAULT", None, "Chile", "actual"),
    "Anwalt Falk Nimbus wurde am Morgen festgenommen.": ("COERCE", None, "Falk Nimbus", "actual"),
    "Gestern Abend wurde gegessen, Ministerin Nuna Kelov wurde von Präsident Jaro Beltin empfangen.": (
        "CONSULT", "Jaro Beltin", "Nuna Kelov", "actual",
    ),
    "Präsident Jaro Beltin wird Ministerin Nuna Kelov empfangen.": (
        "CONSULT", "Jaro Beltin", "Nuna Kelov", "planned",
    ),
    # Negation.
    "Norwegen hat Chile nicht kritisiert.": ("ACCUSE", "Norwegen", "Chile", "negated"),
    "Norwegen verhängte keine Sanktionen gegen Chile.": ("SANCTION", "Norwegen", "Chile", "negated"),
    "Norwegen telefonierte niemals mit Chile.": ("CONSULT", "Norwegen", "Chile", "negated"),
    "Chile wurde nicht von Norwegen angegriffen.": ("ASSAULT", "Norwegen", "Chile", "negated"),
    "Norwegen wird Chile nicht angreifen.": ("ASSAULT", "Norwegen", "Chile", "negated"),
    # Plans.
    "Norwegen will Chile unterstützen.": ("SUPPORT", "Norwegen", "Chile", "planned"),
    "Norwegen wird Chile unterstützen.": ("SUPPORT", "Norwegen", "Chile", "planned"),
    "Norwegen plant einen Angriff auf Chile.": ("ASSAULT", "Norwegen", "Chile", "planned"),
    "Präsident Jaro Beltin soll zurücktreten.": ("RETREAT", "Jaro Beltin", None, "planned"),
    "Chile wird von Norwegen angegriffen werden.": ("ASSAULT", "Norwegen", "Chile", "planned"),
    "Chile soll von Norwegen angegriffen werden.": ("ASSAULT", "Norwegen", "Chile", "planned"),
    # What could be.
    "Norwegen könnte Chile angreifen.": ("ASSAULT", "Norwegen", "Chile", "hypothetical"),
    "Norwegen hätte Chile unterstützt.": ("SUPPORT", "Norwegen", "Chile", "hypothetical"),
    "Wenn Norwegen Chile angreift, ist es zu spät.": ("ASSAULT", "Norwegen", "Chile", "hypothetical"),
    "Chile würde von Norwegen angegriffen.": ("ASSAULT", "Norwegen", "Chile", "hypothetical"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES.items(), ids=SENTENCES)
def test_type_parties_and_status(
    nlp: Language, text: str, expected: tuple[str, str | None, str | None, str]
) -> None:
    assert [told(event) for event in events(nlp, text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Norwegen schweigt.",
        "Die Regierung verhandelt mit der Opposition.",  # nobody whom the text names
        "Norwegen liegt am Meer, und Fischer kritisierten die Behörde.",  # in another clause
        "Die Kritik war laut. Norwegen schwieg.",
        "Der Kritiker Jaro Beltin malte Norwegen.",
    ],
)
def test_without_predicate_and_party_in_one_clause_there_is_no_event(nlp: Language, text: str) -> None:
    assert events(nlp, text) == []


def test_each_clause_has_its_own_parties_and_status(nlp: Language) -> None:
    text = "Norwegen hat Chile nicht angegriffen, Peru will Norwegen unterstützen; Chile verurteilte Peru."
    assert [told(event) for event in events(nlp, text)] == [
        ("ASSAULT", "Norwegen", "Chile", "negated"),
        ("SUPPORT", "Peru", "Norwegen", "planned"),
        ("ACCUSE", "Chile", "Peru", "actual"),
    ]


def test_events_stand_in_the_order_of_the_text(nlp: Language) -> None:
    text = "Chile kritisierte Norwegen. Norwegen drohte Chile."
    found = events(nlp, text)
    assert [(event.trigger, event.sentence_index) for event in found] == [
        ("kritisierte", 0),
        ("drohte", 1),
    ]
    assert all(text[event.trigger_start : event.trigger_end] == event.trigger for event in found)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Norwegen bombardierte Chile.", "aerial"),
        ("Präsident Jaro Beltin besuchte Norwegen.", "visit"),
        ("Norwegen drohte Chile.", None),
    ],
)
def test_mode(nlp: Language, text: str, mode: str | None) -> None:
    assert [event.event_mode for event in events(nlp, text)] == [mode]


def test_the_score_rises_with_each_party(nlp: Language) -> None:
    texts = ["In Oslo begann ein Gespräch.", "Norwegen demonstrierte.", "Norwegen kritisierte Chile."]
    assert [[event.score for event in events(nlp, text)] for text in texts] == [[0.2], [0.3], [0.4]]


def test_the_days_are_those_of_the_sentence(nlp: Language) -> None:
    text = "Am 3. Mai griff Norwegen Chile an. Am 9. Mai drohte Norwegen Chile. Norwegen kritisierte Chile."
    times = [time(text, "3. Mai", date(2022, 5, 3)), time(text, "9. Mai", date(2022, 5, 9))]
    found = events(nlp, text, times)
    assert [(event.days, event.date_precision) for event in found] == [
        (Interval(date(2022, 5, 3), date(2022, 5, 3)), "day"),
        (Interval(date(2022, 5, 9), date(2022, 5, 9)), "day"),
        (MAY, "month"),
    ]


def test_a_time_without_bounds_says_nothing(nlp: Language) -> None:
    text = "Damals griff Norwegen Chile im Mai an."
    times = [time(text, "Damals"), time(text, "im Mai", date(2021, 5, 1), date(2021, 5, 31))]
    (event,) = events(nlp, text, times)
    assert event.days == Interval(date(2021, 5, 1), date(2021, 5, 31))


def test_without_any_day_the_event_has_none(nlp: Language) -> None:
    (event,) = events(nlp, "Norwegen kritisierte Chile.", published=UNBOUNDED)
    assert (event.days, event.date_precision) == (UNBOUNDED, "unknown")


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        (date(2022, 5, 3), date(2022, 5, 3), "day"),
        (date(2022, 5, 2), date(2022, 5, 8), "week"),
        (date(2022, 5, 1), date(2022, 5, 31), "month"),
        (date(2022, 5, 1), date(2022, 6, 1), "year"),
        (date(2020, 1, 1), date(2020, 12, 31), "year"),
        (date(2020, 1, 1), date(2021, 1, 1), "unknown"),
        (None, date(2020, 1, 1), "unknown"),
        (date(2020, 1, 1), None, "unknown"),
    ],
)
def test_precision_follows_from_the_length(first: date | None, last: date | None, precision: str) -> None:
    assert precision_of(Interval(first, last)) == precision


def test_ids_follow_from_the_article_and_what_is_told(nlp: Language) -> None:
    text = "Norwegen drohte Chile. Norwegen drohte Chile."
    first, second = events(nlp, text)
    assert first.event_mention_id != second.event_mention_id
    assert [e.event_mention_id for e in events(nlp, text)] == [
        first.event_mention_id,
        second.event_mention_id,
    ]
    doc = nlp(text)
    other = find_events("f" * 16, doc, find_mentions("f" * 16, doc), [], MAY)
    assert {e.event_mention_id for e in other} & {first.event_mention_id, second.event_mention_id} == set()


WORDS = [
    "Norwegen", "Chile", "Präsident Jaro Beltin", "drohte", "wird", "angegriffen", "nicht", "mit", "von", "will",
    "Gespräch", "wirft", "vor", "an", ",", ".", "„", "“", "\n\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join))
def test_any_order_of_words_gives_sound_events(nlp: Language, text: str) -> None:
    found = events(nlp, text)
    for event in found:
        assert text[event.trigger_start : event.trigger_end] == event.trigger
        assert event.event_type in EVENT_TYPES
        assert event.status in STATUSES
        assert 0 < event.score <= 1
        assert event.actor is None or event.actor != event.recipient
        assert re.fullmatch(ID_PATTERN, event.event_mention_id)
        for party in (event.actor, event.recipient):
            assert party is None or party.sentence_index == event.sentence_index
    assert len({event.event_mention_id for event in found}) == len(found)
    assert [e.trigger_start for e in found] == sorted({e.trigger_start for e in found})
