"""Drift: where the volume or the mix of the news departs from what its own history leads to expect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from schemas.column import Column
from schemas.table import Table

DRIFT_DIMENSIONS = {
    "all": "All rows of a day or month.",
    "weekday": "Rows of one day of the week (1 Monday to 7 Sunday).",
    "agency": "Articles that credit one agency; none for those that credit nobody.",
    "language": "Articles in one language.",
    "folder": "Articles of one folder at the top of the source; . for the source itself.",
    "event_type": "Event mentions of one PLOVER type.",
    "entity_type": "Mentions of one type.",
}
"""Dimension -> what one value of it stands for."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A span of days in which there is far less or far more of something than usual."""

    run_id: Annotated[str, Column("The run that found it.", references="runs.run_id")]
    measure: Annotated[
        str, Column("Table whose rows were counted.", values=("articles", "mentions", "event_mentions"))
    ]
    dimension: Annotated[str, Column("By what they were counted.", values=tuple(DRIFT_DIMENSIONS))]
    value: Annotated[str, Column("The agency, language, weekday … that departs; all for the total.")]
    resolution: Annotated[str, Column("Whether days or months were counted.", values=("day", "month"))]
    first_day: Annotated[date, Column("First day of publication of the span.")]
    last_day: Annotated[date, Column("Last day of publication of the span.")]
    direction: Annotated[
        str, Column("gap: far less than expected; surplus: far more.", values=("gap", "surplus"))
    ]
    observed_count: Annotated[int, Column("Rows that are there.", minimum=0)]
    expected_count: Annotated[float, Column("Rows that the history leads to expect.", minimum=0)]
    z_score: Annotated[
        float, Column("How far apart they are in robust standard deviations; negative for a gap.")
    ]


DRIFT = Table(
    "drift",
    Drift,
    grain="One row per run and span in which a volume or share departs from its history.",
    key=("run_id", "measure", "dimension", "value", "resolution", "first_day", "direction"),
    owner="run_id",
    schema="quality",
)
