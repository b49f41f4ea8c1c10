from __future__ import annotations

import pytest
from readings import read

from news.extract.mentions.labels import (
    Name,
    is_common,
    is_council,
    is_date,
    is_doubtful_form,
    is_known_person,
    relabel,
    written,
)
from news.extract.text import Text


def name(sentence: str, word: str, label: str, score: float = 0.6) -> tuple[Text, Name]:
    text = Text.of(read(sentence))
    first = text.words.index(word)
    return text, Name(first, first + 1, label, score)


def test_knowledge_tells_the_label() -> None:
    text, oslo = name("Gestern rief Norwegen an.", "Norwegen", "PER")
    assert relabel(text, oslo).label == "LOC"
    assert written(text, oslo) == "Norwegen"


def test_known_names_are_surer() -> None:
    text, norway = name("Gestern rief Norwegen an.", "Norwegen", "LOC", 0.3)
    assert relabel(text, norway).score == 0.9


def test_unknown_names_keep_label_and_score() -> None:
    text, place = name("Gestern rief Nordholm an.", "Nordholm", "LOC", 0.3)
    assert relabel(text, place) == place


def test_common_nouns_are_no_names() -> None:
    for sentence, word, label in [
        ("Die Guerilla kämpft.", "Guerilla", "ORG"),
        ("Die Minister tagen.", "Minister", "PER"),
        ("Die Regierung schwieg.", "Regierung", "ORG"),
        ("Viele Chilenen kamen.", "Chilenen", "LOC"),
    ]:
        text, common = name(sentence, word, label)
        assert is_common(text, common), word
    text, proper = name("Gestern rief Nordholm an.", "Nordholm", "ORG")
    assert not is_common(text, proper)


def test_councils_name_parties_that_are_known() -> None:
    assert is_council("Nato-Chile-Rat")
    assert not is_council("Nato-Rat")
    assert not is_council("Nordholm-Chile-Rat")
    assert not is_council("Nato-Chile-Konflikt")


def test_invented_surnames_are_not_known() -> None:
    assert not is_known_person("Beltinow")


@pytest.mark.parametrize(
    ("body", "word", "expected"),
    [
        ("Sie kamen im Mai.", "Mai", True),
        ("Der 1. Mai war warm.", "Mai", True),
        ("Seit August 2019 ruht er.", "August", True),
        ("Gestern kam August Wolde.", "August", False),
        ("Gestern sprach Mai.", "Mai", False),
    ],
)
def test_months_are_dates_and_last_names(body: str, word: str, expected: bool) -> None:
    text = Text.of(read(body, "none"))
    assert is_date(text, text.words.index(word)) is expected


@pytest.mark.parametrize(
    ("body", "word", "expected"),
    [
        ("DAS BILD ZEIGT ALLES.", "BILD", True),
        ("Die BILD zeigt alles.", "BILD", False),
        ("Der Spiegel zeigt alles.", "Spiegel", True),
        ("DIE NATO ZEIGT ALLES.", "NATO", False),
    ],
)
def test_among_capitals_a_form_is_as_doubtful_as_the_word(body: str, word: str, expected: bool) -> None:
    text = Text.of(read(body, "none"))
    at = text.words.index(word)
    assert is_doubtful_form(text, at, at + 1, word) is expected
