from __future__ import annotations

import pytest
from readings import read

from news.extract.text import Text
from news.resolve.names.metonymy import means_the_state


def acts(sentence: str, word: str = "Oslo", engine: str = "accurate") -> bool:
    text = Text.of(read(sentence, engine))
    first = text.words.index(word)
    return means_the_state(text, first, first + 1)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Oslo weist die Vorwürfe zurück.", "Oslo"),
        ("Die Gespräche mit Oslo dauerten an.", "Oslo"),
        ("Chile forderte Oslo zu Verhandlungen auf.", "Oslo"),
        ("Der Druck auf Oslo wächst.", "Oslo"),
        ("Oslos Forderungen gehen weit.", "Oslos"),
        ("Man spricht über Oslos neue Forderungen.", "Oslos"),
        ("Die Regierung in Oslo schwieg.", "Oslo"),
        ("Kritik aus Oslo wies sie zurück.", "Oslo"),
        ("Aus Oslo hieß es, man prüfe das.", "Oslo"),
        ("Der Konflikt zwischen Oslo und Santiago dauert an.", "Oslo"),
    ],
)
def test_a_seat_that_acts(sentence: str, word: str) -> None:
    assert acts(sentence, word)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Sie reiste nach Oslo.", "Oslo"),
        ("Das Treffen in Oslo dauerte lange.", "Oslo"),
        ("Er kam mit dem Zug aus Oslo.", "Oslo"),
        ("Er besuchte Oslo im Mai.", "Oslo"),
        ("Die Straßen Oslos waren leer.", "Oslos"),
        ("Von Oslo nach Santiago fliegt man lange.", "Oslo"),
        ("Das Abkommen von Oslo gilt.", "Oslo"),
        ("Der Zug zwischen Hamburg und Oslo fährt nicht.", "Oslo"),
    ],
)
def test_a_seat_that_is_a_place(sentence: str, word: str) -> None:
    assert not acts(sentence, word)


@pytest.mark.parametrize(
    ("sentence", "is_state"),
    [
        ("Oslo weist die Vorwürfe zurück.", True),
        ("Die Gespräche mit Oslo dauerten an.", True),
        ("Die Regierung in Oslo schwieg.", True),
        ("Sie reiste nach Oslo.", False),
        ("Von Oslo nach Santiago fliegt man lange.", False),
    ],
)
def test_without_a_parse_the_preposition_tells(sentence: str, is_state: bool) -> None:
    assert acts(sentence, engine="none") is is_state
