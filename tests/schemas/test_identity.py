"""Ids follow from content alone."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from schemas.identity import ID_PATTERN, content_id

PARTS = st.lists(st.text(max_size=5), max_size=4)


@given(st.text(max_size=5), PARTS)
def test_an_id_has_one_form_and_is_stable(kind: str, parts: list[str]) -> None:
    assert re.fullmatch(ID_PATTERN, content_id(kind, *parts))
    assert content_id(kind, *parts) == content_id(kind, *parts)


@given(PARTS, PARTS)
def test_other_parts_give_another_id(first: list[str], second: list[str]) -> None:
    assume(first != second)
    assert content_id("k", *first) != content_id("k", *second)


def test_parts_are_framed() -> None:
    assert content_id("k", "a", "bc") != content_id("k", "ab", "c")
