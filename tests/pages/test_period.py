"""Years, months and days are understood, and timelines have a column for every part of a period."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.period import bounds, last_year, starts, widths


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28)),
        ("2020-12", date(2020, 12, 1), date(2020, 12, 31)),
        (" 2022-3-14 ", date(2022, 3, 14), date(2022, 3, 14)),
    ],
)
def test_periods(text: str, first: date, last: date) -> None:
    assert bounds(text) == (first, last)


@pytest.mark.parametrize("text", ["", "März", "2022-13", "2022-02-30", "0000", "14.3.2022"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no day; write 2022, 2022-03 or 2022-03-14"):
        bounds(text)


def test_the_last_year_ends_with_the_month() -> None:
    assert last_year(date(2023, 6, 5)) == (date(2022, 7, 1), date(2023, 6, 30))
    assert last_year(date(2022, 12, 31)) == (date(2022, 1, 1), date(2022, 12, 31))


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 4000))
def test_columns_cover_the_period_without_holes(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    for kind in widths(first, last):
        check_columns(first, last, kind)


def check_columns(first: date, last: date, kind: str) -> None:
    found = starts(first, last, kind)
    assert found[0] <= first
    assert found == sorted(set(found))
    longest = {"day": 1, "week": 7, "month": 31}[kind]
    assert all(
        1 <= (b - a).days <= longest for a, b in zip(found, [*found[1:], last], strict=True) if a != last
    )
    assert (last - found[-1]).days < longest
