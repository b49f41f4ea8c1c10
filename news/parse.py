"""Parse: a raw text into header, title, body and credits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from news.header import Header, parse_header
from news.knowledge import Agencies
from news.read import NotAnArticle

PARAGRAPH_BREAK = re.compile(r"\n[ \t\u00a0]*\n\s*")
SENTENCE_END = re.compile(r"[.!?:…][\"“”»«')\]]*$")
CREDIT = re.compile(r"\(([^()]{2,80})\)$")
CREDIT_WORDS = {"mit", "material", "von", "und", "red", "quelle", "agenturen"}
SOURCE_LINE = re.compile(r"(?:Quelle|Quellen)\s*:\s*(.{2,60})")


@dataclass(frozen=True, slots=True)
class ParsedText:
    """The parts of a raw text; body offsets are what all other tables refer to."""

    header: Header
    title: str | None
    body: str
    agencies: tuple[str, ...]


def parse(text: str, agencies: Agencies) -> ParsedText:
    """Take a raw text apart; NotAnArticle("header_only") where there is nothing behind the header."""
    header = parse_header(text)
    paragraphs = [" ".join(p.split()) for p in PARAGRAPH_BREAK.split(text[header.end :].strip())]
    paragraphs = [p for p in paragraphs if p]
    if not paragraphs:
        raise NotAnArticle("header_only", f"date header {header.written} and no text")
    credits: set[str] = set()
    kept: list[str] = []
    for paragraph in paragraphs:
        rest, named = _take_credits(paragraph, agencies)
        credits |= named
        if rest:
            kept.append(rest)
    if not kept:
        raise NotAnArticle("header_only", "credits and no text")
    has_title = len(kept) > 1 and not SENTENCE_END.search(kept[0])
    return ParsedText(header, kept[0] if has_title else None, "\n\n".join(kept), tuple(sorted(credits)))


def _take_credits(paragraph: str, agencies: Agencies) -> tuple[str, set[str]]:
    """A paragraph without the agency credits at its end, and the agencies that they name."""
    line = SOURCE_LINE.fullmatch(paragraph)
    if line and (named := agencies.named_in(line[1], CREDIT_WORDS)):
        return "", named
    credit = CREDIT.search(paragraph)
    if credit and (named := agencies.named_in(credit[1], CREDIT_WORDS)):
        return paragraph[: credit.start()].rstrip(), named
    return paragraph, set()
