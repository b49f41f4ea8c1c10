"""Decode: bytes to characters, whatever the encoding; damage that is in the characters is left to news.repair.

``encoding`` is one of ENCODINGS, by its name in Python: ``raw.decode(encoding)`` gives the text (but for
mixed files, halves of characters and undefined bytes), with U+FEFF in front where a file in UTF-16 or UTF-32 bears
a byte order mark.
"""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass
from functools import cache

from news.encodings import FOREIGN, SAMPLE, SINGLE_BYTE, decode_single_byte, guess_foreign
from news.knowledge import FOLDER, read_rows
from news.mixed import decode_mixed
from news.rejection import NotAnArticle

ENCODINGS = {
    "utf-8": "UTF-8 without a byte order mark, ASCII included; the main part of a mixed file.",
    "utf-8-sig": "UTF-8 with a byte order mark.",
    "utf-16-le": "UTF-16, little end first, with or without a byte order mark.",
    "utf-16-be": "UTF-16, big end first, with or without a byte order mark.",
    "utf-32-le": "UTF-32, little end first, with or without a byte order mark.",
    "utf-32-be": "UTF-32, big end first, with or without a byte order mark.",
    **SINGLE_BYTE,
    **dict.fromkeys(FOREIGN, "A text that is not German, as charset-normalizer judges it."),
}
"""What ``encoding`` can be -> what it means."""

BYTE_ORDER_MARKS = (
    # UTF-32 first: its mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MOSTLY = 0.5
"""Share of NUL among the high bytes of the units from which on bytes are UTF-16 (in German it is above 0.9)."""
HARDLY = 0.05
"""Share of NUL up to which they can be the low bytes."""

CONTROLS = bytes(set(range(1, 0x20)) - set(b"\t\n\v\f\r")) + b"\x7f"
HIGH = bytes(range(0x80, 0x100))
NOISE = 0.05
"""Share of control characters other than NUL from which on bytes are no text; random bytes have 0.1 of them."""
NUL_NOISE = 0.3
"""Share of NUL bytes within the text from which on it is none: even one for each space is less than 0.2."""
STRANGE = 0.1
"""Share of units that are no characters from which on UTF-16 and UTF-32 are no text."""
FEW = 8
"""High bytes below which nothing but German is thought of."""
HIGH_SHARE = 0.08
"""Share of high bytes above which a text is hardly German (0.02), though it may be of another language …"""
FOREIGN_COST = 7.0
"""… if they cost this much as German, in mean nats per high byte: German costs 2 to 3, others 8 and more."""
NOISE_COST = 10.5
"""Mean nats per high byte from which on bytes are no text, if they are no other language either; noise has 11 to 14."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters as the file has them, without a byte order mark."""

    text: str
    encoding: str
    repairs: frozenset[str] = frozenset()


def decode_bytes(raw: bytes) -> Decoded:
    """Find the encoding of a file and read it.

    Raises NotAnArticle: empty (no bytes), nul_bytes (nothing else) and not_text (a known format of other use, or
    bytes that are text in no encoding), and nothing else. Takes time in proportion to the length of ``raw``.
    """
    if not raw:
        raise NotAnArticle("empty", "the file has no bytes")
    _refuse_other_formats(raw)
    if wide := _wide_encoding(raw):
        return _decode_wide(raw, wide)
    _refuse_noise(raw)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_narrow(raw)
    if text.startswith("\ufeff"):
        return Decoded(text[1:], "utf-8-sig")
    return Decoded(text, "utf-8")


def _decode_narrow(raw: bytes) -> Decoded:
    """Bytes that are not all UTF-8, nor units of two or four bytes."""
    bare = raw.removeprefix(codecs.BOM_UTF8)
    found = decode_mixed(bare)
    high_count = len(bare) - len(bare.translate(None, HIGH))
    high_share = high_count / len(bare)
    if high_count >= FEW and high_share > HIGH_SHARE and found.mean_cost > FOREIGN_COST:
        if foreign := guess_foreign(bare):
            return Decoded(decode_single_byte(bare, foreign), foreign)
        if found.mean_cost > NOISE_COST:
            raise NotAnArticle(
                "not_text", f"{high_share:.0%} of the bytes are beyond ASCII, and no encoding explains them"
            )
    repairs = {
        name for name, is_so in (("mixed_encoding", found.is_mixed), ("cut_character", found.is_cut)) if is_so
    }
    is_marked = found.encoding == "utf-8" and len(bare) < len(raw)
    return Decoded(found.text, "utf-8-sig" if is_marked else found.encoding, frozenset(repairs))


def _wide_encoding(raw: bytes) -> str | None:
    """UTF-16 or UTF-32, by the byte order mark or else by where the NUL bytes are; None for all else."""
    marked = next((encoding for mark, encoding in BYTE_ORDER_MARKS if raw.startswith(mark)), None)
    if marked or b"\0" not in raw:
        return marked
    body = raw.rstrip(b"\0")
    share = [4 * body[offset::4].count(0) / max(4, len(body)) for offset in range(4)]
    if min(share[1:]) > MOSTLY and share[0] < HARDLY:
        return "utf-32-le"
    if min(share[:3]) > MOSTLY and share[3] < HARDLY:
        return "utf-32-be"
    even, odd = (share[0] + share[2]) / 2, (share[1] + share[3]) / 2
    if odd > MOSTLY and even < HARDLY:
        return "utf-16-le"
    return "utf-16-be" if even > MOSTLY and odd < HARDLY else None


def _decode_wide(raw: bytes, encoding: str) -> Decoded:
    """UTF-16 or UTF-32; what is no character becomes U+FFFD, half a unit at the end goes."""
    unit = 4 if "32" in encoding else 2
    whole = len(raw) - len(raw) % unit
    text = raw[:whole].decode(encoding, "replace")
    is_cut = whole < len(raw) or (
        text.endswith("\ufffd") and not raw[:whole].endswith("\ufffd".encode(encoding))
    )
    if is_cut:
        text = text.rstrip("\ufffd")
    sample = text[:SAMPLE]
    strange = sum(
        character == "\ufffd" or unicodedata.category(character) in {"Cn", "Co"} for character in sample
    )
    if strange > STRANGE * len(sample):
        raise NotAnArticle(
            "not_text", f"{strange} of the first {len(sample)} units of {encoding} are no characters"
        )
    return Decoded(text.removeprefix("\ufeff"), encoding, frozenset({"cut_character"} if is_cut else ()))


def _refuse_other_formats(raw: bytes) -> None:
    for signature, name in _signatures():
        if raw.startswith(signature):
            raise NotAnArticle("not_text", f"{name}, by its first bytes {signature.hex(' ')}")


def _refuse_noise(raw: bytes) -> None:
    """NotAnArticle for bytes that are mostly no characters in any of the narrow encodings."""
    # NUL bytes at the end pad what is in front of them: a block of the disk, a record of fixed length.
    body = raw.strip(b"\0")
    if not body.translate(None, b"\0 \t\n\v\f\r"):
        if b"\0" in raw:
            raise NotAnArticle("nul_bytes", f"{raw.count(0)} NUL bytes of {len(raw)} bytes, and no text")
        return
    for name, bytes_, limit in (("control characters", CONTROLS, NOISE), ("NUL", b"\0", NUL_NOISE)):
        count = len(body) - len(body.translate(None, bytes_))
        if count > limit * len(body):
            raise NotAnArticle("not_text", f"{count} of {len(body)} bytes are {name}")


@cache
def _signatures() -> tuple[tuple[bytes, str], ...]:
    rows = read_rows(FOLDER / "file_signatures.tsv")
    return tuple((bytes.fromhex(row["bytes"]), row["format"]) for row in rows)
