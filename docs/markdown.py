"""Markdown: the few pieces that the generated pages are made of."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

CODE = re.compile(r"(`+[^`]+`+)")


def page(title: str, intro: str, parts: Iterable[str]) -> str:
    """A generated page; it says first that nobody should write in it."""
    head = "<!-- Written by docs/generate.py from the code; `make docs` writes it anew. -->"
    return "\n\n".join([head, f"# {title}", intro, *parts]) + "\n"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are Markdown, of one line each."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def code(text: object) -> str:
    """A piece of code inside a line."""
    fence = "``" if "`" in str(text) else "`"
    return f"{fence}{text}{fence}"


def link(text: str, heading: str, path: str = "") -> str:
    """A link to a heading of a page; without ``path``, of the same page."""
    anchor = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
    return f"[{text}]({path}#{anchor})"


def _cell(text: str) -> str:
    parts = CODE.split(" ".join(text.split()))
    plain = [part if number % 2 else html.escape(part, quote=False) for number, part in enumerate(parts)]
    return "".join(plain).replace("|", r"\|")
