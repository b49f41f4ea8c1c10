"""Credits: the agencies that a text comes from, wherever an article names them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from news.knowledge import FOLDER, agencies, read_rows
from news.paragraphs import Paragraph, ends_sentence, slices

LONGEST_CREDIT = 120
"""Characters; "dpa-infocom, dpa:220121-99-123456/2 (dpa)" is a long one."""

INITIALS = r"[^\W\d_]{2,4}"
"""The signature of an editor (or the short name of a paper): "dpa/kg", "Tsp, AFP"."""

SEPARATOR = re.compile(r"[\s/,;&+|()\[\]–.-]*")
STRONG_SEPARATOR = re.compile(r"[/,;&+|()\[\]–]")

AFTER_SENTENCE = re.compile(r"[.!?…][\"“”»«›‹’‘')\]]*\s?(?=[^\s\"“”»«›‹’‘')\].!?…])")
BRACKET_AT_END = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\.?\Z")
BRACKET_AT_START = re.compile(r"\(([^()]{2,60})\)(?:\s?[-–—:]+)?\s")
BRACKET_INSIDE = re.compile(r"\(([^()]{2,60})\)(?= [A-ZÄÖÜ„“\"»«])")
SIGNATURE = re.compile(
    r"(?:(?<=[.!?…“”\"»«])\s?|\A)"
    r"(?:/[a-z]{2,4}(?:/[A-Za-z]{2,4})+|\([a-zäöü]{2,4}(?:[/,] ?[a-zäöü]{2,4})*\)|\([A-ZÄÖÜ]{2,3}\))\Z"
)
"""How editors sign the last paragraph: "/mau/DP/he", "(kas)", "(DM)"."""

PLACE_WORD = r"[A-ZÄÖÜ][\w.'’-]*"
PLACE = (
    rf"{PLACE_WORD}(?:(?: ?/ ?| )(?:{PLACE_WORD}|am|an|der|im|in|bei|ob|de|del|la|und|von|den|auf)){{0,5}}"
)
AGENCY_DATELINE = re.compile(
    rf"(?P<place>{PLACE})(?:, (?:den )?\d{{1,2}}\. ?[\w.]+(?: \d{{4}})?)? ?"
    r"\((?P<credit>[^()]{2,60})\) ?[-–—:.]* ?"
)
BARE_DATELINE = re.compile(rf"(?P<place>{PLACE}?)(?: [-–—]|[.:]) (?=[A-ZÄÖÜ„“\"»«])")


@dataclass(frozen=True, slots=True)
class Credit:
    """What a credit names."""

    agencies: frozenset[str]
    names_desk: bool
    """True where it names the desk, or agencies in general."""


def read_credit(text: str) -> Credit | None:
    """The agencies of a credit such as "mit Reuters/dpa"; null if it says anything else as well.

    That the whole credit must be understood keeps "(der Chef der dpa)" from being read as one. Initials
    beside an agency are understood where a slash or a comma parts them from it.
    """
    if len(text) > LONGEST_CREDIT:
        return None
    named: set[str] = set()
    names_desk = False
    position = _separated(text, 0)
    while position < len(text):
        token = _token().match(text, position)
        if token is None:
            return None
        if token.lastgroup == "agency":
            named.add(agencies().by_spelling[token[0].casefold()])
        elif token.lastgroup == "desk":
            names_desk = True
        elif token.lastgroup == "initials" and not _stands_apart(text, token):
            return None
        position = _separated(text, token.end())
    return Credit(frozenset(named), names_desk) if named or names_desk else None


def cut_credits(text: str, paragraph: Paragraph) -> tuple[list[Paragraph], list[Paragraph], frozenset[str]]:
    """A paragraph without the credits in it: what is left, what was cut, and the agencies that it names.

    Credits stand in brackets at the end, behind the end of a sentence or at the start ("(sda) Der ..."), or
    bare behind the last sentence. "sagte er der dpa" and "die Deutsche Presse-Agentur (dpa)" are no credits.
    """
    words = paragraph.text
    spans: list[tuple[int, int]] = []
    named: frozenset[str] = frozenset()
    for span, credit in _credit_spans(words):
        if not spans or spans[-1][1] <= span[0]:
            spans.append(span)
            named |= credit.agencies
    if not spans:
        return [paragraph], [], named
    edges = [0, *(edge for span in spans for edge in span), len(words)]
    kept = slices(text, paragraph, list(zip(edges[::2], edges[1::2], strict=True)))
    kept = [k if n == 0 else Paragraph(k.start, k.end, k.text, continues=True) for n, k in enumerate(kept)]
    return kept, slices(text, paragraph, spans), named


def cut_signature(text: str, paragraph: Paragraph) -> tuple[list[Paragraph], list[Paragraph]]:
    """The last paragraph of an article without its editors' signature: what is left, and what was cut."""
    signature = SIGNATURE.search(paragraph.text, max(0, len(paragraph.text) - 40))
    if signature is None:
        return [paragraph], []
    return (
        slices(text, paragraph, [(0, signature.start())]),
        slices(text, paragraph, [(signature.start(), len(paragraph.text))]),
    )


def agency_dateline(paragraph: str) -> tuple[str, int, frozenset[str]] | None:
    """ "Berlin/Kiew (dpa) - Der ..." as place, length of the dateline and agencies; null if there is none."""
    found = AGENCY_DATELINE.match(paragraph)
    if found is None or found.end() == len(paragraph):
        return None
    credit = read_credit(found["credit"])
    return (found["place"], found.end(), credit.agencies) if credit and credit.agencies else None


def bare_dateline(paragraph: str) -> str | None:
    """The places of "Brüssel/Moskau. Seit Wochen ..." where all of them are known places; else null."""
    found = BARE_DATELINE.match(paragraph)
    if found is None:
        return None
    place = found["place"]
    known = _dateline_places()
    parts = [part.strip().casefold() for part in place.split("/")]
    return place if place.casefold() in known or all(part in known for part in parts) else None


def _credit_spans(words: str) -> list[tuple[tuple[int, int], Credit]]:
    spans: list[tuple[tuple[int, int], Credit]] = []
    start = BRACKET_AT_START.match(words)
    if start and (credit := read_credit(start[1])) and credit.agencies:
        spans.append((start.span(), credit))
    for inside in BRACKET_INSIDE.finditer(words, spans[0][0][1] if spans else 0):
        if ends_sentence(words[max(0, inside.start() - 4) : inside.start()].rstrip()) and (
            (credit := read_credit(inside[1])) and credit.agencies
        ):
            spans.append((inside.span(), credit))
    end = BRACKET_AT_END.search(words, max(0, len(words) - 64))
    if end and (credit := read_credit(end[1])) and _follows_sentence(words, end.start()):
        spans.append((end.span(), credit))
        return spans
    last = list(AFTER_SENTENCE.finditer(words, max(0, len(words) - LONGEST_CREDIT)))
    # From the left: "Quelle: dpa. AFP" is one credit behind one sentence.
    for sentence_end in last:
        if (credit := read_credit(words[sentence_end.end() :])) and credit.agencies:
            spans.append(((sentence_end.end(), len(words)), credit))
            break
    return spans


def _follows_sentence(words: str, position: int) -> bool:
    """True behind the end of a sentence, or where only its full stop was forgotten."""
    before = words[:position].rstrip()
    if not before or before[-1] in ".!?…\"“”»«')":
        return True
    return words[-1] != "." and not before.casefold().endswith(_credit_words()["noun"])


def _separated(text: str, position: int) -> int:
    found = SEPARATOR.match(text, position)
    return found.end() if found else position


def _stands_apart(text: str, token: re.Match[str]) -> bool:
    before, after = text[: token.start()].rstrip(" "), text[token.end() :].lstrip(" ")
    starts = not before or STRONG_SEPARATOR.match(before[-1]) or before.casefold().endswith(("mit", "von"))
    return bool(starts) and (not after or STRONG_SEPARATOR.match(after[0]) is not None)


@cache
def _token() -> re.Pattern[str]:
    spellings = _alternatives(agencies().by_spelling)
    words = _credit_words()
    return re.compile(
        rf"(?P<serial>dpa:\d{{6}}-\d+-\d+/\d+)|(?P<agency>{spellings})(?!\w)"
        rf"|(?P<desk>{_alternatives(words['desk'])})(?!\w)"
        rf"|(?P<filler>{_alternatives(words['filler'])})(?:(?!\w)|(?<=\W)):?"
        rf"|(?P<date>\d{{1,2}}\. ?\d{{1,2}}\. ?\d{{2,4}}|\d{{1,2}}[:.]\d\d(?: Uhr)?|Stand:?)(?!\w)"
        rf"|(?P<initials>{INITIALS})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _credit_words() -> dict[str, tuple[str, ...]]:
    rows = read_rows(FOLDER / "credit_words.tsv")
    return {name: tuple(r["word"] for r in rows if r["class"] == name) for name in ("desk", "filler", "noun")}


@cache
def _dateline_places() -> frozenset[str]:
    return frozenset(row["place"].casefold() for row in read_rows(FOLDER / "dateline_places.tsv"))


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
