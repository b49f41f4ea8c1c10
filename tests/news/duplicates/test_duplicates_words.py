from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.duplicates.words import read_words, runs


def same(first: str, second: str) -> bool:
    return np.array_equal(read_words(first).hashes, read_words(second).hashes)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("„Straße“, sagte er.", '"STRASSE" SAGTE ER'),
        ("Berlin –\n\n Ein  Satz", "Berlin: Ein Satz!"),
        ("US-Präsident", "US Präsident"),
        ("4.825 Fälle", "4825 Fälle"),
        ("", " … – „“ 😀 "),
    ],
)
def test_case_punctuation_and_layout_leave_no_trace(first: str, second: str) -> None:
    assert same(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [("Rat", "Tar"), ("a b", "ab"), ("Haus Hof", "Hof Haus"), ("12 3", "123"), ("ä", "a")],
)
def test_other_letters_words_and_orders_differ(first: str, second: str) -> None:
    assert not same(first, second)


def test_numbers_begin_with_a_digit() -> None:
    words = read_words("Am 3. Mai 1,5 Prozent, 20er Jahre, Covid-19, B12")
    assert words.is_number.tolist() == [False, True, False, True, False, True, False, False, True, False]


def test_hashes_are_the_same_on_every_machine() -> None:
    assert read_words("Depesche").hashes.tolist() == [2778017033841430743]


@settings(deadline=None)
@given(st.text())
def test_any_text_has_the_words_that_a_plain_reading_finds(text: str) -> None:
    joined = re.sub(r"(?<=\d)[.,](?=\d)", "", text.casefold())
    plain = "".join(c if c.isalnum() and c < "\uffff" else " " for c in joined).split()
    words = read_words(text)
    assert len(words) == len(words.is_number)
    if not any(c in ".,:" for c in text):
        assert len(words) == len(plain)
        assert len(set(words.hashes.tolist())) == len(set(plain))


def test_words_longer_than_the_table_of_powers_are_read() -> None:
    assert not same("a" * 64 + "b" * 64, "b" * 64 + "a" * 65)


@settings(deadline=None)
@given(st.lists(st.integers(0, 3), max_size=12), st.integers(1, 5))
def test_runs_are_equal_where_their_members_are(numbers: list[int], width: int) -> None:
    hashed = runs(np.array(numbers, np.uint64), width)
    plain = [tuple(numbers[n : n + width]) for n in range(len(numbers) - width + 1)]
    assert len(hashed) == len(plain)
    assert len(set(hashed.tolist())) == len(set(plain))
