"""Checks: what each expectation found in each run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from schemas.column import Column
from schemas.table import Table

SEVERITIES = ("critical", "warning", "info")
CHECK_STATES = {
    "pass": "The rows are as expected.",
    "fail": "The rows are not as expected.",
    "no_data": "There was nothing, or too little, to judge: neither good nor bad.",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation about one table, checked in one run."""

    run_id: Annotated[str, Column("The run whose rows were checked.", references="runs.run_id")]
    table_name: Annotated[str, Column("The table that was checked.")]
    column_name: Annotated[
        str | None, Column("The column that was checked; null for rules on whole rows or tables.")
    ]
    expectation: Annotated[
        str, Column("What was expected: the expectation and its arguments, or the rule's name.")
    ]
    severity: Annotated[
        str, Column("critical holds the run back; warning and info go to the report.", values=SEVERITIES)
    ]
    state: Annotated[
        str, Column("pass, fail, or no_data where there was nothing to judge.", values=tuple(CHECK_STATES))
    ]
    success: Annotated[
        bool | None,
        Column(
            "True where the rows are as expected, false where not; null where there was nothing to judge."
        ),
    ]
    observed: Annotated[
        str | None, Column("What was found: keys of up to five offending rows, or what a share is made of.")
    ]
    observed_value: Annotated[
        float | None,
        Column("The figure that was judged: a share, a number of days; null for rules on single rows."),
    ]
    threshold: Annotated[
        float | None, Column("The bound that the figure was held against; null for rules on single rows.")
    ]
    unexpected_count: Annotated[int, Column("Rows that break the expectation.", minimum=0)]
    unexpected_fraction: Annotated[
        float, Column("Their share of the rows checked, 0 to 1.", minimum=0, maximum=1)
    ]
    why: Annotated[str, Column("Why the expectation exists.")]


CHECKS = Table(
    "checks",
    Check,
    grain="One row per expectation checked in a run.",
    key=("run_id", "table_name", "column_name", "expectation"),
    owner="run_id",
    schema="quality",
)
