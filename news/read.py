"""Read: a raw file as text, or the reason why it is none."""

from __future__ import annotations

from dataclasses import dataclass

from news.decode import decode_bytes
from news.rejection import NotAnArticle
from news.repair import repair

__all__ = ["NotAnArticle", "RawText", "decode"]


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
