"""Quarantine: rows that broke a critical rule of single rows, set aside with their article instead of holding a run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from schemas.column import Column
from schemas.identity import ID_PATTERN
from schemas.table import Table

QUARANTINE_STATES = {
    "held": "The article is left out: its file is a reject with the reason quarantined.",
    "released": "Somebody let the article in; the next run reads it and does not judge its rows again.",
    "passed": "A later version of the article, or of the code that reads it, broke no rule; the article is in.",
}


@dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """A row that broke a rule, for which its article was set aside."""

    quarantine_id: Annotated[
        str, Column("Id from the article's version, the row and the rule.", unique=True, pattern=ID_PATTERN)
    ]
    article_id: Annotated[str, Column("The article that was set aside with all of its rows.")]
    source_file: Annotated[str, Column("Its raw file.", references="source_files.source_file")]
    content_sha256: Annotated[
        str, Column("SHA-256 of the raw bytes: the version that was set aside.", pattern="[0-9a-f]{64}")
    ]
    table_name: Annotated[str, Column("Table of the row that broke the rule.")]
    column_name: Annotated[str | None, Column("Column of the rule; null for rules on whole rows.")]
    expectation: Annotated[str, Column("The rule that the row broke, as quality.checks calls it.")]
    row_key: Annotated[str, Column("Key of the row in its table, as column=value.")]
    row_json: Annotated[str, Column("The row as it would have been published, as JSON; long text is cut.")]
    why: Annotated[str, Column("Why the rule exists.")]
    state: Annotated[str, Column("What became of it.", values=tuple(QUARANTINE_STATES))]
    decided_at: Annotated[
        datetime | None, Column("When it was released or passed (UTC); null while it is held.")
    ]
    decision: Annotated[str | None, Column("Why it was released, in the words of who did it; null if not.")]
    run_id: Annotated[str, Column("The run that set it aside.", references="runs.run_id")]


QUARANTINE = Table(
    "quarantine",
    QuarantinedRow,
    grain="One row per row that broke a critical rule and the rule that it broke.",
    key=("quarantine_id",),
    owner="article_id",
    schema="quality",
)
