from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from news.extract.events.dates import Clock, direction_at, end_of_next_month
from news.extract.events.status import ACTUAL, HYPOTHETICAL
from news.extract.events.tree import tree_of
from news.extract.times import Interval, find_times
from news.language import load

JANUARY = Interval(date(2022, 1, 1), date(2022, 1, 31))


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("accurate")


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_the_next_month_ends_one_to_two_months_ahead(day: date) -> None:
    end = end_of_next_month(day)
    assert timedelta(28) <= end - day <= timedelta(62)
    assert (end + timedelta(1)).day == 1


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Am Freitag wies Chile die Forderung zurück.", "Freitag", -1),
        ("Am Freitag hat Chile die Forderung erhoben.", "Freitag", -1),
        ("Am Freitag trifft Norwegen eine Entscheidung.", "Freitag", 1),
        ("Am Freitag will Norwegen entscheiden.", "Freitag", 1),
    ],
)
def test_the_tense_of_a_clause_tells_the_direction(
    nlp: Language, text: str, word: str, expected: int
) -> None:
    tell = direction_at(nlp(text))
    assert tell is not None
    assert tell(text.index(word)) == expected


def test_without_a_parse_nothing_tells_the_direction() -> None:
    assert direction_at(load("none")("Am Freitag kam niemand.")) is None


def times_of(nlp: Language, text: str, word: str, status: str = ACTUAL) -> tuple[str, Interval]:
    """The expression that tells when a word's event is ("" if none does), and the days of the event."""
    doc = nlp(text)
    clock = Clock(tree_of(doc), find_times("a", text, JANUARY, direction_at=direction_at(doc)), JANUARY)
    time = clock.fitting(
        clock.time_of(next(token.i for token in doc if token.idx == text.index(word))), status
    )
    return (time.text if time else ""), clock.days_of(time, status)


@pytest.mark.parametrize(
    "text",
    [
        "Vor der Eröffnungsfeier am 4. Februar reiste Norwegens Minister nach Chile.",
        "Norwegens Minister reiste vor den Verhandlungen in Oslo am 4. Februar nach Chile.",
        "Vor dem 4. Februar reiste Norwegens Minister nach Chile.",
    ],
)
def test_an_event_is_not_on_the_date_of_the_one_that_it_is_told_before(nlp: Language, text: str) -> None:
    assert times_of(nlp, text, "reiste") == ("", JANUARY)


def test_shortly_before_an_event_is_a_time_of_its_own(nlp: Language) -> None:
    text = "Kurz vor der Eröffnungsfeier am 4. Februar reiste Norwegens Minister nach Chile."
    assert times_of(nlp, text, "reiste") == ("Kurz", Interval(date(2022, 1, 28), date(2022, 2, 4)))


def test_an_event_after_another_one_begins_with_its_date(nlp: Language) -> None:
    text = "Nach dem Treffen am 12. Januar reiste Norwegens Minister nach Chile."
    assert times_of(nlp, text, "reiste") == (
        "12. Januar",
        Interval(date(2022, 1, 12), date(2022, 1, 19)),
    )
    assert times_of(nlp, text, "Treffen")[1] == Interval(date(2022, 1, 12), date(2022, 1, 12))


@pytest.mark.parametrize(
    "text",
    [
        "Bei einem Treffen am 12. Januar lobte Norwegens Minister den Gast.",
        "Vor dem Parlament lobte Norwegens Minister am 12. Januar den Gast.",
        "Am 12. Januar lobte Norwegens Minister vor dem Parlament den Gast.",
        "Nach Angaben der Regierung am 12. Januar lobte Norwegens Minister den Gast.",
    ],
)
def test_other_phrases_with_a_date_leave_it_to_the_event(nlp: Language, text: str) -> None:
    assert times_of(nlp, text, "lobte") == ("12. Januar", Interval(date(2022, 1, 12), date(2022, 1, 12)))


def test_what_is_feared_is_not_since_weeks(nlp: Language) -> None:
    text = "Seit Wochen fürchtet Norwegen einen Angriff."
    assert times_of(nlp, text, "fürchtet")[0] == "Wochen"
    assert times_of(nlp, text, "fürchtet", HYPOTHETICAL)[0] == ""


def test_a_clause_behind_a_place_has_the_time_of_the_one_above(nlp: Language) -> None:
    text = "Am 12. Januar reiste Norwegens Minister nach Oslo, wo ihn Chiles Präsident empfing."
    assert times_of(nlp, text, "empfing")[0] == "12. Januar"
