from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.duplicates import Overlap, compare, read_words


def text(*numbers: int) -> str:
    """A text of made-up words, one for each number."""
    return " ".join(
        f"wort{'abcdefghij'[n // 100]}{'abcdefghij'[n // 10 % 10]}{'abcdefghij'[n % 10]}" for n in numbers
    )


def relation(first: str, second: str) -> Overlap | None:
    return compare(read_words(first), read_words(second))


def test_fractions_are_of_words_in_passages() -> None:
    assert relation(text(*range(100)), text(*range(20, 120))) == Overlap("copy", 0.8, 0.8)


@pytest.mark.parametrize(("shared", "expected"), [(60, "copy"), (59, None)])
def test_a_copy_shares_three_fifths_of_one(shared: int, expected: str | None) -> None:
    overlap = relation(text(*range(100)), text(*range(shared), *range(200, 300 - shared)))
    assert (overlap and overlap.relation) == expected


@pytest.mark.parametrize(("length", "expected"), [(120, "copy"), (121, None)])
def test_a_copy_shares_half_of_the_other(length: int, expected: str | None) -> None:
    overlap = relation(text(*range(100)), text(*range(60), *range(200, 140 + length)))
    assert (overlap and overlap.relation) == expected


@pytest.mark.parametrize(("shared", "expected"), [(70, "excerpt"), (69, None)])
def test_an_excerpt_stands_mostly_in_the_longer_text(shared: int, expected: str | None) -> None:
    overlap = relation(text(*range(shared), *range(600, 700 - shared)), text(*range(200)))
    assert (overlap and overlap.relation) == expected


@pytest.mark.parametrize(("words", "expected"), [(50, "excerpt"), (49, None)])
def test_an_excerpt_has_fifty_words(words: int, expected: str | None) -> None:
    overlap = relation(text(*range(words)), text(*range(200)))
    assert (overlap and overlap.relation) == expected


def test_fewer_than_eight_words_in_a_row_are_no_passage() -> None:
    seven = [n if n % 8 else n + 500 for n in range(100)]
    assert relation(text(*range(100)), text(*seven)) is None


@pytest.mark.parametrize(("words", "expected"), [(29, None), (30, Overlap("copy", 29 / 30, 29 / 30))])
def test_short_texts_are_copies_only_if_all_words_are_the_same(words: int, expected: Overlap | None) -> None:
    first, second = text(*range(words)), text(*range(words - 1), 900)
    assert relation(first, second) == expected
    assert relation(first, first.upper() + " !") == Overlap("copy", 1.0, 1.0)


def test_texts_without_words_are_no_copies() -> None:
    assert relation("", "") is None
    assert relation("***", text(*range(50))) is None


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([range(12), range(20, 50), range(60, 100), range(100, 180)]), max_size=5),
    st.data(),
)
def test_both_sides_tell_the_same(blocks: list[range], data: st.DataObject) -> None:
    first = text(*(n for b in blocks for n in b))
    second = text(*(n for b in data.draw(st.permutations(blocks))[1:] for n in b), *range(300, 320))
    one, other = relation(first, second), relation(second, first)
    assert (one is None) == (other is None)
    if one and other:
        assert (one.first_fraction, one.second_fraction) == (other.second_fraction, other.first_fraction)
        assert {one.relation, other.relation} in ({"copy"}, {"excerpt", "holder"})
