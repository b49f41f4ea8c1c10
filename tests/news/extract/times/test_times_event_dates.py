from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.extract.times import UNBOUNDED, Interval, find_times

JANUARY = Interval(date(2022, 1, 1), date(2022, 1, 31))


@pytest.mark.parametrize(
    "text",
    [
        "Am Tag vor dem Treffen schwiegen beide. Das Treffen findet am 21. Januar in Velen statt.",
        "Das Treffen in Velen am 21. Januar rückt näher. Am Tag vor dem Treffen schwiegen beide.",
        "Am Tag vor dem Treffen, das am 21. Januar beginnt, schwiegen beide.",
        "Das Kolmarer Treffen ist für den 21. Januar geplant.\n\nAm Tag vor dem Kolmarer Treffen schwieg er.",
        "Wer fehlt am Tag vor dem Treffen? Am 21. Januar soll das Treffen beginnen.",
    ],
)
def test_the_date_of_the_event_may_stand_elsewhere(text: str) -> None:
    (row,) = [row for row in find_times("a", text, JANUARY) if row.text == "Tag"]
    assert (row.value, row.date_earliest, row.date_latest) == (
        "2022-01-20",
        date(2022, 1, 20),
        date(2022, 1, 20),
    )
    assert row.rule == "day_of_event.event_anchor_afar"


@pytest.mark.parametrize(
    "text",
    [
        "Am Tag vor dem Treffen schwiegen beide. Die Messe findet am 21. Januar statt.",
        "Am Tag vor dem Treffen schwiegen beide. Am 21. Januar kamen sie nicht zum Treffen.",
        "Das Treffen endete am 3. Januar. Das zweite Treffen beginnt am 7. Januar. Am Tag vor dem Treffen schwieg er.",
        "Am Tag vor dem Treffen schwiegen beide. Am 21. Januar schneite es.",
        "Am Tag vor der Sitzung kam am 21. Januar die Absage.",
    ],
)
def test_a_date_that_is_not_told_of_the_event_anchors_nothing(text: str) -> None:
    (row,) = [row for row in find_times("a", text, JANUARY) if row.text == "Tag"]
    assert (row.value, row.date_earliest, row.date_latest) == ("XXXX-XX-XX", None, None)


@given(st.dates(date(1990, 1, 20), date(2050, 12, 10)), st.integers(2, 9))
def test_lengths_count_from_a_date_told_elsewhere(event: date, days: int) -> None:
    said = f"{event.day}.{event.month}.{event.year}"
    text = f"{days} Tage nach der Messe kam er. Die Messe fand am {said} statt."
    length, _ = find_times("a", text, UNBOUNDED)
    assert length.date_earliest == length.date_latest == event + timedelta(days=days)


def test_shortly_before_an_event_is_bounded_by_a_date_told_elsewhere() -> None:
    text = "Kurz vor der Feier fuhr er ab. Die Feier ist für den 4. Februar angesetzt."
    near, _ = find_times("a", text, JANUARY)
    assert (near.text, near.date_earliest, near.date_latest) == ("Kurz", date(2022, 1, 28), date(2022, 2, 4))
