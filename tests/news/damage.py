"""Ways in which other programs damage text: each takes clean text and gives the bytes of a file and what is still true.

The truth is the clean text where nothing was lost, else what the bytes still tell.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable

Damage = Callable[[str], tuple[bytes, str]]

TYPOGRAPHY = {
    "„": '"',
    "“": '"',
    "”": '"',
    "‚": "'",
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "…": "...",
    "€": "Euro",
}


def fitted(text: str, encoding: str) -> str:
    """The text as a program writes it whose encoding lacks some of the characters."""

    def fit(character: str) -> str:
        try:
            character.encode(encoding)
        except UnicodeEncodeError:
            plain = TYPOGRAPHY.get(character) or unicodedata.normalize("NFD", character)[0]
            return plain.encode(encoding, "ignore").decode(encoding)
        return character

    return "".join(map(fit, text))


def in_encoding(encoding: str) -> Damage:
    return lambda text: (fitted(text, encoding).encode(encoding), fitted(text, encoding))


def marked(encoding: str) -> Damage:
    return lambda text: (("\ufeff" + text).encode(encoding), text)


def misread(*encodings: str) -> Damage:
    """UTF-8 read as each encoding in turn and saved again. What cp1252 does not have is lost, so it is left out."""

    def damage(text: str) -> tuple[bytes, str]:
        kept = "".join(character for character in text if _survives(character, encodings))
        damaged = kept
        for encoding in encodings:
            damaged = damaged.encode("utf-8").decode(encoding)
        return damaged.encode("utf-8"), kept

    return damage


def _survives(character: str, encodings: tuple[str, ...]) -> bool:
    try:
        for encoding in encodings:
            character = character.encode("utf-8").decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def half_and_half(first: str, second: str) -> Damage:
    def damage(text: str) -> tuple[bytes, str]:
        middle = text.index(" ", len(text) // 2)
        head, tail = fitted(text[:middle], first), fitted(text[middle:], second)
        return head.encode(first) + tail.encode(second), head + tail

    return damage


def cut_at_end(text: str) -> tuple[bytes, str]:
    at = [found.start() for found in re.finditer("[^\x00-\x7f]", text)][-1]
    return text[:at].encode() + text[at].encode()[:-1], text[:at]


def cut_at_start(text: str) -> tuple[bytes, str]:
    at = re.search("[^\x00-\x7f]", text)
    assert at is not None
    return text[at.start() :].encode()[1:], text[at.end() :]


def entities(text: str) -> tuple[bytes, str]:
    escaped = html.escape(text).encode("ascii", "xmlcharrefreplace").decode()
    for name in (
        "auml",
        "ouml",
        "uuml",
        "Auml",
        "Ouml",
        "Uuml",
        "szlig",
        "bdquo",
        "ldquo",
        "ndash",
        "hellip",
        "euro",
    ):
        escaped = escaped.replace(f"&#{ord(html.unescape(f'&{name};'))};", f"&{name};")
    return escaped.encode(), text


def tags(text: str) -> tuple[bytes, str]:
    paragraphs = "</p>\n<p>".join(text.split("\n\n"))
    script = "<script>if (a < b) { document.write('<p>Werbung</p>'); }</script>"
    page = f'<div class="article"><!-- Anfang --><p>{paragraphs}</p>{script}<style>p {{ margin: 0 }}</style></div>'
    return page.encode(), text


def page(text: str) -> tuple[bytes, str]:
    paragraphs = "".join(f"<P>{html.escape(p)}<br/>\r\n" for p in text.split("\n\n"))
    return (
        f"<!DOCTYPE html>\r\n<html><head><meta charset=utf-8></head><body>{paragraphs}</body></html>".encode(),
        text,
    )


def invisible(text: str) -> tuple[bytes, str]:
    spaced = text.replace(" ", "\u00a0", 20).replace("ung", "u\u00adng").replace(",", ",\u200b")
    return spaced.encode(), text


def mixed_line_ends(text: str) -> tuple[bytes, str]:
    ends = iter(["\r\n", "\r", "\n", "\u2028", "\r\n"] * text.count("\n"))
    return re.sub("\n", lambda _: next(ends), text).replace(" ", "\0", 3).encode(), text


DAMAGES: dict[str, tuple[Damage, str]] = {
    "utf-8": (lambda text: (text.encode(), text), "utf-8"),
    "utf-8 marked": (marked("utf-8"), "utf-8-sig"),
    "utf-16-le marked": (marked("utf-16-le"), "utf-16-le"),
    "utf-16-be marked": (marked("utf-16-be"), "utf-16-be"),
    "utf-32-le marked": (marked("utf-32-le"), "utf-32-le"),
    "utf-32-be marked": (marked("utf-32-be"), "utf-32-be"),
    "utf-16-le": (in_encoding("utf-16-le"), "utf-16-le"),
    "utf-16-be": (in_encoding("utf-16-be"), "utf-16-be"),
    "utf-32-le": (in_encoding("utf-32-le"), "utf-32-le"),
    "utf-32-be": (in_encoding("utf-32-be"), "utf-32-be"),
    "utf-16-le cut": (lambda text: (marked("utf-16-le")(text)[0] + b"x", text), "utf-16-le"),
    "cp1252": (in_encoding("cp1252"), "cp1252"),
    "latin-1": (in_encoding("latin-1"), "cp1252"),
    "iso8859-15": (in_encoding("iso8859-15"), "iso8859-15|cp1252"),
    "cp850": (in_encoding("cp850"), "cp850"),
    "mac-roman": (in_encoding("mac-roman"), "mac-roman"),
    "mojibake cp1252": (misread("cp1252"), "utf-8"),
    "mojibake latin-1": (misread("latin-1"), "utf-8"),
    "mojibake mac-roman": (misread("mac-roman"), "utf-8"),
    "mojibake cp850": (misread("cp850"), "utf-8"),
    "mojibake latin-1 twice": (misread("latin-1", "latin-1"), "utf-8"),
    "mojibake cp1252 twice": (misread("cp1252", "cp1252"), "utf-8"),
    "mojibake three times": (misread("latin-1", "latin-1", "latin-1"), "utf-8"),
    "decomposed": (lambda text: (unicodedata.normalize("NFD", text).encode(), text), "utf-8"),
    "cr lf": (lambda text: (text.replace("\n", "\r\n").encode(), text), "utf-8"),
    "cr": (lambda text: (text.replace("\n", "\r").encode(), text), "utf-8"),
    "cr cr lf": (lambda text: (text.replace("\n", "\r\r\n").encode(), text), "utf-8"),
    "mixed line ends and nul": (mixed_line_ends, "utf-8"),
    "cut at the end": (cut_at_end, "utf-8"),
    "cut at the start": (cut_at_start, "utf-8"),
    "utf-8 then cp1252": (half_and_half("utf-8", "cp1252"), "utf-8"),
    "cp1252 then utf-8": (half_and_half("cp1252", "utf-8"), "utf-8"),
    "utf-8 then mac-roman": (half_and_half("utf-8", "mac-roman"), "utf-8"),
    "utf-8 then cp850": (half_and_half("utf-8", "cp850"), "utf-8"),
    "entities": (entities, "utf-8"),
    "tags": (tags, "utf-8"),
    "page": (page, "utf-8"),
    "invisible": (invisible, "utf-8"),
    "padded with nul": (lambda text: (text.encode() + bytes(512), text), "utf-8"),
    "bells": (lambda text: (re.sub(r"\. ", ".\a ", text).encode() + b"\x1a", text), "utf-8"),
    "transcribed": (lambda text: (transcribed(text).encode(), transcribed(text)), "utf-8"),
    "one line": (lambda text: (" ".join(text.split()).encode(), text), "utf-8"),
}
"""Name -> the damage and the encoding that is to be found (alternatives with "|" between them)."""


def transcribed(text: str) -> str:
    for letter, letters in zip("äöüÄÖÜß", ("ae", "oe", "ue", "Ae", "Oe", "Ue", "ss"), strict=True):
        text = text.replace(letter, letters)
    return text


def same(text: str) -> str:
    """What two texts must have in common: characters in NFC, white space of any kind as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())
