from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from news.extract.events import FoundEvent, direction_at, find_events
from news.extract.mentions import find_mentions
from news.extract.times import Interval, find_times
from news.language import load
from news.resolve.names import resolve_names
from schemas import Mention
from schemas.codebook import DATE_PRECISIONS, EVENT_TYPES, STATUSES
from schemas.identity import ID_PATTERN

ARTICLE = "0123456789abcdef"
MAY = Interval(date(2022, 5, 1), date(2022, 5, 31))
NOR, CHL, JPN, MEX = "NOR", "CHL", "JPN", "MEX"
BELTIN, KELOV = "Jaro Beltin", "Nuna Kelov"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("accurate")


def events(nlp: Language, text: str, published: Interval = MAY) -> list[FoundEvent]:
    doc = nlp(text)
    times = find_times(ARTICLE, text, published, direction_at=direction_at(doc))
    mentions = resolve_names(find_mentions(ARTICLE, doc), doc, published)
    return find_events(ARTICLE, doc, mentions, times, published)


def name(mention: Mention | None) -> str | None:
    """Persons by name, all others by state: an adjective alone brings no entity into an article."""
    if mention is None or mention.entity_type == "PER":
        return mention.name if mention else None
    return mention.country_code


def told(event: FoundEvent) -> tuple[str, str | None, str | None, str]:
    return event.event_type, name(event.actor), name(event.recipient), event.status


SENTENCES: dict[str, list[tuple[str, str | None, str | None, str]]] = {
    # Order and case.
    "Norwegen kritisierte Chile scharf.": [("ACCUSE", NOR, CHL, "actual")],
    "Den Norwegern warf Chile Spionage vor.": [("ACCUSE", CHL, NOR, "actual")],
    "Am Rande der Sitzung drohte der Regierung in Oslo überraschend Chile.": [("THREATEN", CHL, NOR, "actual")],
    # Separable verbs, apart and together.
    "Japan wies die Forderung Norwegens am Abend zurück.": [("REJECT", JPN, NOR, "actual")],
    "Mexiko hat Japan aufgefordert, die Häfen zu öffnen.": [("REQUEST", MEX, JPN, "actual")],
    "Norwegen rief Chile zur Mäßigung auf.": [("REQUEST", NOR, CHL, "actual")],
    # Light verbs and support verbs.
    "Norwegen übte Kritik an Chile.": [("ACCUSE", NOR, CHL, "actual")],
    "Japan verhängte Sanktionen gegen Mexiko.": [("SANCTION", JPN, MEX, "actual")],
    "Japan hat neue Sanktionen gegen Mexiko in Kraft gesetzt.": [("SANCTION", JPN, MEX, "actual")],
    "Norwegen führte Gespräche mit Chile.": [("CONSULT", NOR, CHL, "actual")],
    "Chile stellte Forderungen an Norwegen.": [("REQUEST", CHL, NOR, "actual")],
    # Nouns with arguments of their own.
    "Nach Gesprächen mit Japan reiste Präsident Jaro Beltin ab.": [("CONSULT", BELTIN, JPN, "actual")],
    "Der norwegische Angriff auf Chile dauerte zwei Tage.": [("ASSAULT", NOR, CHL, "actual")],
    "Das Treffen zwischen Norwegen und Chile verlief ruhig.": [("CONSULT", NOR, CHL, "actual")],
    "Das Krisentreffen Norwegens mit Chile verlief ruhig.": [("CONSULT", NOR, CHL, "actual")],
    # Participles as attributes.
    "Das von Norwegen annektierte Chile liegt im Süden.": [("COERCE", NOR, CHL, "actual")],
    # Passive.
    "Chile wurde von Norwegen angegriffen.": [("ASSAULT", NOR, CHL, "actual")],
    "Chile wurde in der Nacht angegriffen.": [("ASSAULT", None, CHL, "actual")],
    # Coordination.
    "Norwegen kritisierte Chile und drohte Japan.": [
        ("ACCUSE", NOR, CHL, "actual"),
        ("THREATEN", NOR, JPN, "actual"),
    ],
    "Norwegen warf Chile und Japan Spionage vor.": [
        ("ACCUSE", NOR, CHL, "actual"),
        ("ACCUSE", NOR, JPN, "actual"),
    ],
    "Norwegen und Chile telefonierten am Abend.": [("CONSULT", NOR, CHL, "actual")],
    "Die Außenminister Norwegens und Chiles trafen sich in Tokio.": [("CONSULT", NOR, CHL, "actual")],
    "Norwegen und Chile werfen einander Spionage vor.": [
        ("ACCUSE", NOR, CHL, "actual"),
        ("ACCUSE", CHL, NOR, "actual"),
    ],
    # Relative clauses.
    "Die Lage in Norwegen, das den Nachbarn Chile angegriffen hat, ist ruhig.": [("ASSAULT", NOR, CHL, "actual")],
    # What somebody says is no second event, where the speech act is the event.
    "Norwegen forderte Chile auf, seine Truppen aus Japan abzuziehen.": [("REQUEST", NOR, CHL, "actual")],
    "Norwegen drohte Chile mit Sanktionen.": [("THREATEN", NOR, CHL, "actual")],
    "Chile wies den Vorwurf zurück, einen Angriff auf Japan vorzubereiten.": [("REJECT", CHL, None, "actual")],
    # Warnings: of an act, of consequences.
    "Norwegen warnte Chile vor einem Angriff.": [("REQUEST", NOR, CHL, "actual")],
    "Norwegen warnte Chile vor ernsten Konsequenzen.": [("THREATEN", NOR, CHL, "actual")],
    # Plans, fears, negation.
    "Japan kündigte Sanktionen gegen Mexiko an.": [("SANCTION", JPN, MEX, "planned")],
    "Japan will Mexiko angreifen.": [("ASSAULT", JPN, MEX, "planned")],
    "Japan könnte Mexiko angreifen.": [("ASSAULT", JPN, MEX, "hypothetical")],
    "Chile befürchtet, dass Japan Mexiko angreift.": [("ASSAULT", JPN, MEX, "hypothetical")],
    "Japan hat Mexiko nicht angegriffen.": [("ASSAULT", JPN, MEX, "negated")],
    "Präsident Jaro Beltin trifft am Freitag Ministerin Nuna Kelov.": [("CONSULT", BELTIN, KELOV, "planned")],
    "Wird Japan Mexiko angreifen?": [("ASSAULT", JPN, MEX, "hypothetical")],
    # No events.
    "Japan trifft Maßnahmen gegen die Hitze.": [],
    "Die Lage in Norwegen ist angespannt.": [],
    "Der Sturm forderte in Norwegen zwölf Todesopfer.": [],
    "Norwegen sagte, das Wetter sei gut.": [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES.items(), ids=lambda value: str(value)[:60])
def test_type_parties_and_status(
    nlp: Language, text: str, expected: list[tuple[str, str | None, str | None, str]]
) -> None:
    assert [told(e) for e in events(nlp, text)] == expected


def test_a_claim_is_attributed(nlp: Language) -> None:
    text = "Mexiko habe Japan angegriffen, sagte Präsident Jaro Beltin."
    (event,) = events(nlp, text)
    assert told(event) == ("ASSAULT", MEX, JPN, "actual")
    assert name(event.attributed_to) == BELTIN


def test_laut_names_the_source(nlp: Language) -> None:
    (event,) = events(nlp, "Laut Norwegen hat Mexiko Japan angegriffen.")
    assert name(event.attributed_to) == NOR


def test_a_denied_deed_of_the_own_side_is_a_rejection(nlp: Language) -> None:
    text = "Chile habe Norwegen niemals angegriffen, sagte der chilenische Präsident Jaro Beltin."
    assert [told(e)[:2] for e in events(nlp, text)] == [("REJECT", BELTIN)]


def test_what_another_must_do_is_a_demand(nlp: Language) -> None:
    text = "Chile müsse seine Truppen abziehen, sagte Präsident Jaro Beltin."
    assert [told(e) for e in events(nlp, text)] == [("REQUEST", BELTIN, CHL, "actual")]


def test_the_days_are_those_of_the_clause(nlp: Language) -> None:
    text = "Am 3. Mai kritisierte Norwegen Chile, und am 5. Mai drohte Japan mit Strafen."
    first, second = events(nlp, text)
    assert (first.days.earliest, first.days.latest) == (date(2022, 5, 3),) * 2
    assert (second.days.earliest, second.days.latest) == (date(2022, 5, 5),) * 2
    assert first.date_precision == second.date_precision == "day"


def test_the_time_of_a_speech_is_not_that_of_its_content(nlp: Language) -> None:
    (event,) = events(nlp, "Präsident Jaro Beltin sagte am 5. Mai, Mexiko habe Japan angegriffen.")
    assert event.days == MAY


def test_without_a_day_an_event_takes_the_publication_and_a_plan_ends_a_month_later(nlp: Language) -> None:
    (fact,) = events(nlp, "Norwegen kritisierte Chile.")
    (plan,) = events(nlp, "Japan kündigte Sanktionen gegen Mexiko an.")
    assert fact.days == MAY
    assert plan.days == Interval(date(2022, 5, 1), date(2022, 6, 30))


def test_the_place_is_told_by_a_preposition(nlp: Language) -> None:
    (event,) = events(nlp, "Präsident Jaro Beltin traf in Tokio Ministerin Nuna Kelov.")
    assert event.place is not None
    assert event.place.text == "Tokio"


def test_numbers_of_killed_and_soldiers(nlp: Language) -> None:
    (attack,) = events(nlp, "Bei dem Angriff Norwegens auf Chile gab es mindestens zwölf Tote.")
    assert (attack.numbers.killed.low, attack.numbers.killed.high) == (12, None)
    (march,) = events(nlp, "Norwegen hat rund 100.000 Soldaten an der Grenze zu Chile zusammengezogen.")
    assert (march.numbers.soldiers.low, march.numbers.soldiers.high) == (100_000, 100_000)


def test_two_parties_score_higher_than_one(nlp: Language) -> None:
    (both,) = events(nlp, "Norwegen kritisierte Chile.")
    (one,) = events(nlp, "Chile wurde in der Nacht angegriffen.")
    assert 0 < one.score < both.score < 1


def test_offsets_and_ids_are_sound(nlp: Language) -> None:
    text = "Norwegen kritisierte Chile. Danach drohte Japan Mexiko mit Sanktionen."
    found = events(nlp, text)
    assert [e.sentence_index for e in found] == [0, 1]
    for event in found:
        assert text[event.trigger_start : event.trigger_end] == event.trigger
        assert event.clause_start <= event.trigger_start < event.trigger_end <= event.clause_end
    assert len({e.event_mention_id for e in found}) == len(found)


WORDS = ["Norwegen", "Chile", "kritisierte", "drohte", "und", ",", "dass", "nicht", "von", "wurde", "angegriffen",
         "Sanktionen", "gegen", "will", "mit", "Gespräche", "führte", "der", "an", ".", "?",
         "sagte", "er", "sich"]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
def test_any_order_of_words_gives_sound_events(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    for event in events(nlp, text):
        assert event.event_type in EVENT_TYPES
        assert event.status in STATUSES
        assert event.date_precision in DATE_PRECISIONS
        assert 0 < event.score <= 1
        assert text[event.trigger_start : event.trigger_end] == event.trigger
        assert re.fullmatch(ID_PATTERN, event.event_mention_id)
