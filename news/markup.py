"""Markup: HTML that was saved as text, read as a browser would show it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ftfy.fixes import unescape_html

from news.knowledge import FOLDER, read_rows

# Groups are atomic and values exclude "<": no input makes the search go back over what it has seen.
TAG = re.compile(
    r"""<!--  (?P<comment>)
      | <!\[CDATA\[ | \]\]>
      | <!doctype\b[^<>]*> | <\?xml\b[^<>]*>
      | <(?P<close>/?) (?P<name>[a-z][a-z0-9]*)
        (?P<attributes>(?>(?: [\s/]+ (?>[^\s"'<>/=]+) (?>\s*=\s*(?>"[^"<]*"|'[^'<]*'|[^\s"'<>]+))? )*+)) \s*+ /?>""",
    re.IGNORECASE | re.VERBOSE,
)
UNENDED_REFERENCE = re.compile(r"&(?:[aouAOU]uml|szlig)(?!;)")
"""Old browsers took references without a semicolon; of those only what can be nothing else is read."""

BREAKS = {"block": "\n\n", "line": "\n", "break": "\n", "cell": " ", "inline": "", "void": "", "dropped": ""}
PARAGRAPHS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "figcaption"})
"""Elements inside of which a blank line is only the layout of the source."""
BLANK_LINES = re.compile(r"\n[ \t]*+\n\s*+")


def strip_tags(text: str) -> str:
    """The text without its HTML tags; the same text where it holds no markup.

    Blocks become paragraphs, lines and cells stay apart, what a browser does not show (scripts, styles,
    comments) goes. Only the names of html_elements.tsv are tags, so "<3", "a < b" and "<Name>" stay, and so does
    a lone mention of an element ("das Element <title>"). Linear in the length of the text.
    """
    if not any(_is_evidence(tag) for tag in _tags(text)):
        return text
    return _Page(text).read()


def unescape(text: str) -> str:
    """The text with HTML character references (&uuml; &#8211;) turned into characters, also if escaped twice."""
    for _ in range(3):
        plain = unescape_html(UNENDED_REFERENCE.sub(lambda found: found[0] + ";", text))
        if plain == text:
            break
        text = plain
    return text


class _Page:
    """A text with markup on its way to plain text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[str] = []
        self.in_paragraph = False
        self.unclosed: set[str] = set()

    def read(self) -> str:
        """The text as a browser would show it."""
        kinds = _kinds()
        at = 0
        for tag in _tags(self.text):
            if tag.start() < at:
                continue
            self._add(self.text[at : tag.start()])
            at = tag.end()
            name = (tag["name"] or "").lower()
            if tag["comment"] is not None:
                at = self._skip(at, "-->")
            elif name and kinds[name] == "dropped":
                if not tag["close"] and not tag[0].endswith("/>"):
                    at = self._skip(at, f"</{name}")
            elif name:
                self.pieces.append(BREAKS[kinds[name]])
                if name in PARAGRAPHS or kinds[name] == "block":
                    self.in_paragraph = name in PARAGRAPHS and not tag["close"]
        self._add(self.text[at:])
        return BLANK_LINES.sub("\n\n", "".join(self.pieces)).strip("\n")

    def _add(self, text: str) -> None:
        self.pieces.append(BLANK_LINES.sub("\n", text) if self.in_paragraph else text)

    def _skip(self, at: int, end: str) -> int:
        """Behind the end of what a browser does not show; right here if it has no end, as nothing tells what it is."""
        if end in self.unclosed:
            return at
        found = _ending(end).search(self.text, at)
        if found is None:
            self.unclosed.add(end)
            return at
        return found.end()


@cache
def _ending(end: str) -> re.Pattern[str]:
    return re.compile(re.escape(end) + (r"\s*+>" if end.startswith("</") else ""), re.IGNORECASE)


def _tags(text: str) -> Iterator[re.Match[str]]:
    """The tags of the elements that are known, comments and declarations."""
    kinds = _kinds()
    return (found for found in TAG.finditer(text) if found["name"] is None or found["name"].lower() in kinds)


def _is_evidence(tag: re.Match[str]) -> bool:
    """Whether a tag shows that the text is markup, not a text about markup."""
    if tag["name"] is None:
        return tag["comment"] is not None or tag[0][:2] == "<!"
    return bool(tag["close"] or "=" in tag["attributes"]) or _kinds()[tag["name"].lower()] in {
        "void",
        "break",
    }


@cache
def _kinds() -> dict[str, str]:
    """html_elements.tsv: element -> kind."""
    return {row["element"]: row["kind"] for row in read_rows(FOLDER / "html_elements.tsv")}
