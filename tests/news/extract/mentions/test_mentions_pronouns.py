from __future__ import annotations

import pytest
from readings import read

from news.extract.mentions.pronouns import find_pronouns
from news.extract.text import Text


@pytest.mark.parametrize("engine", ["accurate", "none"])
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Er sagte, es werde regnen.", ["Er"]),
        ("Es werde regnen, sagte sie.", ["sie"]),
        ("Sie sagten, es werde regnen.", []),
        ("Er regnete vom Himmel.", []),
        ("Der Regen kam, und dann ging er.", []),
    ],
)
def test_pronouns_that_speak(engine: str, sentence: str, expected: list[str]) -> None:
    text = Text.of(read(sentence, engine))
    assert [text.words[token] for token in find_pronouns(text)] == expected
