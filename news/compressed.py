"""Decompress gzip and Zstandard as streams, so that what a file unpacks to is bounded before it is in memory."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO, cast

import pyarrow as pa

from news.rejection import NotAnArticle

SUFFIXES = (".gz", ".zst")
"""Endings of names of compressed files."""

DAMAGED = (EOFError, OSError, ValueError, zlib.error)
"""What decompression raises for bytes that are cut off or broken (pyarrow's errors are OSError and ValueError)."""


def suffix_of(name: str) -> str:
    """The ending of SUFFIXES that a name has, or nothing."""
    return next((suffix for suffix in SUFFIXES if name.endswith(suffix)), "")


def decompressing(stream: BinaryIO, suffix: str) -> BinaryIO:
    """A stream of what ``stream`` unpacks to; reading it raises one of DAMAGED where it is cut off or broken.

    A checksum is verified when the end is reached. Frames that follow one another are read on. Memory is bounded by
    the window: 32 kB for gzip, at most 128 MB for Zstandard, whatever the frame asks for.
    """
    match suffix:
        case ".gz":
            return cast("BinaryIO", gzip.GzipFile(fileobj=stream))
        case ".zst":
            return cast("BinaryIO", pa.CompressedInputStream(pa.PythonFile(stream, mode="r"), "zstd"))
        case _:
            return stream


def decompress(raw: bytes, suffix: str, max_bytes: int) -> bytes:
    """What the bytes of a file with this ending (of SUFFIXES, or none) unpack to.

    NotAnArticle: damaged, and too_large where it is more than ``max_bytes``; at most one byte more is ever unpacked.
    """
    if not suffix or not raw:
        return raw
    try:
        with decompressing(io.BytesIO(raw), suffix) as stream:
            content = stream.read(max_bytes + 1)
            is_whole = len(content) <= max_bytes and not stream.read(1)
    except DAMAGED as error:
        raise NotAnArticle(
            "damaged", f"it cannot be decompressed: {str(error) or 'it is cut off'}"
        ) from error
    if not is_whole:
        raise NotAnArticle("too_large", f"it unpacks to more than the {max_bytes} bytes that are read")
    return content
