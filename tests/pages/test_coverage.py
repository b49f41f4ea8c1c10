"""The calendars hold every month and day once, and call a gap what usually is none."""

from __future__ import annotations

from datetime import date

from pages.coverage import calendar, day_calendar, level
from pages.report_rows import DayCount, MonthCount
from pages.words import words


def months(counts: dict[tuple[int, int], int]) -> list[MonthCount]:
    return [MonthCount(date(year, month, 1), n, 0, 0) for (year, month), n in counts.items()]


def test_a_month_without_articles_between_full_ones_is_a_gap() -> None:
    years = calendar(
        [MonthCount(None, 7, 0, 0), *months({(2021, m): 10 for m in range(3, 13) if m != 7} | {(2022, 1): 4})]
    )
    assert [y.year for y in years] == [2022, 2021]
    assert [y.total for y in years] == [4, 90]
    cells = years[1].cells
    assert [c.count for c in cells[:4]] == [None, None, 10, 10]
    assert [n for n, c in enumerate(cells, 1) if c.is_gap] == [7]


def test_months_of_a_thin_corpus_are_no_gaps() -> None:
    years = calendar(months({(2015, 1): 1, (2019, 6): 2}))
    assert not any(cell.is_gap for year in years for cell in year.cells)
    assert [y.year for y in years] == [2019, 2015]


def test_nothing_dated_has_no_calendar() -> None:
    assert calendar([MonthCount(None, 7, 0, 0)]) == []
    assert day_calendar([DayCount(date(2022, 5, 18), 300)], words("en")) is None


def test_levels() -> None:
    assert [level(n, 100) for n in (0, 1, 20, 21, 50, 100)] == [0, 1, 1, 2, 3, 5]


def test_days_stand_below_their_weekday() -> None:
    others = [DayCount(date(2022, 4, n), 2) for n in range(1, 25)]
    found = day_calendar(
        [DayCount(date(2022, 5, 18), 3), DayCount(date(2022, 1, 3), 9), *others], words("de")
    )
    assert found is not None
    assert len(found.cells) == 52 * 7 + 3
    last = found.cells[-1]
    assert (last.day, last.count, last.y) == (date(2022, 5, 18), 3, 18 + 2 * 12)
    assert {c.x for c in found.cells if c.day.isocalendar()[:2] == (2022, 1)} == {
        next(c.x for c in found.cells if c.count == 9)
    }
    assert found.names[0].text == "Juni"
