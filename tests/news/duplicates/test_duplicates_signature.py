from __future__ import annotations

from datetime import date

import pytest
from duplicate_texts import ARTICLES
from hypothesis import given, settings
from hypothesis import strategies as st

from news.duplicates import SKETCH_VERSION, candidate_pairs, signature
from schemas import SIGNATURES, Signature

TEXT = ARTICLES["Theater"]


def signed(article_id: str, *band_keys: int) -> Signature:
    return Signature(article_id, None, 100, band_keys, SKETCH_VERSION)


def test_signature_tells_what_the_search_needs() -> None:
    sign = signature("a", date(2022, 1, 1), TEXT)
    assert (sign.article_id, sign.published_earliest, sign.word_count) == ("a", date(2022, 1, 1), 209)
    assert len(set(sign.band_keys)) == 40
    assert sign.sketch_version == SKETCH_VERSION


def test_keys_are_the_same_on_every_machine_and_change_only_with_the_version() -> None:
    assert SKETCH_VERSION == "1.2", "a new version needs new keys here, and all articles signed anew"
    assert signature("a", None, TEXT).band_keys[:2] == (3303782324973283724, -7671770034889177529)


def test_short_texts_have_one_key_for_all_their_words() -> None:
    assert len(signature("a", None, "Nur ein kurzer Satz.").band_keys) == 1
    assert (
        signature("a", None, "Nur ein KURZER Satz").band_keys
        == signature("b", None, "Nur ein kurzer Satz.").band_keys
    )


@pytest.mark.parametrize("body", ["", " \n ", "***", "…"])
def test_text_without_words_has_no_keys(body: str) -> None:
    assert signature("a", None, body).band_keys == ()


def test_candidates_share_a_key() -> None:
    new = [signed("b", 1, 2), signed("c", 2, 3), signed("d", 9)]
    assert candidate_pairs(new) == {("b", "c")}
    assert candidate_pairs(new, [(3, "a"), (9, "z"), (7, "y"), (9, "d")]) == {
        ("b", "c"),
        ("a", "c"),
        ("d", "z"),
    }


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_signed_and_stored(text: str) -> None:
    rows = [signature("a", None, text), signature("b", date(2022, 2, 28), TEXT)]
    assert SIGNATURES.from_arrow(SIGNATURES.to_arrow(rows)) == rows
