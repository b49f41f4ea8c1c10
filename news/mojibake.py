"""Mojibake: UTF-8 that was read as another encoding and saved again ("fÃ¼r" for "für"), turned back.

Every group of characters that stands for the bytes of one character in UTF-8 is weighed against that character
(see characters.tsv): "Ã¤" is very unlikely in German and "ä" is common, "Ä“" is a capital and a closing quotation
mark and not "ē". Correct text is therefore left alone, and text that is damaged in part is repaired in part.
Repeated until nothing changes, this undoes text that was damaged twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache

from news.characters import surprise
from news.encodings import decode_single_byte

ROUNDS = 6
"""How often text can have been damaged over and over."""
SURE = 5.0
"""Nats by which a repair must be likelier than what stands there, to show that a text is damaged at all."""

COMMON = 6.0
"""Nats up to which a character is common in German: ä ö ü ß Ä Ö Ü, quotation marks, dashes."""

MISREAD_AS = (("cp1252", "latin-1"), ("mac-roman",), ("cp850",))
"""As what the bytes can have been read; programs mix the first two up."""

LEADS = ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4))
"""First and last of the bytes that one, two and three more bytes follow in UTF-8 …"""
FOLLOWING = (0x80, 0xBF)
"""… which are these."""

LOST = {"â€": "”", "Â": "", "Ã": "à"}
"""What misread text shows of a character whose last byte cp1252 does not have, or turned into a plain space."""
LEFT_OVER = re.compile("â€\ufffd?|[ÂÃ](?= )")


@dataclass(frozen=True)
class Misreading:
    """How the characters of UTF-8 look in another encoding."""

    to_byte: dict[str, int]
    group: re.Pattern[str]
    """One character of UTF-8, as it looks."""
    marks: frozenset[str]
    """First characters of groups, without those that are common in German: text with none of them is passed over."""


@dataclass(frozen=True)
class Candidate:
    """A misreading as the explanation of a text."""

    misreading: Misreading
    meant: dict[str, str]
    """Group -> the character that it stands for."""
    gain: float
    """Nats by which the repaired text is likelier."""


def fix_mojibake(text: str) -> str:
    """Turn mojibake back; the same text where there is none. Linear in the length of the text."""
    fixed = text
    for _ in range(ROUNDS):
        alphabet = frozenset(fixed)
        candidates = [
            _weigh(fixed, misreading) for misreading in _misreadings() if misreading.marks & alphabet
        ]
        best = max(candidates, key=lambda candidate: candidate.gain, default=None)
        if best is None or not best.meant:
            break
        meant = best.meant
        fixed = best.misreading.group.sub(lambda found: meant.get(found[0], found[0]), fixed)  # noqa: B023
    if fixed == text:
        return text
    return LEFT_OVER.sub(lambda found: LOST[found[0].rstrip("\ufffd")], fixed)


def _weigh(text: str, misreading: Misreading) -> Candidate:
    """What a misreading would explain of a text; nothing unless some group of it is damage for sure."""
    meant: dict[str, str] = {}
    total, most = 0.0, 0.0
    for group, count in Counter(found[0] for found in misreading.group.finditer(text)).items():
        character = _meant(group, misreading)
        if character is not None and (gain := sum(map(surprise, group)) - surprise(character)) > 0:
            meant[group] = character
            total += count * gain
            is_foreign = character.isalpha() and not unicodedata.name(character, "").startswith("LATIN")
            if not (
                is_foreign and group.isalpha()
            ):  # letters that would be one of another script are a name (Kılıç)
                most = max(most, gain)
    return Candidate(misreading, meant, total) if most >= SURE else Candidate(misreading, {}, 0.0)


def _meant(group: str, misreading: Misreading) -> str | None:
    try:
        return bytes(misreading.to_byte[character] for character in group).decode("utf-8")
    except UnicodeDecodeError:
        return None


@cache
def _misreadings() -> tuple[Misreading, ...]:
    return tuple(_misreading(encodings) for encodings in MISREAD_AS)


def _misreading(encodings: tuple[str, ...]) -> Misreading:
    to_byte = {
        decode_single_byte(bytes([byte]), name): byte for name in encodings for byte in range(0x80, 0x100)
    }

    def looks(first: int, last: int) -> list[str]:
        return [character for character, byte in to_byte.items() if first <= byte <= last]

    def any_of(characters: list[str]) -> str:
        return "[" + re.escape("".join(characters)) + "]"

    leads = [looks(*lead) for lead in LEADS]
    following = any_of(looks(*FOLLOWING))
    group = "|".join(any_of(lead) + following * count for count, lead in enumerate(leads, 1))
    marks = frozenset(character for lead in leads for character in lead if surprise(character) > COMMON)
    return Misreading(to_byte, re.compile(group), marks)
