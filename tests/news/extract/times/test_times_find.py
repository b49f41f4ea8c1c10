"""Golden sentences, and what must hold for every text and every publication."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import times_golden
from hypothesis import given
from hypothesis import strategies as st

from news.extract.times import UNBOUNDED, Interval, find_times
from news.extract.times.find import READINGS
from news.extract.times.patterns import grammar

SENTENCES = [sentence for _, sentence, _ in times_golden.cases()]
WORDS = sorted({word for sentence in SENTENCES for word in sentence.split()})
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
TEXTS = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from([*WORDS, "vor", "in", "99.99.", "29. Februar", "2022-02-30", ".", ",", "\n\n"])
    ).map(" ".join),
    st.sampled_from(SENTENCES),
)
PAST = ["Sie kam am Freitag.", "Sie kam gestern.", "Er ging vor zwei Tagen.", "In der vergangenen Woche schwieg er.",
        "Im Vorjahr war es kalt.", "Am 3. März war es warm.", "Im Juni war Ruhe.", "Zu Ostern war Ruhe.",
        "Am vergangenen Montagabend war Ruhe.", "Am letzten Wochenende war Ruhe.", "Im Winter war Ruhe."]  # fmt: skip


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    first, second = draw(DAYS), draw(DAYS)
    return draw(
        st.sampled_from(
            [
                UNBOUNDED,
                Interval(first, first),
                Interval(min(first, second), max(first, second)),
                Interval(first, None),
                Interval(None, second),
            ]
        )
    )


@pytest.mark.parametrize(("publication", "sentence", "expected"), times_golden.cases())
def test_golden_times(publication: str, sentence: str, expected: list[str], regenerate: bool) -> None:
    if regenerate:
        times_golden.rewrite()
        return
    assert times_golden.found(publication, sentence) == expected


def test_the_golden_cases_cover_every_reading() -> None:
    rules = {rule.name: rule.reading for rules in grammar().by_start.values() for rule in rules}
    used = {
        rules[row.rule.partition(".")[0]]
        for publication, sentence, _ in times_golden.cases()
        for row in find_times("a", sentence, times_golden.published(publication))
    }
    assert used == set(READINGS)


@given(TEXTS, intervals())
def test_rows_are_exact_sorted_and_bounded(body: str, published: Interval) -> None:
    end = 0
    for row in find_times("a", body, published):
        assert body[row.text_start : row.text_end] == row.text
        assert end <= row.text_start < row.text_end
        assert row.text == row.text.strip()
        assert row.value
        if row.date_earliest and row.date_latest:
            assert row.date_earliest <= row.date_latest
        end = row.text_end


@given(st.sampled_from(PAST), DAYS, st.integers(0, 400))
def test_a_later_publication_never_moves_the_past_back(sentence: str, published: date, days: int) -> None:
    later = published + timedelta(days=days)
    (before,) = find_times("a", sentence, Interval(published, published))
    (after,) = find_times("a", sentence, Interval(later, later))
    assert before.date_earliest and after.date_earliest and before.date_latest and after.date_latest
    assert before.date_earliest <= after.date_earliest
    assert before.date_latest <= after.date_latest


@given(st.sampled_from(SENTENCES), DAYS, st.integers(0, 400))
def test_a_later_publication_moves_no_bound_back(sentence: str, published: date, days: int) -> None:
    later = published + timedelta(days=days)
    rows = find_times("a", sentence, Interval(published, published))
    for before, after in zip(rows, find_times("a", sentence, Interval(later, later)), strict=True):
        assert (before.text, before.rule.partition(".")[0]) == (after.text, after.rule.partition(".")[0])
        if before.date_earliest and after.date_earliest:
            assert before.date_earliest <= after.date_earliest
        if before.date_latest and after.date_latest:
            assert before.date_latest <= after.date_latest


@given(st.sampled_from(PAST), DAYS, st.integers(0, 60))
def test_bounds_of_an_interval_hold_those_of_each_day_in_it(sentence: str, first: date, days: int) -> None:
    (wide,) = find_times("a", sentence, Interval(first, first + timedelta(days=60)))
    one = first + timedelta(days=days)
    (narrow,) = find_times("a", sentence, Interval(one, one))
    assert wide.date_earliest and narrow.date_earliest and wide.date_latest and narrow.date_latest
    assert wide.date_earliest <= narrow.date_earliest
    assert narrow.date_latest <= wide.date_latest


@given(
    st.sampled_from(
        [
            "Sie kam am Freitag.",
            "Sie wird am Montagabend kommen.",
            "Nächsten Dienstag reist er.",
            "Am Sonntag in einer Woche wird gewählt.",
            "Mittwoch vor einer Woche wurde gewählt.",
            "Am Donnerstag vergangener Woche ging er.",
            "In der Nacht zum Samstag brannte es.",
            "Heute vor drei Wochen ging er.",
            "Am Wochenende ging er.",
        ]
    ),
    DAYS,
    st.integers(0, 100),
)
def test_whole_weeks_shift_weekdays_with_them(sentence: str, published: date, weeks: int) -> None:
    shift = timedelta(weeks=weeks)
    (here,) = find_times("a", sentence, Interval(published, published))
    (there,) = find_times("a", sentence, Interval(published + shift, published + shift))
    assert here.date_earliest is not None and here.date_latest is not None
    assert there.date_earliest == here.date_earliest + shift
    assert there.date_latest == here.date_latest + shift


@given(DAYS)
def test_with_a_day_a_weekday_is_one_day(published: date) -> None:
    (row,) = find_times("a", "Am Freitag kam er an.", Interval(published, published))
    assert row.date_earliest == row.date_latest
    assert row.date_earliest is not None and row.date_earliest.isoweekday() == 5
    assert timedelta(0) <= published - row.date_earliest < timedelta(days=7)


@pytest.mark.parametrize(
    "hostile",
    [
        "vor " * 20_000,
        "von " * 20_000 + "zwei Jahren",
        "1." * 50_000,
        "9" * 200_000,
        "24. " * 20_000,
        "am 1., " * 20_000,
        "Ende " * 20_000,
        "2022-" * 20_000,
        "der letzten " * 10_000,
        "(" * 100_000,
        " \n" * 100_000,
        "\ud800 ² ٣. März",
    ],
)
def test_hostile_texts_are_read(hostile: str) -> None:
    rows = find_times("a", hostile, Interval(date(2022, 1, 1), date(2022, 1, 31)))
    assert all(hostile[row.text_start : row.text_end] == row.text for row in rows)


def test_a_better_informed_hint_decides_the_direction() -> None:
    published = Interval(date(2022, 3, 16), date(2022, 3, 16))
    (ahead,) = find_times("a", "Treffen am Freitag", published, direction_at=lambda offset: 1)
    (past,) = find_times("a", "Treffen am Freitag", published, direction_at=lambda offset: -1)
    assert (ahead.date_earliest, past.date_earliest) == (date(2022, 3, 18), date(2022, 3, 11))


def test_a_weekday_that_contradicts_its_date_is_marked() -> None:
    published = Interval(date(2022, 3, 16), date(2022, 3, 16))
    (agrees,) = find_times("a", "Freitag, 11. März 2022", published)
    (differs,) = find_times("a", "Montag, 11. März 2022", published)
    assert (agrees.rule, differs.rule) == ("weekday_date", "weekday_date.weekday_differs")
    assert differs.date_earliest == date(2022, 3, 11)


def test_days_before_the_calendar_are_left_open() -> None:
    (row,) = find_times("a", "Vor 5000 Jahren", Interval(date(2022, 1, 1), date(2022, 1, 1)))
    assert (row.value, row.date_earliest, row.date_latest) == ("P5000Y", None, None)
