"""Repair: damage in characters that were decoded rightly; correct text passes unchanged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from news.markup import strip_tags, unescape
from news.mojibake import fix_mojibake

UNUSUAL = re.compile(
    "[^\\t\\n !\"#$%'()*+,\\-./0-9:;=>?@A-Z\\[\\\\\\]_a-z|~§°äöüÄÖÜßàçéèêíóáñ«»‹›„“”‚‘’–—…€•]"
)
"""One search that most correct texts pass: what it does not find cannot be damage."""

LINE_ENDS = {
    "\r\r\n": "\n",
    "\r\n": "\n",
    "\r": "\n",
    "\v": "\n",
    "\f": "\n\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n\n",
}
"""In this order: CR CR LF is one line end that was converted twice."""

SPACES = frozenset("\u00a0\u1680\u202f\u205f\u3000") | {chr(code) for code in range(0x2000, 0x200B)}
"""Spaces that are as wide as others or do not break: in running text, a space."""

INVISIBLE = frozenset("\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\ufeff") | {
    chr(code) for first, last in ((0x202A, 0x202E), (0x2060, 0x206F)) for code in range(first, last + 1)
}
HYPHENATED = re.compile(r"\u00ad[ \t]*+\n[ \t]*+(?=[a-zäöüß])")
"""A word that was broken over two lines at a soft hyphen."""
JOINED = re.compile("\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])")
"""Zero-width joiners but those that make one emoji of several."""

CONTROLS = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0), *range(0xFFF9, 0xFFFD), 0xFFFE, 0xFFFF))) - {
    "\t",
    "\n",
}
CONTROL_SPACES = frozenset("\0\x1c\x1d\x1e\x1f")
"""Controls in place of a space: separators, and NUL, which some programs write for it."""
MARK_RUN = 30
"""Combining marks on one letter from which on they are dropped (UAX #15, stream-safe text): to order them takes
time in proportion to the square of their number."""


def repair(text: str) -> tuple[str, frozenset[str]]:
    """Undo what is named in schemas.repairs.REPAIRS, and say what was undone.

    What is left: lines ended by LF, plain spaces, Unicode NFC, no control characters but tab and LF. Linear in the
    length of the text. Letters that were transcribed by hand ("fuer") stay: the text is valid as it is, and "ue"
    is more often "ue" (Neuer, Manuel, aktuell) than any rule can know.
    """
    if UNUSUAL.search(text) is None:
        return text, frozenset()
    done: set[str] = set()

    def step(name: str, change: Callable[[str], str]) -> bool:
        nonlocal text
        before = text
        text = change(before)
        if text == before:
            return False
        done.add(name)
        return True

    step("mojibake", fix_mojibake)
    had_tags = "<" in text and step("html_tags", strip_tags)
    if "&" in text and step("html_entities", unescape):
        step("mojibake", fix_mojibake)
        # Pages whose very tags were escaped; where the tags were real, "&lt;" is what the author wrote.
        if not had_tags and "<" in text:
            step("html_tags", strip_tags)
    step("line_ends", _fix_line_ends)
    step("invisible_characters", _fix_invisible)
    step("control_characters", _fix_controls)
    step("normal_form", _compose)
    return text, frozenset(done)


def _fix_line_ends(text: str) -> str:
    for written, meant in LINE_ENDS.items():
        text = text.replace(written, meant)
    return text


def _fix_invisible(text: str) -> str:
    alphabet = set(text)
    if "\u00ad" in alphabet:
        text = HYPHENATED.sub("", text)
    if "\u200d" in alphabet:
        text = JOINED.sub("", text)
    for space in SPACES & alphabet:
        text = text.replace(space, " ")
    return _without(text, (INVISIBLE - {"\u200d"}) & alphabet)


def _fix_controls(text: str) -> str:
    alphabet = set(text)
    for control in CONTROL_SPACES & alphabet:
        text = text.replace(control, " ")
    return _without(text, (CONTROLS - CONTROL_SPACES) & alphabet)


def _without(text: str, characters: Iterable[str]) -> str:
    for character in characters:
        text = text.replace(character, "")
    return text


def _compose(text: str) -> str:
    marks = "".join(sorted(character for character in set(text) if unicodedata.combining(character)))
    if marks:
        some = f"[{re.escape(marks)}]"
        text = re.sub(f"({some}{{{MARK_RUN}}}){some}++", r"\1", text)
    return unicodedata.normalize("NFC", text)
