"""Bytes that are UTF-8 in part: where each part begins and ends, and the characters that lost bytes.

Programs that join files without a look at their encodings leave texts of which one half is UTF-8 and the other
is not; programs that cut by bytes leave halves of characters. The bytes beyond ASCII are taken as a sequence of
tokens (a character of UTF-8, the beginning of one, a stray byte), and the cheapest way through them is found by
dynamic programming (Viterbi): each token costs what German text makes of it when read in UTF-8 or in the
single-byte encoding, and each change between the two costs as well. Time and memory grow linearly.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from news.characters import surprise
from news.encodings import SAMPLE, decode_single_byte, guess_single_byte

TOKEN = re.compile(
    rb"""(?P<whole>[\xc2-\xdf][\x80-\xbf]
        | \xe0[\xa0-\xbf][\x80-\xbf] | [\xe1-\xec\xee\xef][\x80-\xbf]{2} | \xed[\x80-\x9f][\x80-\xbf]
        | \xf0[\x90-\xbf][\x80-\xbf]{2} | [\xf1-\xf3][\x80-\xbf]{3} | \xf4[\x80-\x8f][\x80-\xbf]{2})
    | (?P<beginning>[\xc2-\xdf] | [\xe0-\xef][\x80-\xbf]? | [\xf0-\xf4][\x80-\xbf]{0,2})
    | (?P<stray>[\x80-\xff])""",
    re.VERBOSE,
)
CUT_AT_END = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")
CONTINUATION = bytes(range(0x80, 0xC0))
LEFTOVER = 3
"""Bytes of a character in UTF-8 that a cut can leave over, at most."""

CHANGE = 12.0
"""Nats that a change of encoding costs: as much as four umlauts in a row gain by it."""
CUT_AT_EDGE = 6.0
"""Nats that half a character costs in UTF-8 at the first or last byte: files are cut there."""
BROKEN = 24.0
"""Nats that half a character costs elsewhere, and any byte that is no UTF-8."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """What was found in bytes that are not UTF-8 as a whole."""

    text: str
    encoding: str
    """utf-8 if any part is, else the single-byte encoding."""
    is_mixed: bool
    is_cut: bool
    mean_cost: float
    """Of the characters beyond ASCII, in nats, as guess_single_byte gives it."""


def decode_mixed(raw: bytes) -> Mixed:
    """Read bytes that are UTF-8, a single-byte encoding, or both in turn; never raises."""
    no_utf8 = (found.start() for found in TOKEN.finditer(raw) if found.lastgroup != "whole")
    encoding, mean_cost = guess_single_byte(raw, list(islice(no_utf8, SAMPLE)))
    pieces, way_cost = _pieces(raw, encoding)
    if not any(is_utf8 for _, _, is_utf8 in pieces):
        # All of it is single bytes: what looked like UTF-8 is evidence now, too.
        encoding, mean_cost = guess_single_byte(raw)
        return Mixed(decode_single_byte(raw, encoding), encoding, False, False, mean_cost)
    texts: list[str] = []
    is_cut = False
    for start, end, is_utf8 in pieces:
        piece = raw[start:end]
        if is_utf8:
            kept = _without_halves(piece, start == 0, end == len(raw))
            text = kept.decode("utf-8", "replace")
            is_cut = is_cut or len(kept) < len(piece) or text.count("\ufffd") > kept.count(b"\xef\xbf\xbd")
        else:
            text = decode_single_byte(piece, encoding)
        texts.append(text)
    is_mixed = len(pieces) > 1
    return Mixed("".join(texts), "utf-8", is_mixed, is_cut, way_cost)


def _pieces(raw: bytes, encoding: str) -> tuple[list[tuple[int, int, bool]], float]:
    """The parts of the bytes, each with its start, its end and whether it is UTF-8; and the mean cost of a token."""
    starts = array("Q")
    changes = (
        bytearray()
    )  # per token: 1 = a way in UTF-8 comes from single bytes here, 2 = the other way round
    utf8, single = 0.0, 0.0
    for found in TOKEN.finditer(raw):
        starts.append(found.start())
        changes.append((single + CHANGE < utf8) | (utf8 + CHANGE < single) << 1)
        utf8, single = (
            min(utf8, single + CHANGE) + _as_utf8(found, len(raw)),
            min(single, utf8 + CHANGE) + _as_single_bytes(found[0], encoding),
        )
    is_utf8 = utf8 <= single
    mean_cost = min(utf8, single) / max(1, len(starts))
    pieces: list[tuple[int, int, bool]] = []
    end = len(raw)
    for start, change in zip(reversed(starts), reversed(changes), strict=True):
        if change & (1 if is_utf8 else 2):
            pieces.append((start, end, is_utf8))
            end, is_utf8 = start, not is_utf8
    pieces.append((0, end, is_utf8))
    return pieces[::-1], mean_cost


def _as_utf8(found: re.Match[bytes], byte_count: int) -> float:
    """What a token costs when it is read as UTF-8."""
    if found.lastgroup == "whole":
        return surprise(found[0].decode("utf-8"))
    if found.lastgroup == "beginning":
        return CUT_AT_EDGE if found.end() == byte_count else BROKEN
    is_leftover = found.end() <= LEFTOVER and not found.string[: found.end()].strip(CONTINUATION)
    return CUT_AT_EDGE if is_leftover else BROKEN


@lru_cache(maxsize=4096)
def _as_single_bytes(token: bytes, encoding: str) -> float:
    """What a token costs when it is read in the single-byte encoding."""
    return sum(map(surprise, decode_single_byte(token, encoding)))


def _without_halves(piece: bytes, is_first: bool, is_last: bool) -> bytes:
    """A piece of UTF-8 without the halves of characters at the edges of the file."""
    if is_first:
        piece = piece[:LEFTOVER].lstrip(CONTINUATION) + piece[LEFTOVER:]
    if is_last and (half := CUT_AT_END.search(piece, max(0, len(piece) - LEFTOVER))):
        piece = piece[: half.start()]
    return piece
