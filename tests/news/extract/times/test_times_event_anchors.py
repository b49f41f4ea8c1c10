from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.extract.times import UNBOUNDED, Interval, find_times


@given(
    st.dates(date(1990, 1, 3), date(2050, 12, 28)),
    st.sampled_from([("vor", -1), ("nach", 1)]),
    st.integers(2, 9),
)
def test_days_are_counted_from_the_date_of_the_event(event: date, side: tuple[str, int], count: int) -> None:
    said = f"{event.day}.{event.month}.{event.year}"
    day, _ = find_times("a", f"Am Tag {side[0]} dem Treffen vom {said} fuhr er.", UNBOUNDED)
    assert day.date_earliest == day.date_latest == event + timedelta(days=side[1])
    assert day.value == str(day.date_earliest)
    length, _ = find_times(
        "a", f"Sie fuhr {count} Tage {side[0]} dem großen Treffen am {said} ab.", UNBOUNDED
    )
    assert (length.text, length.value) == (f"{count} Tage", f"P{count}D")
    assert length.date_earliest == length.date_latest == event + timedelta(days=side[1] * count)


@pytest.mark.parametrize(
    "sentence",
    [
        "Zwei Tage nach dem Treffen kam am 12. Januar die Absage.",
        "Zwei Tage nach dem Treffen, am 12. Januar, kam die Absage.",
        "Zwei Tage nach dem Treffen fuhr er. Im Januar kam er.",
        "Zwei Tage dauerte das Treffen am 12. Januar.",
        "Am Tag nach dem Treffen kam nichts.",
    ],
)
def test_a_date_that_is_not_the_events_anchors_nothing(sentence: str) -> None:
    first = find_times("a", sentence, Interval(date(2022, 1, 1), date(2022, 1, 31)))[0]
    assert (first.date_earliest, first.date_latest) == (None, None)


def test_a_vague_date_gives_vague_days() -> None:
    published = Interval(date(2022, 1, 1), date(2022, 1, 31))
    day, tuesday = find_times("a", "Am Tag nach der Sitzung vom Dienstag schwieg er.", published)
    assert tuesday.date_earliest and tuesday.date_latest
    assert (day.date_earliest, day.date_latest) == tuple(
        at + timedelta(days=1) for at in (tuesday.date_earliest, tuesday.date_latest)
    )
    assert (day.value, day.rule) == ("XXXX-XX-XX", "day_of_event.event_anchor")


@given(st.dates(date(1990, 1, 3), date(2050, 12, 20)))
def test_the_day_of_an_event_is_its_date_and_the_week_behind_it_is_whole(event: date) -> None:
    said = f"{event.day}.{event.month}.{event.year}"
    day, _ = find_times("a", f"Am Tag des Treffens vom {said} fuhr er.", UNBOUNDED)
    assert (day.text, day.date_earliest, day.date_latest) == ("Tag", event, event)
    week, _ = find_times("a", f"In der Woche nach dem Treffen vom {said} fuhr er.", UNBOUNDED)
    assert week.date_earliest and week.date_latest
    assert (week.date_earliest.isoweekday(), week.date_latest.isoweekday()) == (1, 7)
    assert week.date_earliest <= event + timedelta(weeks=1) <= week.date_latest


def test_a_length_of_time_of_an_event_is_not_its_day() -> None:
    days, _ = find_times("a", "Zwei Tage der Beratung am 12. Januar 2022 genügten.", UNBOUNDED)
    assert (days.value, days.date_earliest) == ("P2D", None)


@given(
    st.dates(date(1990, 2, 1), date(2050, 11, 28)),
    st.sampled_from([("vor", -1), ("nach", 1)]),
    st.sampled_from(
        ["Kurz", "Unmittelbar", "Wenige Stunden", "Drei Stunden", "Einige Tage", "Wenige Wochen"]
    ),
)
def test_what_is_near_an_event_is_bounded_by_it(event: date, side: tuple[str, int], near: str) -> None:
    said = f"{event.day}.{event.month}.{event.year}"
    row, _ = find_times("a", f"{near} {side[0]} der Tagung am {said} fuhr er ab.", UNBOUNDED)
    assert row.text == near and row.rule.endswith(".event_anchor")
    assert row.date_earliest and row.date_latest
    close, far = (row.date_earliest, row.date_latest)[:: side[1]]
    assert close == event
    assert timedelta(0) < side[1] * (far - event) <= timedelta(days=31)


def test_shortly_reaches_as_far_as_a_round_date_but_not_as_one_that_is_only_unknown() -> None:
    month, _ = find_times("a", "Kurz nach der Tagung im Mai 2019 fuhr er.", UNBOUNDED)
    assert (month.date_earliest, month.date_latest) == (date(2019, 5, 1), date(2019, 6, 30))
    published = Interval(date(2022, 3, 1), date(2022, 3, 31))
    some, tuesday = find_times("a", "Kurz nach der Tagung am Dienstag schwieg er.", published)
    assert tuesday.date_earliest and tuesday.date_latest
    assert some.date_earliest == tuesday.date_earliest
    assert some.date_latest == tuesday.date_latest + timedelta(days=7)


def test_shortly_says_nothing_without_the_date_of_its_event() -> None:
    published = Interval(date(2022, 3, 1), date(2022, 3, 31))
    assert find_times("a", "Kurz nach der Tagung fuhr er ab.", published) == []
    rows = find_times("a", "Kurz nach der Tagung kam am 12. Januar die Absage.", published)
    assert [row.text for row in rows] == ["12. Januar"]


def test_a_feast_or_a_date_is_counted_from_as_an_event_is() -> None:
    published = Interval(date(2022, 1, 10), date(2022, 1, 10))
    day, _ = find_times("a", "Am Tag nach Neujahr kam er.", published)
    assert (day.value, day.date_earliest) == ("2022-01-02", date(2022, 1, 2))
    weeks, _ = find_times("a", "Zwei Tage vor dem 3. Mai 2021 kam er.", published)
    assert (weeks.date_earliest, weeks.date_latest) == (date(2021, 5, 1), date(2021, 5, 1))
    shortly, _ = find_times("a", "Kurz vor Weihnachten kam er.", published)
    assert (shortly.text, shortly.date_latest) == ("Kurz", date(2021, 12, 26))
    (midnight,) = find_times("a", "Kurz vor Mitternacht kam er.", published)
    assert midnight.text == "Mitternacht"


def test_the_eve_of_an_event_is_the_day_before_it_and_not_before_the_day_named_last() -> None:
    published = Interval(date(2022, 1, 1), date(2022, 1, 31))
    _, eve, _ = find_times(
        "a", "Am 3. Januar kam er, am Vorabend des Treffens am 12. Januar ging er.", published
    )
    assert (eve.text, eve.value) == ("Vorabend", "2022-01-11")
    _, unknown = find_times("a", "Am 3. Januar kam er, am Vorabend des Treffens ging er.", published)
    assert (unknown.text, unknown.date_earliest) == ("Vorabend", None)
