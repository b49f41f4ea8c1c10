"""Persons: shorter and longer names of one person, and people who only look alike."""

from __future__ import annotations

import pytest

from news.resolve.groups import Groups
from news.resolve.persons import full_name, join_persons


def joined(*names: str, countries: dict[str, set[str]] | None = None) -> list[list[str]]:
    groups = Groups()
    several = join_persons([full_name(n, n, 2) for n in names], countries or {}, groups)
    return sorted(members for members in groups.members(set(names) - several).values() if len(members) > 1)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Heiko Ahl", "Heiko Josef Ahl"),
        ("J. Ahl", "Jens Ahl"),
        ("W. Kolzow", "Vadim Koltsov"),
        ("Jens R. Ahl", "Jens Rolf Ahl"),
        ("Ada Leyden", "Ada von der Leyden"),
    ],
)
def test_a_shorter_name_is_the_longer_one(short: str, long: str) -> None:
    assert joined(short, long) == [sorted([short, long])]


@pytest.mark.parametrize(
    "names",
    [
        ("Josef Ahl", "Heiko Josef Ahl"),
        ("Hans Ahl", "Hans-Peter Ahl"),
        ("K. Ahl", "Jens Ahl"),
        ("Jens Ahl", "Jens W. Ahl", "Jens H. W. Ahl", "Jens Karl Ahl"),
        ("Ahl", "Jens Ahl"),
        ("Jens Ahl", "Jens Ahle"),
        ("Ada Ahl", "Ada Strack-Ahl"),
    ],
)
def test_other_names_are_other_people(names: tuple[str, ...]) -> None:
    assert joined(*names) == []


def test_states_that_differ_keep_people_apart() -> None:
    countries = {"Heiko Ahl": {"DEU"}, "Heiko Josef Ahl": {"AUT"}}
    assert joined("Heiko Ahl", "Heiko Josef Ahl", countries=countries) == []
