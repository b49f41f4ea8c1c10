from __future__ import annotations

from datetime import date

import pytest

from news.extract.times.holidays import easter, fourth_advent, holiday
from news.extract.times.lexicon import TIMES
from news.knowledge import read_rows


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, date(1961, 4, 2)), (2000, date(2000, 4, 23)), (2011, date(2011, 4, 24)), (2022, date(2022, 4, 17)),
     (2024, date(2024, 3, 31)), (2038, date(2038, 4, 25))],
)  # fmt: skip
def test_easter_falls_where_tables_have_it(year: int, day: date) -> None:
    assert easter(year) == day


def test_the_fourth_advent_is_the_sunday_before_christmas() -> None:
    assert fourth_advent(2022) == date(2022, 12, 18)
    assert fourth_advent(2023) == date(2023, 12, 24)


def test_every_holiday_of_the_file_can_be_computed() -> None:
    for row in read_rows(TIMES / "holidays.tsv"):
        spell = holiday(f"{row['day']}/{row['length']}", 2022)
        assert (spell.last - spell.first).days + 1 == int(row["length"])
        assert spell.first.year == 2022
