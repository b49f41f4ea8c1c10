"""Compressed files are read up to a bound, and what is cut off or broken is told."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from news.compressed import DAMAGED, SUFFIXES, decompress, decompressing, suffix_of
from news.rejection import NotAnArticle

TEXT = b"Der Hafen von Velen bleibt geschlossen. " * 20
PACK: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".zst": zstandard.ZstdCompressor(write_checksum=True).compress,
}


@given(st.sampled_from(SUFFIXES), st.binary(max_size=300))
def test_what_was_packed_comes_out(suffix: str, content: bytes) -> None:
    assert decompress(PACK[suffix](content), suffix, 300) == content


@given(st.sampled_from(SUFFIXES), st.binary(max_size=300))
def test_any_bytes_are_content_or_a_reject(suffix: str, raw: bytes) -> None:
    try:
        assert len(decompress(raw, suffix, 1_000)) <= 1_000
    except NotAnArticle as reject:
        assert reject.reason in {"damaged", "too_large"}


def test_without_an_ending_bytes_stay_as_they_are() -> None:
    assert decompress(b"\x1f\x8b", "", 1) == b"\x1f\x8b"
    assert [suffix_of(name) for name in ("a.txt", "a.txt.gz", "b.zst", "c.gz.txt")] == ["", ".gz", ".zst", ""]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_file_is_empty_and_no_damage(suffix: str) -> None:
    assert decompress(b"", suffix, 9) == b""


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_bound_holds_for_what_comes_out(suffix: str) -> None:
    assert decompress(PACK[suffix](b"x" * 1_000), suffix, 1_000) == b"x" * 1_000
    with pytest.raises(NotAnArticle, match="too_large: it unpacks to more than the 999 bytes"):
        decompress(PACK[suffix](b"x" * 1_000), suffix, 999)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_of_a_bomb_only_the_bound_is_unpacked(suffix: str) -> None:
    bomb = PACK[suffix](bytes(50_000_000))
    assert len(bomb) < 100_000
    with decompressing(io.BytesIO(bomb), suffix) as stream:
        assert len(stream.read(1_000)) == 1_000
    with pytest.raises(NotAnArticle, match="too_large"):
        decompress(bomb, suffix, 1_000)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_several_frames_are_one_file(suffix: str) -> None:
    assert decompress(PACK[suffix](b"eins ") + PACK[suffix](b"zwei"), suffix, 99) == b"eins zwei"


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kept", [0.3, 0.9, 0.99])
def test_what_is_cut_off_is_damaged(suffix: str, kept: float) -> None:
    packed = PACK[suffix](TEXT)
    with pytest.raises(NotAnArticle, match="damaged: it cannot be decompressed"):
        decompress(packed[: int(len(packed) * kept)], suffix, 10_000)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_wrong_checksum_is_damaged(suffix: str) -> None:
    packed = bytearray(PACK[suffix](TEXT))
    packed[-5 if suffix == ".gz" else -2] ^= 0xFF
    with pytest.raises(NotAnArticle, match="damaged"):
        decompress(bytes(packed), suffix, 10_000)


def test_a_window_that_asks_for_gigabytes_is_refused() -> None:
    # A frame header by RFC 8878 that declares a window of 2 GB, and one raw block.
    frame = b"\x28\xb5\x2f\xfd" + b"\x00" + bytes([21 << 3]) + b"\x09\x00\x00" + b"x"
    with pytest.raises(DAMAGED), decompressing(io.BytesIO(frame), ".zst") as stream:
        stream.read(1)
