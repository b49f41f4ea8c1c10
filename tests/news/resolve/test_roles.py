"""Roles: one noun for all forms of an office."""

from __future__ import annotations

import pytest

from news.resolve.roles import parties, read_role


@pytest.mark.parametrize(
    ("written", "noun", "organisation", "country", "is_former"),
    [
        ("Außenminister", "Außenminister", None, None, False),
        ("US-Außenministerin", "Außenminister", None, "USA", False),
        ("Außenministers", "Außenminister", None, None, False),
        ("Bundeskanzlerin", "Bundeskanzler", None, "DEU", False),
        ("Ex-Präsident", "Präsident", None, None, True),
        ("Nato-Generalsekretär", "Generalsekretär", "NATO", None, False),
        ("Transportministerin", "Transportminister", None, None, False),
        ("Team-Manager", "Teammanager", None, None, False),
        ("Vize-Außenminister", "Vize-Außenminister", None, None, False),
        ("Deichgräfin", "Deichgräfin", None, None, False),
    ],
)
def test_an_office_is_read(
    written: str, noun: str, organisation: str | None, country: str | None, is_former: bool
) -> None:
    role = read_role(written)
    assert role is not None
    assert (role.noun, role.organisation, role.country_code, role.is_former) == (
        noun, organisation, country, is_former
    )  # fmt: skip


def test_the_office_of_somebody_else_is_none() -> None:
    assert read_role("Amtskollege") is None


def test_parties_are_known_by_all_forms() -> None:
    assert parties() == sorted(parties())
