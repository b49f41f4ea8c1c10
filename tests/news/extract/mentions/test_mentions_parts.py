from __future__ import annotations

import pytest
from readings import read

from news.extract.mentions.parts import find_parts, fused_state
from news.extract.text import Text


def parts(sentence: str, *surnames: str) -> list[tuple[str, str, str | None, str]]:
    text = Text.of(read(sentence, "none"))
    found = list(find_parts(text, set(), set(surnames)))
    assert all(text.body[p.start : p.end] == p.written for p in found)
    return [(p.written, p.entity_type, p.country_code, p.form) for p in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Der Ukraine-Konflikt dauert.", [("Ukraine", "LOC", "UKR", "part")]),
        ("Die Nato-Staaten beraten.", [("Nato", "ORG", None, "part")]),
        ("Ein Chile-Peru-Gipfel tagt.", [("Chile", "LOC", "CHL", "part"), ("Peru", "LOC", "PER", "part")]),
        ("Die US-Truppen rücken ab.", [("US", "LOC", "USA", "adjective")]),
        ("Der Irankrieg dauert.", [("Iran", "LOC", "IRN", "part")]),
        ("Die Norwegenreise begann.", [("Norwegen", "LOC", "NOR", "part")]),
        ("Die Nord-Stadt und das Polente-Wort.", []),
        ("Die MIT-Forscher schweigen.", []),
        ("Chile und Peru.", []),
    ],
)
def test_names_inside_compounds(sentence: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    assert parts(sentence) == expected


def test_a_person_of_the_article_in_a_compound() -> None:
    assert parts("Ein Beltin-Vertrauter sprach.", "Beltin") == [("Beltin", "PER", None, "part")]
    assert parts("Ein Beltin-Vertrauter sprach.") == []


@pytest.mark.parametrize(
    "word", ["Iraner", "Iranerin", "Norwegens", "Norwegisch", "Polizei", "Indienstnahme"]
)
def test_words_that_only_begin_like_a_state(word: str) -> None:
    assert fused_state(word) is None


def test_names_of_one_word_are_no_compounds() -> None:
    text = Text.of(read("Die Ukraine-Hilfe tagt.", "none"))
    assert list(find_parts(text, {1}, set())) == []
