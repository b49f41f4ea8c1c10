"""Title: whether a text opens with its headline, and which of its first lines that is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from news.boilerplate import is_prose
from news.paragraphs import Paragraph, ends_sentence

LONGEST_TITLE = 200
LONGEST_QUESTION = 150
"""Characters of a headline that ends with a question or exclamation mark; a longer one is a lead."""

LONGEST_TWO_SENTENCES = 80
"""Characters of a headline with a full stop inside ("Ein Weg ist frei. Aber wohin?")."""

LONGEST_KICKER = 40

SHORTEST_HEADLINE = 10
"""Characters of a headline that can be known again; a shorter line may be any word."""

INNER_SENTENCE_END = re.compile(r"[^\W\d_]{3}[.] (?=[A-ZÄÖÜ„“\"»«])")
OPEN_END = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.)\])\Z")
MARK_END = re.compile(r"[?!…][\"“”»«›‹’‘')]*\Z")
ITEM = re.compile(r"(?:[-–—•*·]|\d{1,3}[.)]) ")
SPEAKER = re.compile(r"[A-ZÄÖÜ]{2,}(?: [A-ZÄÖÜ]+)?: ")
"""Who asks a question: "SZ: ...", "DIE ZEIT: ..."."""

TOP = 3
"""Paragraphs at the top of an article, where leads stand."""

LONG_REPEATED = 100
SHORTEST_REPEATED = 40
"""Characters from which a paragraph that stands twice is a repetition; shorter ones recur by nature."""


def is_title(first: str, following: Sequence[str]) -> bool:
    """True if the first paragraph of a text is its headline, judged by its form and by what follows it.

    A headline has no full stop. With a question or exclamation mark it is one where one of the next two
    paragraphs is longer and has sentences, as the first of an article has.
    """
    if (
        not following
        or len(first) > LONGEST_TITLE
        or ITEM.match(first)
        or not any(c.isalpha() for c in first)
    ):
        return False
    if INNER_SENTENCE_END.search(first) and len(first) > LONGEST_TWO_SENTENCES:
        return False
    if MARK_END.search(first):
        leads = any(len(text) > len(first) and ends_sentence(text) for text in following[:2])
        return leads and len(first) <= LONGEST_QUESTION and not SPEAKER.match(first)
    return not ends_sentence(first) and not first.endswith(",")


def is_kicker(first: str, second: str, third: str) -> bool:
    """True if the first line is an overline, the second the headline, and the third begins the text."""
    return (
        len(first) <= LONGEST_KICKER
        and len(first.split()) <= 2  # noqa: PLR2004 - three words can be a headline
        and len(second.split()) > len(first.split())
        and len(second) <= LONGEST_TITLE // 2
        and is_title(first, [second])
        and is_title(second, [third])
        and not INNER_SENTENCE_END.search(second)
        and is_prose(third)
    )


def is_page_title(first: str, others: Sequence[str]) -> bool:
    """True if the first line is the title of the page, "Headline - Name of the site", and that follows."""
    headlines = [text for text in others if len(text) >= SHORTEST_HEADLINE]
    return any(first.startswith(text + mark) for text in headlines for mark in (" - ", " – ", " | "))


def repetitions(paragraphs: Sequence[Paragraph], title: str | None) -> set[int]:
    """The numbers of the paragraphs that say once more what stands elsewhere.

    The headline again, whole or shortened with an ellipsis; a paragraph that is the same as the one
    before, or as one of the first, or as any if it is long; and a lead that the paragraph behind it
    begins with, whole or up to an ellipsis. A question may be asked twice, and a line that a sentence
    runs through is no repetition.
    """
    seen: dict[str, int] = {}
    repeated: set[int] = set()
    for number, paragraph in enumerate(paragraphs):
        text = paragraph.text
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        is_whole = not paragraph.continues and not (following and following.continues)
        if is_whole and (number > 0 or title is None):
            earlier = seen.get(text)
            if (
                (number > 0 and _repeats_title(text, title))
                or (earlier is not None and _stands_twice(text, number - earlier == 1, earlier < TOP))
                or (following is not None and number < TOP and _begins(text, following.text))
            ):
                repeated.add(number)
        seen.setdefault(text, number)
    return repeated


def _stands_twice(text: str, is_next: bool, is_top: bool) -> bool:
    if not ends_sentence(text) or len(text) < SHORTEST_REPEATED:
        return False
    return is_next or (text[-1] != "?" and (is_top or len(text) >= LONG_REPEATED))


def _begins(lead: str, text: str) -> bool:
    stem = OPEN_END.sub("", lead).rstrip()
    is_lead = len(stem) >= SHORTEST_REPEATED and ends_sentence(lead)
    return is_lead and len(text) > len(lead) and text.startswith(stem)


def _repeats_title(text: str, title: str | None) -> bool:
    if title is None:
        return False
    stem = OPEN_END.sub("", text).rstrip()
    return text == title or (stem != text and len(stem) >= SHORTEST_HEADLINE and title.startswith(stem))
