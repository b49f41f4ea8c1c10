"""The hand-written expectations: one SQL file per table in expectations/rules/, each rule below a head of its own.

A head is lines ``-- key: value``, and begins with ``rule``. ``severity`` and ``why`` are always told. A rule with
``at least`` or ``at most`` bounds a share and also says ``of at least`` how many rows it judges; one with ``drift by``
names the value and day of each row to be counted, so that the counts are held against their history; all others select
the rows that break them. ``after: resolution`` marks a rule that only holds once names and events are resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from expectations.expectation import DriftExpectation, QueryExpectation, Rule, ShareExpectation
from schemas import TABLES
from schemas.checks import SEVERITIES
from schemas.drift import DRIFT_DIMENSIONS

FOLDER = Path(__file__).parent / "rules"
START = re.compile(r"^(?=-- rule: )", re.MULTILINE)
HEAD = re.compile(r"^-- ([a-z ]+): (.+)$", re.MULTILINE)
KEYS = {"rule", "column", "severity", "why", "at least", "at most", "of at least", "after", "drift by"}
OF_ARTICLE = {
    "articles", "boilerplate", "codings", "event_mentions", "mentions", "raw_texts", "short_lines", "signatures",
    "time_expressions",
}  # fmt: skip
"""Tables whose rows are those of one article, and made before names and events are resolved."""


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in order of tables and files; ValueError names a file and rule whose head is not right."""
    return tuple(rule for path in sorted(FOLDER.glob("*.sql")) for rule in _read(path))


def _read(path: Path) -> Iterator[Rule]:
    if path.stem not in {t.name for t in TABLES}:
        raise ValueError(f"{path}: there is no table {path.stem!r}; name the file after the table")
    for text in START.split(path.read_text(encoding="utf-8")):
        if text.strip():
            yield _rule(path, text)


def _rule(path: Path, text: str) -> Rule:
    head = dict(HEAD.findall(text))
    where = f"{path}: rule {head.get('rule', '?')}"
    if missing := {"rule", "severity", "why"} - head.keys():
        raise ValueError(f"{where}: the head does not say {', '.join(sorted(missing))}")
    if unknown := head.keys() - KEYS:
        raise ValueError(f"{where}: the head says {', '.join(sorted(unknown))}, which means nothing here")
    if head["severity"] not in SEVERITIES:
        raise ValueError(f"{where}: severity is {head['severity']!r}, not one of {', '.join(SEVERITIES)}")
    table, sql = path.stem, HEAD.sub("", text).strip().removesuffix(";")
    told = (table, head.get("column"), head["rule"], head["severity"], head["why"], sql)
    if "drift by" in head:
        if head["drift by"] not in DRIFT_DIMENSIONS:
            raise ValueError(
                f"{where}: drift by {head['drift by']!r} is none of {', '.join(DRIFT_DIMENSIONS)}"
            )
        return DriftExpectation(*told, head["drift by"])
    if not {"at least", "at most"} & head.keys():
        return QueryExpectation(*told, is_of_article=table in OF_ARTICLE and "after" not in head)
    if "of at least" not in head:
        raise ValueError(f"{where}: a share also says of at least how many rows it is judged")
    return ShareExpectation(
        *told,
        at_least=float(head["at least"]) if "at least" in head else None,
        at_most=float(head["at most"]) if "at most" in head else None,
        of_at_least=int(head["of at least"]),
    )
