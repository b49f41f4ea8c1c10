from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.extract.times.lexicon import PIECE, TIMES, variants, verb_cues
from news.extract.times.patterns import grammar
from news.extract.times.shapes import FIGURE, shape
from news.knowledge import read_rows, split


@given(st.text())
def test_pieces_put_together_are_the_text(text: str) -> None:
    assert "".join(PIECE.findall(text)) == text


@given(st.text())
def test_every_piece_has_one_code(text: str) -> None:
    codes = grammar().lexicon.codes
    assert all(len(codes[piece]) == 1 for piece in PIECE.findall(text))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("24.2.2022", ["24.2.2022"]),
        ("am 24.02.", ["am", " ", "24.02."]),
        ("24./25. Mai", ["24", ".", "/", "25", ".", " ", "Mai"]),
        ("20.15 Uhr", ["20.15", " ", "Uhr"]),
        ("90er-Jahre", ["90er", "-", "Jahre"]),
        ("1.200 Tage", ["1.200", " ", "Tage"]),
    ],
)
def test_pieces(text: str, pieces: list[str]) -> None:
    assert PIECE.findall(text) == pieces


@pytest.mark.parametrize(
    ("piece", "classes"),
    [
        ("24", {"NUMBER", "DAY", "HOUR", "TWO"}),
        ("31", {"NUMBER", "DAY", "TWO"}),
        ("2022", {"NUMBER", "YEAR", "MODERN_YEAR"}),
        ("1517", {"NUMBER", "YEAR"}),
        ("20.15", {"CLOCK"}),
        ("55:55", FIGURE),
        ("9999999999999", FIGURE),
        ("²", FIGURE),
    ],
)
def test_shapes(piece: str, classes: set[str]) -> None:
    assert shape(piece) == classes


def test_forms_stand_for_their_spellings() -> None:
    assert set(variants("letzt~")) >= {"letzte", "letzten", "Letzter", "LETZTES"}
    assert set(variants("Mai")) == {"Mai", "MAI"}


def test_no_form_stands_twice_in_a_class() -> None:
    forms = Counter(
        (row["class"], form) for row in read_rows(TIMES / "words.tsv") for form in split(row["forms"])
    )
    assert [form for form, count in forms.items() if count > 1] == []


def test_verb_cues_are_in_lower_case_and_take_one_side() -> None:
    cues = verb_cues()
    assert all(form == form.lower() for forms in cues.values() for form in forms)
    assert not cues["AHEAD"] & cues["PAST"]
