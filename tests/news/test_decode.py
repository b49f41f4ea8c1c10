"""Bytes become the characters that were meant, and the encoding is named as Python names it."""

from __future__ import annotations

import codecs

import pytest
from german_texts import LONG, SHORT
from hypothesis import given
from hypothesis import strategies as st

from news.decode import ENCODINGS, decode_bytes

SIMPLE = st.text(st.sampled_from("aeinrst ÄÖÜäöüß\n"), min_size=20).map(lambda text: "Grüße: " + text)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_is_a_codec(encoding: str) -> None:
    assert codecs.lookup(encoding)


@given(SIMPLE, st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_unicode_is_read_with_and_without_a_mark(text: str, encoding: str) -> None:
    decoded = decode_bytes(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)
    marked = decode_bytes(("\ufeff" + text).encode(encoding.removesuffix("-sig")))
    assert (marked.text, marked.encoding) == (text, "utf-8-sig" if encoding == "utf-8" else encoding)


@pytest.mark.parametrize("text", [SHORT[0], LONG[0]])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp850", "mac-roman", "utf-16-le"])
def test_the_encoding_named_is_the_one_that_reads_the_bytes(text: str, encoding: str) -> None:
    raw = text.encode(encoding, "ignore")
    decoded = decode_bytes(raw)
    assert raw.decode(decoded.encoding) == decoded.text


def test_half_a_unit_at_the_end_goes() -> None:
    decoded = decode_bytes(b"\xff\xfe" + "Grüße".encode("utf-16-le") + b"x")
    assert (decoded.text, decoded.repairs) == ("Grüße", frozenset({"cut_character"}))
    decoded = decode_bytes(b"\xff\xfe" + "Gut 😀".encode("utf-16-le")[:-2])
    assert (decoded.text, decoded.repairs) == ("Gut ", frozenset({"cut_character"}))


def test_a_mark_in_front_of_a_mixed_file_is_seen() -> None:
    decoded = decode_bytes(codecs.BOM_UTF8 + "Größe über alles ".encode() + "für später".encode("cp1252"))
    assert decoded.text == "Größe über alles für später"
    assert decoded.encoding == "utf-8-sig"
