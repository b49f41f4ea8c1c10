from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.knowledge.compounds import endings, split_compound

NOUNS = {"Minister", "Ministerin", "Präsident", "Ministerpräsident", "UN-Vogt", "Vogt", "Graf"}
FUSED = NOUNS - {"Graf", "UN-Vogt"}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Minister", ("", "Minister")),
        ("Ministerpräsident", ("", "Ministerpräsident")),
        ("Torfminister", ("Torf", "Minister")),
        ("Torfministerin", ("Torf", "Ministerin")),
        ("Velen-Minister", ("Velen", "Minister")),
        ("Nordmark-Velen-Minister", ("Nordmark-Velen", "Minister")),
        ("Nordmark-Torfminister", ("Nordmark-Torf", "Minister")),
        ("US-UN-Vogt", ("US", "UN-Vogt")),
        ("Ex-Ministerpräsident", ("Ex", "Ministerpräsident")),
        ("Torfgraf", None),
        ("Torf-Graf", ("Torf", "Graf")),
        ("Torf", None),
        ("", None),
        ("-", None),
        ("-Minister", None),
    ],
)
def test_a_compound_is_its_longest_last_noun(word: str, parts: tuple[str, str] | None) -> None:
    assert split_compound(word, NOUNS, FUSED) == parts


@given(st.text(max_size=30))
def test_any_word_is_taken_apart_or_not(word: str) -> None:
    parts = split_compound(word, NOUNS, FUSED)
    if parts:
        prefix, noun = parts
        assert noun in NOUNS
        assert word.casefold().startswith(prefix.casefold())
        assert word.casefold().endswith(noun.casefold())


@given(st.from_regex(r"[A-ZÄÖÜ][a-zäöü]{2,8}", fullmatch=True), st.sampled_from(sorted(FUSED)))
def test_a_hyphen_always_parts(prefix: str, noun: str) -> None:
    assert split_compound(f"{prefix}-{noun}", NOUNS, FUSED) == (prefix, noun)


@given(
    st.one_of(
        st.text(max_size=12), st.tuples(st.text(max_size=6), st.sampled_from(sorted(FUSED))).map("".join)
    )
)
def test_endings_only_tell_it_sooner(word: str) -> None:
    for form in (word, word.lower(), word.upper(), word.capitalize()):
        assert split_compound(form, NOUNS, FUSED, endings(FUSED)) == split_compound(form, NOUNS, FUSED)
