from __future__ import annotations

import pytest
from readings import read

from news.extract.text import Text

BODY = "Norwegen rief an.\n\nJaro Beltin schwieg."


@pytest.mark.parametrize("engine", ["accurate", "none"])
def test_all_lists_have_one_entry_per_token(engine: str) -> None:
    doc = read(BODY, engine)
    text = Text.of(doc)
    assert text.body == BODY
    for column in (text.words, text.starts, text.sentences, text.classes, text.relations, text.heads):
        assert len(column) == len(doc) == len(text)
    assert text.has_parse == (engine == "accurate")


def test_places_and_sentences() -> None:
    text = Text.of(read(BODY, "none"))
    beltin = text.words.index("Beltin")
    assert text.token_at(BODY.index("Beltin") + 3) == beltin
    assert BODY[text.starts[beltin] : text.end(beltin)] == "Beltin"
    assert text.together(beltin, beltin - 1)
    assert not text.together(beltin, 0)
    assert not text.together(beltin, len(text))
    assert text.word(-1) == text.word(len(text)) == ""


def test_features_and_heads_come_from_the_parse() -> None:
    text = Text.of(read("Der Präsident Jaro Beltin sprach mit den Ministern.", "accurate"))
    assert text.feature(text.words.index("Ministern"), "Number") == "Plur"
    jaro = text.words.index("Jaro")
    assert text.head_of(jaro, jaro + 2) == jaro
    bare = Text.of(read("Der Präsident Jaro Beltin sprach.", "none"))
    assert bare.feature(1, "Number") == ""


def test_an_empty_text() -> None:
    assert len(Text.of(read("", "none"))) == 0
