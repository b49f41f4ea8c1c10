"""Boilerplate: lines that stand around an article on its page, known by their words and their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from news.credits import read_credit
from news.knowledge import FOLDER, agencies, read_rows
from news.paragraphs import Paragraph, ends_sentence

PLACES = ("line", "start", "head", "front", "behind", "tail", "list")
"""Where a pattern of boilerplate.tsv applies; the file's header says what each means."""

WHOLE = {"line", "head", "behind", "tail", "list"}
"""Where a pattern reaches to the end of the paragraph."""

LONGEST_LINE = 300
"""Characters of a paragraph that can be boilerplate as a whole; a longer one is prose."""

LONGEST_BRACKET = 600
"""A promotion in square brackets may be longer: the brackets are evidence of their own."""

SHORTEST_PROSE = 80
"""Characters from which a paragraph that ends like a sentence is taken for prose of the article."""

LONGEST_PHOTO_CREDIT = 80
"""Characters of the names behind a caption or a paragraph."""

LONGEST_ITEM = 200
"""Characters of a headline in a list of other articles."""

MOST_ITEMS = 30
"""Headlines in a list of other articles; what is longer is the article in short lines."""

BRACKET_AT_START = re.compile(r"\[[^\[\]]{10,600}\](?=.)")
BRACKET_AT_END = re.compile(r"\[[^\[\]]{10,600}\]\Z")
INNER_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?][\"“”»«]? (?=[A-ZÄÖÜ„“\"»«])")

LONGEST_CAPTION = 160
"""Characters of several sentences that can be a caption; more is a paragraph of the article."""

DECORATION = re.compile(r"\A[\[({<>»«›→►▶•*|+#·–—:\s-]+|[\])}<>»«›→►◄|·\s]+\Z")

CAPITAL = r"(?-i:[A-ZÄÖÜ])"
NAME = (
    rf"(?:(?-i:(?:Dr|Prof|Dipl)\.(?:-Ing\.)? ?)){{0,3}}{CAPITAL}[\w'’.-]*"
    rf"(?: (?:(?-i:von|van|de|der|den|zu|al|el|del|di|da)[ -]){{0,2}}{CAPITAL}[\w'’.-]*){{1,3}}"
)
CREDIT_NAME = (
    rf"(?:(?:{CAPITAL}|[0-9©@(])[^\s/|:!?]*|(?-i:von|für|der|und|via|by|des|de|van|den|dpa|epd)\b|[|,&-])"
)
DATE = r"\d{1,2}\.? ?(?:\d{1,2}\.|[a-zä]{3,9}\.?) ?\d{2,4}"
CLOCK = r"(?:um )?\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?Uhr:?)?"


class Found(NamedTuple):
    """A paragraph known as boilerplate."""

    kind: str
    names: str | None
    """The persons that a byline names."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The patterns of one place, joined into one expression; the group that matches names the kind."""

    expression: re.Pattern[str]
    kinds: dict[str, str]

    def find_front(self, text: str) -> tuple[int, str] | None:
        found = self.expression.match(text)
        return (found.end(), self.kinds[found.lastgroup]) if found and found.lastgroup else None

    def find(self, text: str) -> Found | None:
        found = self.expression.match(text)
        if found is None or found.lastgroup is None:
            return None
        named = set(self.expression.groupindex.values())
        names = (group for number, group in enumerate(found.groups(), 1) if group and number not in named)
        return Found(self.kinds[found.lastgroup], next((n.rstrip(".") for n in names), None))


def find_anywhere(text: str) -> Found | None:
    """What a paragraph is, wherever it stands; null for prose and for what is so at an edge only."""
    if len(text) > LONGEST_LINE and not (text[0] == "[" and len(text) <= LONGEST_BRACKET):
        return None
    bare = _bare(text)
    if not any(c.isalnum() for c in bare):
        return Found("navigation", None)
    found = _patterns("line").find(bare) or (_patterns("line").find(text) if bare != text else None)
    return (
        found or _patterns("start").find(bare) or (Found("caption", None) if _is_photo_credit(text) else None)
    )


def find_in_head(text: str) -> Found | None:
    """What a paragraph is above or just below the first prose of the article."""
    if len(text) > LONGEST_LINE:
        return None
    return _patterns("head").find(_bare(text)) or _patterns("head").find(text)


def find_in_tail(text: str) -> Found | None:
    """What a paragraph is that nothing but boilerplate follows."""
    if len(text) > LONGEST_LINE:
        return None
    return _patterns("tail").find(_bare(text)) or _patterns("tail").find(text)


def find_front(text: str) -> tuple[int, str] | None:
    """The length of the remark in front of the first sentence, and its kind; null if there is none."""
    return _patterns("front").find_front(text)


def list_from(paragraphs: Sequence[Paragraph], is_cut: Sequence[bool]) -> tuple[int, int] | None:
    """The list of other articles in a text, as numbers of its first paragraph and of the one behind it.

    A list reaches to the end of the text if all that follows its heading is boilerplate or as short as a
    headline; else only the heading is cut, for what follows is article. Null if there is no heading.
    """
    for number, paragraph in enumerate(paragraphs):
        if is_cut[number] or len(paragraph.text) > SHORTEST_PROSE:
            continue
        if _patterns("list").find(_bare(paragraph.text).rstrip(": ")):
            rest = [
                p.text
                for p, cut in zip(paragraphs[number + 1 :], is_cut[number + 1 :], strict=True)
                if not cut
            ]
            has_article = any(is_prose(p.text) for p in paragraphs[:number])
            if has_article and len(rest) <= MOST_ITEMS and all(_is_item(text) for text in rest):
                return number, len(paragraphs)
            return number, number + 1
    return None


def attached(text: str) -> tuple[int, int] | None:
    """The span of boilerplate that a missing line end has joined to a paragraph of the article, else null.

    That is a promotion in square brackets at its start or end, or the credit of a picture behind sentences
    that are no caption.
    """
    bracket = BRACKET_AT_START.match(text) if text[0] == "[" else None
    if bracket is None and text[-1] == "]":
        bracket = BRACKET_AT_END.search(text, max(0, len(text) - LONGEST_BRACKET))
    if bracket and bracket.end() - bracket.start() < len(text) and find_anywhere(bracket[0]):
        return bracket.span()
    credit = _patterns("behind").expression.search(text, max(0, len(text) - LONGEST_PHOTO_CREDIT))
    if credit and len(text) > LONGEST_CAPTION:
        before = text[: credit.start()].rstrip()
        has_sentences = len(before) > LONGEST_CAPTION and len(INNER_SENTENCE.findall(before)) > 0
        if has_sentences and ends_sentence(before) and find_anywhere(credit[0]):
            return credit.span()
    return None


def is_prose(text: str) -> bool:
    """True for a paragraph that is long enough and ends like a sentence."""
    return len(text) >= SHORTEST_PROSE and ends_sentence(text)


def is_bare_photo_credit(text: str) -> bool:
    """True for "Foto: Petra Beispiel": the credit of a picture without its caption."""
    return _patterns("behind").expression.match(text) is not None


def is_photo_caption(text: str) -> bool:
    """True for "Der Minister in Genf. (AFP / Petra BEISPIEL)": a short text and the credit of its picture."""
    if len(text) > LONGEST_LINE or text[-1] != ")":
        return False
    credit = text[text.rfind("(") + 1 : -1]
    return len(credit) <= LONGEST_PHOTO_CREDIT and read_credit(credit) is None and _names_photo_source(credit)


def _is_item(text: str) -> bool:
    is_sentence = len(text) > SHORTEST_PROSE and text[-1] == "."
    return len(text) <= LONGEST_ITEM and not is_sentence and not text[0].islower()


def _is_photo_credit(text: str) -> bool:
    """True for a line of names only, among them a source of pictures: "Petra Beispiel/Pool AP/dpa"."""
    return (
        "/" in text
        and len(text) <= LONGEST_PHOTO_CREDIT
        and read_credit(text) is None
        and _names_photo_source(text)
    )


def _names_photo_source(credit: str) -> bool:
    """True for names, parted by slashes and blanks, of which at least one is a source of pictures."""
    if _photo_source().search(credit) is None:
        return False
    rest = _photo_source().sub(" ", credit)
    return all(word[0].isupper() or word in {"via", "von"} for word in re.split(r"[\s/,|&.-]+", rest) if word)


def _bare(text: str) -> str:
    return DECORATION.sub("", text)


@cache
def _photo_source() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_sources()})(?!\w)", re.IGNORECASE)


@cache
def _sources() -> str:
    words = [row["word"] for row in read_rows(FOLDER / "photo_sources.tsv")]
    return "|".join(re.escape(w) for w in sorted({*words, *agencies().by_spelling}, key=len, reverse=True))


@cache
def _patterns(place: str) -> _Patterns:
    placeholders = {
        "<names>": rf"({NAME}(?:(?:, | und | & ){NAME}){{0,4}})",
        "<name>": NAME,
        "<place>": rf"{CAPITAL}[\w./-]+(?: {CAPITAL}[\w./-]+){{0,2}}",
        "<date>": DATE,
        "<clock>": CLOCK,
        "<agency>": "(?:" + "|".join(re.escape(a) for a in agencies().by_spelling) + ")",
        "<photo>": f"(?:{_sources()})",
        "<credits>": rf"{CREDIT_NAME}(?:(?:\s|/|\s/\s){CREDIT_NAME}){{0,8}}[.)\]]?",
    }
    parts: list[str] = []
    kinds: dict[str, str] = {}
    for number, row in enumerate(read_rows(FOLDER / "boilerplate.tsv")):
        if row["where"] != place:
            continue
        pattern = row["pattern"]
        for placeholder, expression in placeholders.items():
            pattern = pattern.replace(placeholder, expression)
        group = f"row{number}"
        kinds[group] = row["kind"]
        parts.append(f"(?P<{group}>{pattern})" + (r"\Z" if place in WHOLE else ""))
    return _Patterns(re.compile("|".join(parts), re.IGNORECASE), kinds)
