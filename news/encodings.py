"""Which single-byte encoding a German text is in: where bytes alone don't tell, German is the evidence."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

import charset_normalizer
import ftfy.bad_codecs  # noqa: F401 - registers sloppy-windows-1252

from news.characters import surprise_in_place

SINGLE_BYTE = {
    "cp1252": "Windows, Western Europe. Also named for ISO 8859-1 (latin-1), of which it is a superset.",
    "iso8859-15": "ISO 8859-15 (latin-9), told from cp1252 only where the file holds one of € Š š Ž ž Œ œ Ÿ.",
    "cp850": "DOS, Western Europe.",
    "mac-roman": "Mac OS before X.",
}
"""What German text comes in. Of encodings that give the same text the first is named."""

FOREIGN = ("cp1250", "iso8859-2", "cp1251", "koi8-r", "iso8859-5", "cp1253", "cp1254")
"""What is tried beside cp1252, with charset-normalizer as the judge, where bytes are German in none of SINGLE_BYTE."""

SAMPLE = 2_000
"""High bytes on which the choice rests; more do not change it."""

HIGH_BYTE = re.compile(rb"[\x80-\xff]")


def decode_single_byte(raw: bytes, encoding: str) -> str:
    """The text of bytes in a single-byte encoding; what it leaves undefined becomes C1 controls or U+FFFD."""
    return raw.decode("sloppy-windows-1252" if encoding == "cp1252" else encoding, "replace")


def guess_single_byte(raw: bytes, positions: list[int] | None = None) -> tuple[str, float]:
    """The single-byte encoding in which the high bytes look most like German, and what they cost even so.

    ``positions`` are the bytes to judge by (default: all high bytes). An encoding costs what its characters, and
    where they stand, cost by characters.tsv (the negative log-likelihood); the cheapest wins. The second value is
    its mean cost per high byte in nats: 2 to 3 for German, 8 and more for other languages, 11 to 14 for noise.
    """
    if positions is None:
        positions = [found.start() for found in islice(HIGH_BYTE.finditer(raw), SAMPLE)]
    contexts = Counter(raw[p - 1 : p + 2] if p else b" " + raw[:2] for p in positions[:SAMPLE])
    costs = {encoding: _cost(contexts, encoding) for encoding in SINGLE_BYTE}
    best = min(costs, key=lambda encoding: costs[encoding])
    return best, costs[best] / max(1, contexts.total())


def _cost(contexts: Counter[bytes], encoding: str) -> float:
    nats = 0.0
    for context, count in contexts.items():
        text = decode_single_byte(context, encoding)
        nats += count * surprise_in_place(text[0], text[1], text[2:])
    return nats


def guess_foreign(raw: bytes) -> str | None:
    """The encoding of a text that is not German, as charset-normalizer judges it; None where it finds none."""
    sample = raw[:20_000]
    found = charset_normalizer.from_bytes(
        sample, cp_isolation=["cp1252", *FOREIGN], enable_fallback=False
    ).best()
    if found is None:
        return None
    encoding = found.encoding.replace("_", "-")
    return next(
        (name for name in ("cp1252", *FOREIGN) if name.replace("-", "") == encoding.replace("-", "")), None
    )
