"""Words: the texts, numbers and dates of the pages in the reader's language.

English texts stand in the templates; ``pages/words/<language>.po`` holds what they are in another language (the
gettext form, so that translators can use their tools).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"
LANGUAGES = ("en", "de")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ENTRY = re.compile(r'^(msgid|msgid_plural|msgstr|msgstr\[0\]|msgstr\[1\]) "(.*)"$|^"(.*)"$')


@dataclass(frozen=True)
class Words:
    """What the templates ask for texts, numbers and dates."""

    language: str
    entries: dict[tuple[str, str | None], tuple[str, ...]] = field(repr=False)
    """(English, English plural or None) -> singular, or singular and plural."""

    def text(self, english: str) -> str:
        """A text in the reader's language; the English one where it has no translation."""
        return self.entries.get((english, None), (english,))[0]

    def label(self, code: str) -> str:
        """What a code of a vocabulary in capitals is called, e.g. SANCTION: Sanction, Sanktion."""
        return self.entries.get((code, None), (code.capitalize(),))[0]

    def plural(self, one: str, many: str, number: int) -> str:
        """The one of two texts that a number takes; English and German change at 1."""
        return self.entries.get((one, many), (one, many))[0 if number == 1 else 1]

    def number(self, value: float, digits: int = 0) -> str:
        """A number with its thousands apart, e.g. 1,234.5 or 1.234,5."""
        written = f"{value:,.{digits}f}"
        if self.language != "de":
            return written
        return written.translate(str.maketrans(",.", ".,"))

    def share(self, fraction: float, digits: int = 1) -> str:
        """A fraction of 1 as percent, e.g. 12.3 % (with a space that does not break)."""
        return f"{self.number(100 * fraction, digits)}\N{NO-BREAK SPACE}%"

    def day(self, value: date) -> str:
        """A day, e.g. 1 Mar 2022 or 1. Mär. 2022."""
        dot = "." if self.language == "de" else ""
        return f"{value.day}{dot}\N{NO-BREAK SPACE}{self.month(value)}"

    def month(self, value: date) -> str:
        """A month, e.g. Mar 2022."""
        return f"{self.month_name(value.month)}\N{NO-BREAK SPACE}{value.year}"

    def month_name(self, number: int) -> str:
        """The short name of month 1 to 12."""
        return self.text(MONTHS[number - 1])

    def moment(self, value: datetime) -> str:
        """A moment (UTC), e.g. 1 Mar 2022, 14:05 UTC."""
        return f"{self.day(value)}, {value:%H:%M}\N{NO-BREAK SPACE}UTC"

    def days(self, earliest: date | None, latest: date | None) -> str:
        """The bounds of a day as people say them: a day, a month, a year, an interval, or that it is not known."""
        if earliest is None:
            return (
                self.text("until {day}").format(day=self.day(latest)) if latest else self.text("day unknown")
            )
        if latest is None:
            return self.text("from {day}").format(day=self.day(earliest))
        return self.day(earliest) if earliest == latest else self._span(earliest, latest)

    def _span(self, earliest: date, latest: date) -> str:
        if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
            years = {earliest.year, latest.year}
            return "–".join(map(str, sorted(years)))
        if earliest.day == 1 and is_month_end(latest):
            if (earliest.year, earliest.month) == (latest.year, latest.month):
                return self.month(earliest)
            return f"{self.month(earliest)} – {self.month(latest)}"
        return f"{self.day(earliest)} – {self.day(latest)}"


def is_month_end(value: date) -> bool:
    """Whether the next day belongs to the next month."""
    return date.fromordinal(value.toordinal() + 1).month != value.month


@cache
def words(language: str) -> Words:
    """The words of a language (of LANGUAGES); ValueError names one that there is not."""
    if language not in LANGUAGES:
        raise ValueError(f"there are no pages in {language!r}; choose one of {', '.join(LANGUAGES)}")
    path = FOLDER / f"{language}.po"
    return Words(language, _entries(path) if path.exists() else {})


def _entries(path: Path) -> dict[tuple[str, str | None], tuple[str, ...]]:
    """The entries of a .po file that are translated; ValueError names a line that is none of its form."""
    found: dict[tuple[str, str | None], tuple[str, ...]] = {}
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        entry: dict[str, str] = {}
        keyword = ""
        for line in block.splitlines():
            if line.startswith("#") or not line:
                continue
            parts = ENTRY.match(line)
            if parts is None:
                raise ValueError(f"{path}: {line!r} is no line of a .po file")
            keyword = parts[1] or keyword
            entry[keyword] = entry.get(keyword, "") + _unescaped(parts[2] if parts[1] else parts[3])
        texts = tuple(entry[k] for k in ("msgstr", "msgstr[0]", "msgstr[1]") if entry.get(k))
        if entry.get("msgid") and texts:
            found[entry["msgid"], entry.get("msgid_plural")] = texts
    return found


def _unescaped(text: str) -> str:
    return text.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")
