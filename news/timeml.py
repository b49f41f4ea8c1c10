"""Time expressions as TimeML, the form in which temporal taggers are compared.

``python -m news.timeml IN_DIR OUT_DIR`` tags the plain text of TimeML files, taking from each its creation time only.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape, unescape
from pathlib import Path

from news.extract.times import UNBOUNDED, Interval, find_times
from schemas import TimeExpression

TEXT = re.compile(r"<TEXT>(.*)</TEXT>", re.DOTALL)
CREATED = re.compile(r"<DCT>.*?\bvalue=\"(\d{4}-\d\d-\d\d)", re.DOTALL)
MARKUP = re.compile(r"<[^>]*>")


def to_timeml(text: str, expressions: Iterable[TimeExpression], created: date | None = None) -> str:
    """A TimeML document whose TEXT is ``text`` with each expression in a TIMEX3 element.

    The expressions must be in text order and must not overlap, as ``find_times`` gives them. ``created`` is the
    day of publication, left out where it is not known.
    """
    parts, at = [], 0
    for number, row in enumerate(expressions, 1):
        parts.append(escape(text[at : row.text_start], quote=False))
        parts.append(
            f'<TIMEX3 tid="t{number}" type="{row.timex_type}" value="{escape(row.value)}">'
            f"{escape(row.text, quote=False)}</TIMEX3>"
        )
        at = row.text_end
    parts.append(escape(text[at:], quote=False))
    day = created.isoformat() if created else ""
    creation = (
        f'<DCT><TIMEX3 tid="t0" type="DATE" value="{day}" functionInDocument="CREATION_TIME">{day}</TIMEX3></DCT>\n'
        if created
        else ""
    )
    return f'<?xml version="1.0" ?>\n<TimeML>\n{creation}<TEXT>{"".join(parts)}</TEXT>\n</TimeML>\n'


def read_timeml(document: str) -> tuple[str, date | None]:
    """The plain text of a TimeML document and its creation day, if it gives one; ValueError without a TEXT."""
    text, created = TEXT.search(document), CREATED.search(document)
    if text is None:
        raise ValueError("no <TEXT> in this document")
    return unescape(MARKUP.sub("", text[1])), date.fromisoformat(created[1]) if created else None


def main(arguments: Sequence[str]) -> int:
    """Tag every .tml file of a folder into a file of the same name; 2 if it is not called so."""
    if len(arguments) != 2:  # noqa: PLR2004 (two folders)
        print("usage: python -m news.timeml IN_DIR OUT_DIR", file=sys.stderr)
        return 2
    source, target = map(Path, arguments)
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.glob("*.tml")):
        text, created = read_timeml(path.read_text(encoding="utf-8"))
        published = Interval(created, created) if created else UNBOUNDED
        rows = find_times(path.stem, text, published)
        (target / path.name).write_text(to_timeml(text, rows, created), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
