from __future__ import annotations

import pytest
from readings import read

from news.extract.mentions.derived import find_adjectives, find_inhabitants
from news.extract.text import Text


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norwegische Schiffe und chilenische Boote fuhren.", ["NOR", "CHL"]),
        ("Er traf den neuen norwegischen König.", ["NOR"]),
        ("Sie sprach auf Norwegisch mit ihm.", []),
        ("Das Lied klingt norwegisch.", []),
        ("Es regnet.", []),
    ],
)
def test_adjectives_before_nouns(sentence: str, expected: list[str]) -> None:
    assert [code for _, code in find_adjectives(Text.of(read(sentence)), set())] == expected


def test_inhabitants_in_any_case() -> None:
    text = Text.of(read("Die Norweger halfen den Chilenen und einer Ukrainerin."))
    assert [code for _, code in find_inhabitants(text, set())] == ["NOR", "CHL", "UKR"]


def test_what_is_taken_is_left_alone() -> None:
    text = Text.of(read("Die Norweger und norwegische Schiffe."))
    everything = set(range(len(text)))
    assert list(find_inhabitants(text, everything)) == list(find_adjectives(text, everything)) == []
