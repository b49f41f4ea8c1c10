"""Seats: an office without a name means whom other articles of the time tell as its holder."""

from __future__ import annotations

from datetime import date

import pytest

from news.resolve.seats import Holding, Holdings, Seat

OF_NORWAY = Seat("Außenminister", None, "NOR")
OLD = Holding("old", OF_NORWAY, date(2020, 1, 5), date(2020, 6, 1), 4)
NEW = Holding("new", Seat("Außenministerin", None, "NOR"), date(2020, 9, 1), date(2021, 3, 1), 3)
ONCE = Holding("once", Seat("Finanzminister", None, "NOR"), date(2020, 1, 1), date(2020, 12, 1), 1)
KING = Holding("king", Seat("Präsidenten", None, "NOR"), date(2020, 1, 1), date(2020, 12, 1), 3)


@pytest.mark.parametrize(
    ("seat", "day", "holder"),
    [
        (OF_NORWAY, date(2020, 3, 1), "old"),
        (Seat("Außenministers", None, "NOR"), date(2020, 6, 20), "old"),
        (OF_NORWAY, date(2020, 7, 20), None),
        (OF_NORWAY, date(2021, 1, 1), "new"),
        (Seat("Außenminister", None, "SWE"), date(2020, 3, 1), None),
        (Seat("Außenminister", None, None), date(2020, 3, 1), None),
        (Seat("Ex-Außenminister", None, "NOR"), date(2020, 3, 1), None),
        (Seat("Finanzminister", None, "NOR"), date(2020, 3, 1), None),
        (Seat("Sprecher", None, "NOR"), date(2020, 3, 1), None),
        (Seat("Staatschef", None, "NOR"), date(2020, 3, 1), "king"),
        (Seat("Präsident", "Velener Rat", "NOR"), date(2020, 3, 1), None),
        (Seat("Deichgraf", None, "NOR"), date(2020, 3, 1), None),
    ],
)
def test_who_holds_an_office_on_a_day(seat: Seat, day: date, holder: str | None) -> None:
    assert Holdings([OLD, NEW, ONCE, KING]).holder(seat, day, day) == holder
    assert Holdings([KING, ONCE, NEW, OLD]).holder(seat, day, day) == holder


def test_without_a_day_nobody_is_meant() -> None:
    assert Holdings([OLD]).holder(OF_NORWAY, None, None) is None


def test_two_at_one_time_leave_it_open() -> None:
    other = Holding("other", OF_NORWAY, date(2020, 2, 1), date(2020, 3, 1), 2)
    assert Holdings([OLD, other]).holder(OF_NORWAY, date(2020, 2, 5), date(2020, 2, 5)) is None
