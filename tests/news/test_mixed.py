"""Parts in different encodings are read each in its own, and lost bytes are not made up."""

from __future__ import annotations

import pytest
from damage import fitted
from german_texts import LONG
from hypothesis import given
from hypothesis import strategies as st

from news.mixed import decode_mixed


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac-roman"])
@given(st.data())
def test_the_change_of_encoding_is_found_anywhere(encoding: str, data: st.DataObject) -> None:
    text = fitted(LONG[0], encoding)
    at = data.draw(st.integers(600, len(text) - 600))
    mixed = decode_mixed(text[:at].encode() + text[at:].encode(encoding))
    assert (mixed.text, mixed.encoding, mixed.is_mixed) == (text, "utf-8", True)


def test_several_changes_are_found() -> None:
    parts = LONG[1].split("\n\n")
    raw = b"\n\n".join(part.encode("cp1252" if i % 2 else "utf-8", "ignore") for i, part in enumerate(parts))
    truth = "\n\n".join(
        p.encode("cp1252", "ignore").decode("cp1252") if i % 2 else p for i, p in enumerate(parts)
    )
    assert decode_mixed(raw).text == truth


def test_single_bytes_that_look_like_utf8_are_none() -> None:
    # ß“ is DF 93 in cp1252, which is a letter of N'Ko in UTF-8.
    text = "Größe und „Spaß“ für alle"
    mixed = decode_mixed(text.encode("cp1252"))
    assert (mixed.text, mixed.encoding, mixed.is_mixed) == (text, "cp1252", False)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Für den Frieden".encode() + b"\xc3", "Für den Frieden"),
        ("Für den Frieden".encode() + b"\xe2\x80", "Für den Frieden"),
        ("Für den Frieden".encode() + b"\xf0\x9f\x98", "Für den Frieden"),
        (b"Fast nur ASCII, hie\xc3", "Fast nur ASCII, hie"),
        (b"\xbcr den Frieden und f" + "ür alle".encode(), "r den Frieden und für alle"),
        (b"\x80\x9eWir sind" + " für alle da".encode(), "Wir sind für alle da"),
        (
            "Für Pr\ufffdsident".encode().replace(b"\xef\xbf\xbd", b"\xc3") + " Müller".encode(),
            "Für Pr\ufffdsident Müller",
        ),
    ],
)
def test_halves_of_characters_are_dropped_or_marked(raw: bytes, text: str) -> None:
    mixed = decode_mixed(raw)
    assert (mixed.text, mixed.is_cut, mixed.is_mixed) == (text, True, False)


def test_an_umlaut_at_the_end_is_no_half_of_a_character() -> None:
    mixed = decode_mixed(b"Er erkl\xe4")
    assert (mixed.text, mixed.encoding, mixed.is_cut) == ("Er erklä", "cp1252", False)


@given(st.binary(min_size=1, max_size=200))
def test_no_bytes_raise(raw: bytes) -> None:
    assert isinstance(decode_mixed(raw).text, str)
