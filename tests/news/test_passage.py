from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.passage import sentence_around


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("Er kam. Sie ging! Wer blieb?", "ging", "Sie ging!"),
        ("Er kam am 3. Mai nach Velen. Sie ging.", "Velen", "Er kam am 3. Mai nach Velen."),
        ("Das sagte Dr. Lund am Abend. Mehr nicht.", "Abend", "Das sagte Dr. Lund am Abend."),
        ("Es kamen z.B. Boote. Dann Schiffe.", "Boote", "Es kamen z.B. Boote."),
        ("Überschrift ohne Punkt\n\nEr kam. Sie ging.", "kam", "Er kam."),
        ("Überschrift ohne Punkt\n\nEr kam. Sie ging.", "ohne", "Überschrift ohne Punkt"),
        ("„Ich gehe.“ Dann ging er. Ende", "Dann", "Dann ging er."),
        ("Rund 3.000 Boote kamen. Alle sanken.", "Boote", "Rund 3.000 Boote kamen."),
    ],
)
def test_the_sentence_of_a_word(text: str, word: str, sentence: str) -> None:
    start, end = sentence_around(text, text.index(word), text.index(word) + len(word))
    assert text[start:end] == sentence


@given(st.text(st.sampled_from("aB .!?\n„“1"), max_size=60), st.integers(0, 59), st.integers(1, 5))
def test_the_stretch_stays_inside(text: str, start: int, length: int) -> None:
    end = start + length
    if end > len(text) or "\n" in text[start:end] or not text[start:end].strip():
        return
    first, last = sentence_around(text, start, end)
    assert 0 <= first <= start
    assert last >= len(text[:end].rstrip())
    assert "\n" not in text[first:last]
