"""The table of characters is consistent and gives what the choice of encodings rests on."""

from __future__ import annotations

import pytest

from news.characters import IS_MISPLACED, surprise, surprise_in_place
from news.knowledge import FOLDER, read_rows


def test_rows_are_well_formed_and_unique() -> None:
    rows = read_rows(FOLDER / "characters.tsv")
    names = [row["character"] for row in rows]
    assert len(names) == len(set(names))
    assert {row["place"] for row in rows} <= set(IS_MISPLACED)
    assert all(float(row["per_million"]) > 0 for row in rows)
    assert all(len(name) == 1 or name.startswith("U+") for name in names)


def test_common_characters_surprise_less() -> None:
    assert surprise("a") == 0 < surprise("ü") < surprise("„") < surprise("é") < surprise("Ã") < surprise("ߓ")


@pytest.mark.parametrize(
    ("at_home", "misplaced"),
    [
        ("für", "x ü "),
        ("oße", "rße"),
        (" Üb", "aÜb"),
        (" „D", "a„r"),
        ("t“,", "t“r"),
        ("0 €"[1:] + " ", " €d"),
        (" än", " äe"),
        (" Üb", " Üf"),
    ],
)
def test_place_matters(at_home: str, misplaced: str) -> None:
    good, bad = at_home[-3:], misplaced[-3:]
    assert surprise_in_place(good[0], good[1], good[2]) < surprise_in_place(bad[0], bad[1], bad[2])
