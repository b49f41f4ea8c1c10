from __future__ import annotations

import pytest
from readings import read

from news.extract.mentions.bodies import find_bodies, is_body_of_its_own
from news.extract.mentions.names import find_names
from news.extract.mentions.whose import Names
from news.extract.text import Text
from news.knowledge.institutions import institution


@pytest.mark.parametrize(
    ("sentence", "words", "country", "is_whole"),
    [
        ("Das norwegische Außenministerium schwieg.", "norwegische Außenministerium", "NOR", False),
        ("Das US-Außenministerium schwieg.", "US-Außenministerium", "USA", True),
        ("Die Bundesregierung schwieg.", "Bundesregierung", "DEU", True),
        ("Die Regierung in Oslo schwieg.", "Regierung", "NOR", False),
    ],
)
def test_institutions_whose_state_is_told(sentence: str, words: str, country: str, is_whole: bool) -> None:
    text = Text.of(read(sentence))
    (body,) = find_bodies(text, Names(find_names(text)))
    assert text.body[text.starts[body.first] : text.end(body.end - 1)] == words
    assert (body.country_code, body.is_whole) == (country, is_whole)


@pytest.mark.parametrize("sentence", ["Die Regierung schwieg.", "Das Ministerium tagte.", "Es regnet."])
def test_institutions_of_which_nothing_is_told(sentence: str) -> None:
    text = Text.of(read(sentence))
    assert list(find_bodies(text, Names(find_names(text)))) == []


def test_ministries_are_bodies_and_governments_and_troops_are_their_state() -> None:
    own = {
        noun: institution(noun)
        for noun in ("Außenministerium", "Verteidigungsministerium", "Regierung", "Truppen")
    }
    assert {noun: body is not None and is_body_of_its_own(body) for noun, body in own.items()} == {
        "Außenministerium": True,
        "Verteidigungsministerium": True,
        "Regierung": False,
        "Truppen": False,
    }
