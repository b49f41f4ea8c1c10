from __future__ import annotations

from datetime import date

import pytest

from news.extract.times import UNBOUNDED, Interval, find_times, infer_publication, read_date_lines


def inferred(body: str) -> tuple[Interval, str] | None:
    return infer_publication(body, find_times("a", body, UNBOUNDED))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Am 3. März 2021 stürzte der Turm ein. Am 5. Mai 2021 wurde er geräumt.",
            (Interval(date(2021, 5, 5), None), "reports_dates"),
        ),
        ("Die Halle soll am 1. Juni 2022 öffnen.", (Interval(None, date(2022, 6, 1)), "announces_dates")),
        (
            "Am 3. März 2022 stürzte der Turm ein. Bis Juni 2022 soll er wieder stehen.",
            (Interval(date(2022, 3, 3), date(2022, 6, 30)), "between_dates"),
        ),
        ("Am 3. März 2023 stürzte der Turm ein. Er soll am 1. Mai 2022 öffnen.", None),
        ("Am Freitag kam er.", None),
        ("Der Plan galt bis Mai 2030.", None),
        ("Der Plan von 2015: mehr Geld.", None),
    ],
)
def test_absolute_dates_bound_the_publication(body: str, expected: tuple[Interval, str] | None) -> None:
    assert inferred(body) == expected


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        (["Von Ida Morwald – 3. März 2021"], [], (3, 3)),
        (["Freitag, 5.3.2021, 14:30 Uhr"], [], (5, 5)),
        (["Veröffentlicht am 05.03.2021", "Aktualisiert: 7. März 2021, 8 Uhr"], [], (5, 7)),
        ([], ["Quelle: Inselfunk, 05.03.2021 06:00 Uhr"], (5, 5)),
        ([], ["Stand: 05.03.2021"], None),
        (["Von Ida Morwald, Freitag"], [], None),
        (["März 2021"], [], None),
        ([], [], None),
    ],
)
def test_lines_around_a_text_print_its_day(
    above: list[str], below: list[str], expected: tuple[int, int] | None
) -> None:
    days = Interval(date(2021, 3, expected[0]), date(2021, 3, expected[1])) if expected else None
    assert read_date_lines(above, below) == days
