"""Read: the bytes of a raw file as text, or the reason why they are none."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


class NotAnArticle(Exception):  # noqa: N818 - a verdict on the file, not an error
    """A raw file gives no article; ``reason`` is one of schemas.rejects.REJECT_REASONS."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class RawText:
    """Decoded text (NFC, lines ended by LF) and the encoding in which it was found."""

    text: str
    encoding: str


def decode(raw: bytes) -> RawText:
    """Decode UTF-8 (with or without BOM), else Windows-1252; NotAnArticle where neither gives text."""
    if not raw:
        raise NotAnArticle("empty", "the file has no bytes")
    try:
        text, encoding = raw.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        try:
            text, encoding = raw.decode("cp1252"), "cp1252"
        except UnicodeDecodeError as error:
            raise NotAnArticle("not_text", f"neither UTF-8 nor Windows-1252: {error.reason}") from error
    control = next((c for c in text if c < " " and c not in "\t\n\r\f\v"), None)
    if control is not None:
        at = text.index(control)
        raise NotAnArticle("not_text", f"control character U+{ord(control):04X} at character {at}")
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise NotAnArticle("blank", f"{len(raw)} bytes of white space")
    return RawText(text, encoding)
