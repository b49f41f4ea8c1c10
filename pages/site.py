"""Site: the templates with the reader's language in them, and files that are there wholly or not at all."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pages.words import Words, words


@cache
def environment(language: str) -> Environment:
    """The templates in a language (of LANGUAGES); every value that they show is escaped."""
    told = words(language)
    made = Environment(
        loader=PackageLoader("pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(told.text, told.plural, newstyle=True)  # type: ignore[attr-defined]
    for name in ("number", "share", "day", "month", "month_name", "moment"):
        made.filters[name] = getattr(told, name)
    made.globals.update(language=language, days=told.days, label=told.label)
    return made


def render(template: str, told: Words, **values: Any) -> str:
    """A page as HTML that needs no other file."""
    return environment(told.language).get_template(template).render(**values)


def write_page(path: Path, html: str) -> Path:
    """Replace a page at once, so that nobody sees half of it; return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(html, encoding="utf-8")
    beside.replace(path)
    return path
