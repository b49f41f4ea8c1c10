"""Parse: a raw text into header, title, body and credits, and into what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from news import boilerplate, credits
from news.header import Header, parse_header
from news.paragraphs import (
    LOWER_CASE_WORD,
    Paragraph,
    breaks_sentence,
    ends_sentence,
    is_fragmented,
    rejoin,
    slices,
    split_paragraphs,
)
from news.read import NotAnArticle
from news.recurring import can_recur, line_digest
from news.title import is_kicker, is_page_title, is_title, repetitions

OPENING = 3
"""Paragraphs at the top of an article among which its dateline is looked for."""

HEADLINE_KINDS = {"media", "teaser"}
"""Kinds that the first line of a text is not cut for: "Video: Streit im Rat" is a headline there."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the raw text that is no part of the article; offsets count characters of the raw text."""

    start: int
    end: int
    kind: str
    """One of schemas.boilerplate.BOILERPLATE_KINDS."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the raw text that is part of the body: the same words in both, white space apart."""

    text_start: int
    text_end: int
    body_start: int
    body_end: int


@dataclass(frozen=True, slots=True)
class ParsedText:
    """The parts of a raw text. Header, passages and boilerplate cover all of it but white space."""

    header: Header
    title: str | None
    """Headline; the first paragraph of the body, if there is one."""
    body: str
    """The article and nothing else; its offsets are what all other tables refer to."""
    agencies: tuple[str, ...]
    """Names of knowledge/agencies.tsv that credits of the text (not of pictures) give, sorted."""
    byline: str | None
    """Who wrote it, as written."""
    dateline: str | None
    """The place or places it was written from, as written: "Berlin/Kiew"."""
    boilerplate: tuple[Piece, ...]
    """What was cut, in the order of the raw text; no two pieces overlap."""
    body_map: tuple[Passage, ...]
    """Where the body stands in the raw text, in order."""

    def lines_around(self, text: str, kinds: AbstractSet[str]) -> tuple[list[str], list[str]]:
        """What of the raw text was cut as one of the kinds: at the top of the article, and below that."""
        top = self.body_map[:OPENING][-1].text_start
        cut = [
            (piece.start < top, text[piece.start : piece.end])
            for piece in self.boilerplate
            if piece.kind in kinds
        ]
        return [line for is_above, line in cut if is_above], [line for is_above, line in cut if not is_above]


def parse(
    text: str, *, today: date, tolerance_days: int, recurring: AbstractSet[str] = frozenset()
) -> ParsedText:
    """Take a raw text apart.

    ``today`` and ``tolerance_days`` say which headers lie in the future (see ``news.header``); ``recurring``
    holds the digests of lines that are known to recur across articles (see ``news.recurring``).
    Raises NotAnArticle where nothing of an article is left: "header_only" or "blank".
    """
    header = parse_header(text, today, tolerance_days)
    paragraphs = split_paragraphs(text, header.end)
    draft = _Draft(text, in_fragments=is_fragmented(paragraphs))
    for paragraph in paragraphs:
        draft.take(paragraph)
    draft.cut_captions()
    draft.cut_list()
    draft.cut_tail()
    draft.cut_head()
    draft.cut_recurring(recurring)
    draft.cut_page_title()
    draft.cut_kicker()
    draft.cut_front()
    draft.cut_dateline()
    draft.mark_continuations()
    title = draft.title()
    draft.cut_repetitions(title)
    kept = draft.kept()
    if not kept:
        raise _no_article(header, draft.parts)
    body, body_map = _assemble(kept)
    return ParsedText(
        header=header,
        title=title,
        body=body,
        agencies=tuple(sorted(draft.agencies)),
        byline=draft.byline,
        dateline=draft.dateline,
        boilerplate=tuple(draft.pieces()),
        body_map=body_map,
    )


class _Draft:
    """A raw text while it is taken apart: its parts in order, and for each what boilerplate it is, if any."""

    def __init__(self, text: str, in_fragments: bool) -> None:
        self.text = text
        self.in_fragments = in_fragments
        self.parts: list[Paragraph] = []
        self.kinds: list[str | None] = []
        self.agencies: set[str] = set()
        self.byline: str | None = None
        self.dateline: str | None = None

    def take(self, paragraph: Paragraph) -> None:
        """Add a paragraph, apart from what its own words show to be boilerplate."""
        credit = credits.read_credit(paragraph.text)
        if credit is not None:
            self.agencies |= credit.agencies
            self._add(paragraph, "credit")
        elif found := self._find_boilerplate(paragraph):
            self._add(paragraph, found.kind)
        elif boilerplate.is_photo_caption(paragraph.text):
            self._add(paragraph, "caption")
        elif span := boilerplate.attached(paragraph.text):
            edges = [(0, span[0]), span, (span[1], len(paragraph.text))]
            for part in slices(self.text, paragraph, edges):
                self.take(part)
        else:
            kept, cut, named = credits.cut_credits(self.text, paragraph)
            self.agencies |= named
            kinds = {part.start: None for part in kept} | {part.start: "credit" for part in cut}
            for part in sorted((*kept, *cut), key=lambda p: p.start):
                self._add(part, kinds[part.start])

    def cut_captions(self) -> None:
        """Cut the caption that stands on the line above its picture's credit, with no blank line between."""
        below: str | None = None
        for number in range(len(self.parts) - 1, 0, -1):
            credit, caption = self.parts[number], self.parts[number - 1]
            is_credit = self.kinds[number] == "caption" and boilerplate.is_bare_photo_credit(credit.text)
            is_near = self.text.count("\n", caption.end, credit.start) == 1
            is_short = self.kinds[number - 1] is None and len(caption.text) <= boilerplate.LONGEST_CAPTION
            if is_near and is_short and (is_credit or caption.text == below):
                self.kinds[number - 1] = "caption"
                below = caption.text
            else:
                below = None

    def cut_list(self) -> None:
        found = boilerplate.list_from(self.parts, [kind is not None for kind in self.kinds])
        if found and not self.in_fragments:
            self._cut(range(*found), "list")

    def cut_tail(self) -> None:
        """Cut what stands below the article, from the bottom up to the first line that may be part of it."""
        for number in reversed(self._kept_numbers()):
            found = boilerplate.find_in_tail(self.parts[number].text)
            if found is None or self._is_unfinished(number - 1):
                kept, cut = credits.cut_signature(self.text, self.parts[number])
                self._split(number, [(p, None) for p in kept] + [(p, "credit") for p in cut])
                if kept:
                    return
            else:
                self._name_author(found.names)
                self.kinds[number] = found.kind

    def cut_head(self) -> None:
        """Cut what stands above the article or between its headline and its first paragraphs."""
        below_prose = 0
        for number in self._kept_numbers():
            found = boilerplate.find_in_head(self.parts[number].text)
            if found and not (found.kind == "byline" and self._is_continued(number)):
                self._name_author(found.names)
                self.kinds[number] = found.kind
            elif boilerplate.is_prose(self.parts[number].text) or below_prose:
                below_prose += 1
            if below_prose > 1:
                return

    def cut_recurring(self, recurring: AbstractSet[str]) -> None:
        """Cut the lines that recur; the first stays, for headlines of columns recur, too."""
        if recurring:
            for number in self._kept_numbers()[1:]:
                line = self.parts[number].text
                if can_recur(line) and line_digest(line) in recurring:
                    self.kinds[number] = "recurring"

    def cut_page_title(self) -> None:
        numbers = self._kept_numbers()[:6]
        texts = [self.parts[number].text for number in numbers]
        if len(texts) > 1 and is_page_title(texts[0], texts[1:]):
            self.kinds[numbers[0]] = "repeated"

    def cut_kicker(self) -> None:
        numbers = self._kept_numbers()[:3]
        if len(numbers) == 3 and is_kicker(*(self.parts[number].text for number in numbers)):  # noqa: PLR2004
            self.kinds[numbers[0]] = "kicker"

    def cut_front(self) -> None:
        for number in self._kept_numbers()[:1]:
            part = self.parts[number]
            if found := boilerplate.find_front(part.text):
                length, kind = found
                cut = slices(self.text, part, [(0, length), (length, len(part.text))])
                self._split(number, list(zip(cut, (kind, None), strict=False)))

    def cut_dateline(self) -> None:
        for number in self._kept_numbers()[:OPENING]:
            part = self.parts[number]
            found = credits.agency_dateline(part.text)
            if found:
                self.dateline, length, named = found
                self.agencies |= named
                cut, kept = slices(self.text, part, [(0, length), (length, len(part.text))])
                self._split(number, [(cut, "dateline"), (kept, None)])
                return
            place = credits.bare_dateline(part.text) if boilerplate.is_prose(part.text) else None
            if place:
                self.dateline = place
                return

    def mark_continuations(self) -> None:
        numbers = self._kept_numbers()
        for number, part in zip(
            numbers, rejoin([self.parts[n] for n in numbers], self.in_fragments), strict=True
        ):
            self.parts[number] = part

    def title(self) -> str | None:
        kept = self.kept()
        is_alone = len(kept) > 1 and not kept[1].continues
        return (
            kept[0].text if is_alone and is_title(kept[0].text, [part.text for part in kept[1:3]]) else None
        )

    def cut_repetitions(self, title: str | None) -> None:
        numbers = self._kept_numbers()
        for index in repetitions([self.parts[number] for number in numbers], title):
            self.kinds[numbers[index]] = "repeated"

    def kept(self) -> list[Paragraph]:
        return [part for part, kind in zip(self.parts, self.kinds, strict=True) if kind is None]

    def pieces(self) -> Iterator[Piece]:
        for part, kind in zip(self.parts, self.kinds, strict=True):
            if kind is not None:
                yield Piece(part.start, part.end, kind)

    def _add(self, part: Paragraph, kind: str | None) -> None:
        self.parts.append(part)
        self.kinds.append(kind)

    def _cut(self, numbers: range, kind: str) -> None:
        for number in numbers:
            self.kinds[number] = self.kinds[number] or kind

    def _split(self, number: int, parts: Sequence[tuple[Paragraph, str | None]]) -> None:
        self.parts[number : number + 1] = [part for part, _ in parts]
        self.kinds[number : number + 1] = [kind for _, kind in parts]

    def _kept_numbers(self) -> list[int]:
        return [number for number, kind in enumerate(self.kinds) if kind is None]

    def _find_boilerplate(self, paragraph: Paragraph) -> boilerplate.Found | None:
        if self._continues(paragraph):
            return None
        found = boilerplate.find_anywhere(paragraph.text)
        may_be_headline = not self.parts and paragraph.text[0].isalpha()
        return None if found and may_be_headline and found.kind in HEADLINE_KINDS else found

    def _continues(self, paragraph: Paragraph) -> bool:
        """True inside a sentence that a line end breaks: such a line may begin with any word."""
        if not self.parts or self.kinds[-1] is not None:
            return False
        before = self.parts[-1].text
        is_broken = self.in_fragments and not ends_sentence(before)
        return is_broken or breaks_sentence(before, paragraph.text)

    def _is_unfinished(self, number: int) -> bool:
        """True if the next part goes on in this one's sentence."""
        if number < 0 or self.kinds[number] is not None:
            return False
        return breaks_sentence(self.parts[number].text, self.parts[number + 1].text)

    def _is_continued(self, number: int) -> bool:
        following = self.parts[number + 1 : number + 2]
        return any(LOWER_CASE_WORD.match(p.text) and credits.read_credit(p.text) is None for p in following)

    def _name_author(self, names: str | None) -> None:
        self.byline = self.byline or names


def _assemble(kept: Sequence[Paragraph]) -> tuple[str, tuple[Passage, ...]]:
    pieces: list[str] = []
    passages: list[Passage] = []
    length = 0
    for part in kept:
        if pieces:
            separator = " " if part.continues else "\n\n"
            pieces.append(separator)
            length += len(separator)
        passages.append(Passage(part.start, part.end, length, length + len(part.text)))
        pieces.append(part.text)
        length += len(part.text)
    return "".join(pieces), tuple(passages)


def _no_article(header: Header, parts: Sequence[Paragraph]) -> NotAnArticle:
    if parts:
        return NotAnArticle("header_only", f"{len(parts)} lines of boilerplate and no text")
    if header.written is None:
        return NotAnArticle("blank", "white space and no text")
    return NotAnArticle("header_only", f"date header {header.written} and no text")
