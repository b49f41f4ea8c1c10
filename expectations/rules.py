"""The hand-written expectations: one SQL file each in expectations/rules/, its head says table, severity and why."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from expectations.expectation import QueryExpectation
from schemas import TABLES
from schemas.checks import SEVERITIES

FOLDER = Path(__file__).parent / "rules"
HEAD = re.compile(r"-- (table|column|severity|why): (.+)")


@cache
def rules() -> tuple[QueryExpectation, ...]:
    """All rules in order of their names; ValueError names a file whose head is incomplete."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.sql")))


def _read(path: Path) -> QueryExpectation:
    text = path.read_text(encoding="utf-8")
    head = dict(HEAD.findall(text))
    if missing := {"table", "severity", "why"} - head.keys():
        raise ValueError(f"{path}: the head does not say {', '.join(sorted(missing))}")
    if head["severity"] not in SEVERITIES:
        raise ValueError(f"{path}: severity is {head['severity']!r}, not one of {', '.join(SEVERITIES)}")
    if head["table"] not in {t.name for t in TABLES}:
        raise ValueError(f"{path}: there is no table {head['table']!r}")
    return QueryExpectation(head["table"], head.get("column"), path.stem, head["severity"], head["why"], text)
