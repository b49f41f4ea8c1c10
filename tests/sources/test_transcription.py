from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.transcription import LETTERS, german


@pytest.mark.parametrize(
    ("name", "language", "written"),
    [
        ("Рязань", "ru", "Rjasan"), ("Елец", "ru", "Jelez"), ("Нижний Тагил", "ru", "Nischni Tagil"),
        ("Щёлково", "ru", "Schtscholkowo"), ("Омск", "ru", "Omsk"), ("Колосов", "ru", "Kolossow"),
        ("Александров", "ru", "Alexandrow"), ("Йошкар-Ола", "ru", "Ioschkar-Ola"), ("Троицк", "ru", "Troizk"),
        ("Грозный", "ru", "Grosny"), ("Гурьев", "ru", "Gurjew"),
        ("Львів", "uk", "Lwiw"), ("Луцьк", "uk", "Luzk"), ("Черкаси", "uk", "Tscherkassy"),
        ("Запоріжжя", "uk", "Saporischschja"), ("Миколаїв", "uk", "Mykolajiw"), ("Ужгород", "uk", "Uschhorod"),
        ("Русе", "bg", "Russe"), ("Търговище", "bg", "Targowischte"),
        ("Алматы", "bg", None), ("Łódź", "ru", None),
    ],
)  # fmt: skip
def test_names_are_written_as_the_press_does(name: str, language: str, written: str | None) -> None:
    assert german(name, language) == written


@given(st.sampled_from(sorted(LETTERS)), st.data())
def test_any_cyrillic_word_becomes_latin(language: str, data: st.DataObject) -> None:
    letters = [c for c in LETTERS[language] if c.isalpha() and c != "ʼ"]
    word = data.draw(st.text(st.sampled_from(letters), min_size=1, max_size=12))
    written = german(word, language)
    assert written is not None
    assert written.isascii()
