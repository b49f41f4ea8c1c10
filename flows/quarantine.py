"""Quarantine on the terminal: what was set aside, and why."""

from __future__ import annotations

import json

from flows.settings import Settings
from flows.stages.quarantine import QuarantineError
from schemas import QUARANTINE, QuarantinedRow
from warehouse.query import query

LIST = """
    SELECT article_id, source_file, any_value(state) AS state, count(*) AS row_count,
        string_agg(DISTINCT table_name || ': ' || expectation, '; ') AS broken, any_value(run_id) AS run_id
    FROM quality.quarantine
    WHERE state IN ({states})
    GROUP BY ALL ORDER BY run_id DESC, source_file
"""
"""One row per article: what ``depesche quarantine list`` shows."""


def listing(*, with_past: bool) -> str:
    """The SQL for the articles that are held; ``with_past``: also those that were released or passed."""
    states = ("held", "released", "passed") if with_past else ("held",)
    return LIST.format(states=", ".join(f"'{state}'" for state in states))


def describe_quarantined(settings: Settings, article_id: str) -> str:
    """The rows of an article that broke rules, with the reasons; QuarantineError where there are none."""
    found = query(
        settings.warehouse_file, "SELECT * FROM quality.quarantine ORDER BY table_name, expectation, row_key"
    )
    rows = [row for row in QUARANTINE.from_arrow(found) if row.article_id == article_id]
    if not rows:
        raise QuarantineError(
            f"article {article_id!r} is not in the quarantine; depesche quarantine list shows what is"
        )
    first = rows[0]
    decided = f", {first.decided_at:%Y-%m-%d %H:%M} UTC" if first.decided_at else ""
    head = [
        f"Article {article_id} of {first.source_file}: {first.state}{decided}",
        *([f"Reason: {first.decision}"] if first.decision else []),
    ]
    hint = (
        f'Let it in: depesche quarantine release {article_id} --reason "…"' if first.state == "held" else ""
    )
    return "\n".join([*head, *(line for row in rows for line in _lines(row)), *([hint] if hint else [])])


def _lines(row: QuarantinedRow) -> list[str]:
    column = f".{row.column_name}" if row.column_name else ""
    values = {k: v for k, v in json.loads(row.row_json).items() if v not in (None, [], "")}
    return [
        "",
        f"{row.table_name}{column} breaks {row.expectation} ({row.row_key})",
        f"  {row.why}",
        *(f"  {name}: {value}" for name, value in values.items()),
    ]
