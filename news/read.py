"""Read: a raw file as text, or the reason why it is none."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from news.decode import decode_bytes
from news.rejection import NotAnArticle
from news.repair import repair

__all__ = ["NotAnArticle", "RawText", "decode", "read"]


@dataclass(frozen=True, slots=True)
class RawText:
    """The text of a raw file, and what was found and done to get it."""

    text: str
    """Unicode NFC, lines ended by LF, plain spaces, no control characters but tab and LF; never blank."""
    encoding: str
    """Of news.decode.ENCODINGS."""
    repairs: tuple[str, ...]
    """Of schemas.repairs.REPAIRS, sorted; empty for a file without damage."""


def decode(raw: bytes) -> RawText:
    """The text of a file's bytes, with the damage of REPAIRS undone.

    Raises NotAnArticle (empty, blank, nul_bytes, not_text) and nothing else, for any bytes, in time that grows in
    proportion to their number. The same bytes always give the same text.
    """
    decoded = decode_bytes(raw)
    text, repairs = repair(decoded.text)
    if not text.strip():
        raise NotAnArticle("blank", f"{len(raw)} bytes of {decoded.encoding} that show nothing")
    return RawText(text, decoded.encoding, tuple(sorted(decoded.repairs | repairs)))


def read(path: Path, max_bytes: int) -> bytes:
    """The bytes of a raw file.

    Raises NotAnArticle: too_large (more than ``max_bytes``; at most one byte more is ever read) and unreadable (it
    vanished, may not be read, or is no plain file: to open a pipe could wait for ever).
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise NotAnArticle("unreadable", "it is no plain file")
        if status.st_size > max_bytes:
            raise NotAnArticle("too_large", f"{status.st_size} bytes, at most {max_bytes} are read")
        with path.open("rb") as handle:
            raw = handle.read(max_bytes + 1)
    except OSError as error:
        raise NotAnArticle("unreadable", error.strerror or str(error)) from error
    except ValueError as error:  # a path that no file can have, such as one with a NUL in it
        raise NotAnArticle("unreadable", str(error)) from error
    if len(raw) > max_bytes:
        raise NotAnArticle("too_large", f"it grew beyond {max_bytes} bytes while it was read")
    return raw
