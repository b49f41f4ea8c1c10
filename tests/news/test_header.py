from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.header import EARLIEST_YEAR, PROBLEMS, parse_header

TODAY = date(2022, 6, 15)
KEYWORDS = st.sampled_from(["date", "DATE", "Date", "dAtE"])
BLANKS = st.text(st.sampled_from(" \t\u00a0"), min_size=1, max_size=3)
BEFORE = st.tuples(st.sampled_from(["", "\ufeff"]), st.text(st.sampled_from(" \t\n"), max_size=3)).map(
    "".join
)
DAYS = st.dates(date(EARLIEST_YEAR, 1, 1), TODAY)


def header_of(
    text: str, tolerance_days: int = 2
) -> tuple[str | None, date | None, date | None, str, str | None]:
    header = parse_header(text, TODAY, tolerance_days)
    return header.written, header.earliest, header.latest, header.precision, header.problem


@given(
    BEFORE, KEYWORDS, BLANKS, DAYS, st.sampled_from([" Ein Satz.", "\nEin Satz.", "\t\nEin Satz.", "", "\n"])
)
def test_a_written_day_parses_back(before: str, keyword: str, blanks: str, day: date, after: str) -> None:
    text = f"{before}{keyword}{blanks}{day.isoformat()}{after}"
    assert header_of(text) == (day.isoformat(), day, day, "day", None)
    assert text[parse_header(text, TODAY, 2).end :].strip() == after.strip()


@given(BEFORE, KEYWORDS, BLANKS, DAYS)
def test_a_written_month_parses_back(before: str, keyword: str, blanks: str, day: date) -> None:
    written = f"{day.year:04}-{day.month:02}"
    last = date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])
    assert header_of(f"{before}{keyword}{blanks}{written} Ein Satz.") == (
        written,
        day.replace(day=1),
        last,
        "month",
        None,
    )


@given(BEFORE, BLANKS, st.integers(EARLIEST_YEAR, TODAY.year))
def test_a_written_year_parses_back(before: str, blanks: str, year: int) -> None:
    expected = (str(year), date(year, 1, 1), date(year, 12, 31), "year", None)
    assert header_of(f"{before}date{blanks}{year} Ein Satz.") == expected
    assert header_of(f"{before}Date{blanks}{year}\nEin Satz.") == expected


@given(st.text())
def test_a_text_without_the_keyword_is_untouched(text: str) -> None:
    header = parse_header("x" + text, TODAY, 2)
    assert (header.written, header.end, header.precision) == (None, 0, "unknown")


@given(st.text())
def test_no_text_raises_and_the_end_lies_inside(text: str) -> None:
    for candidate in (text, " date " + text, "date 2022-0" + text):
        header = parse_header(candidate, TODAY, 2)
        assert 0 <= header.end <= len(candidate)
        assert header.problem is None or header.problem in PROBLEMS
        assert (header.earliest is None) == (header.latest is None) == (header.precision == "unknown")


@pytest.mark.parametrize(
    "prose",
    [
        "Date mit Folgen",
        "date",
        "date night in Wien",
        "Date 2022 wird teurer",
        "dated 2022-01 Text",
        "date2022-01 Text",
        "date 2022-01Text",
        "date 22-01 Text",
        "Update 2022-01 Text",
        "date: 2022-01 Text",
    ],
)
def test_prose_is_no_header(prose: str) -> None:
    assert header_of(prose) == (None, None, None, "unknown", None)
    assert parse_header(prose, TODAY, 2).end == 0


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("2022-13", "impossible"),
        ("2022-00", "impossible"),
        ("2022-02-30", "impossible"),
        ("0000", "impossible"),
        ("1899-12-31", "before_1900"),
        ("1848", "before_1900"),
        ("2022-06-18", "future"),
        ("2022-07", "future"),
        ("9999-12", "future"),
        ("1850-13", "impossible"),
    ],
)
def test_a_bad_date_is_kept_and_bounds_nothing(written: str, problem: str) -> None:
    text = f" date {written} Ein Satz."
    assert header_of(text) == (written, None, None, "unknown", problem)
    assert text[parse_header(text, TODAY, 2).end :] == "Ein Satz."


@given(st.integers(0, 400), st.integers(0, 800))
def test_the_tolerance_is_counted_from_today(tolerance: int, ahead: int) -> None:
    day = TODAY + timedelta(days=ahead)
    problem = header_of(f"date {day.isoformat()}", tolerance)[4]
    assert problem == ("future" if ahead > tolerance else None)


def test_a_tolerance_beyond_the_calendar_allows_all() -> None:
    assert header_of("date 9999-12-31", 10**9)[4] is None


def test_single_digits_are_read() -> None:
    assert header_of("date 2022-3-8 Text")[:4] == ("2022-3-8", date(2022, 3, 8), date(2022, 3, 8), "day")


def test_a_byte_order_mark_without_header_is_no_text() -> None:
    assert parse_header("\ufeffEin Satz.", TODAY, 2).end == 1
