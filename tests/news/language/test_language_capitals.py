"""Headlines in capitals are read in mixed case; everything else is left as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.language.capitals import mixed_case


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ORVIK WARNT VOR KRIEG IN BRAKOW", "Orvik warnt vor Krieg in Brakow"),
        ("USA WARNT NORWEGEN VOR QXV", "USA warnt Norwegen vor QXV"),
        ("HAFEN-STREIT : VELTOW REIST AB !", "Hafen-Streit : Veltow reist ab !"),
        ("NATO EU UNO", "NATO EU UNO"),
        ("BERLIN ( dpa ) Der Rat tagt", "BERLIN ( dpa ) Der Rat tagt"),
        ("DIE USA", "DIE USA"),
        ("", ""),
    ],
)
def test_cases(written: str, read: str) -> None:
    assert " ".join(mixed_case(written.split())) == read


@given(st.lists(st.text(max_size=8), max_size=8))
def test_only_the_case_changes(words: list[str]) -> None:
    changed = mixed_case(words)
    assert [w.upper() for w in changed] == [w.upper() for w in words]
