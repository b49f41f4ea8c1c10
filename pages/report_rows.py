"""What the report of a run is made of: the rows that the flows hand in, each list bounded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from schemas import Check, Drift, QuarantinedRow, Run

RUNS_SHOWN = 60
"""Runs that the trends show."""
QUARANTINE_SHOWN = 50
DRIFT_SHOWN = 40


@dataclass(frozen=True, slots=True)
class MonthCount:
    """Articles by month of publication; ``month`` is its first day, null where no header tells it."""

    month: date | None
    article_count: int
    duplicate_count: int
    event_count: int
    """Events whose bounds lie in the month."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """Articles whose header tells the day."""

    day: date
    article_count: int


@dataclass(frozen=True, slots=True)
class RejectSample:
    """A rejected file, one of a few of its reason."""

    reason: str
    file_count: int
    """All files of the reason."""
    source_file: str
    detail: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """How many mentions of a type were resolved to an entity."""

    entity_type: str
    mention_count: int
    resolved_count: int


@dataclass(frozen=True, slots=True)
class EventShares:
    """What the events of the corpus tell."""

    event_count: int
    with_actor: int
    with_recipient: int
    with_both: int
    with_day: int
    with_month: int
    """Known to the month or the day."""
    with_place: int
    with_point: int
    """Whose place has coordinates."""


@dataclass(frozen=True, slots=True)
class ScoreBin:
    """How many rows of a table have a score in [bin / 20, (bin + 1) / 20); the last bin holds 1, too."""

    table_name: str
    bin: int
    row_count: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the published warehouse holds."""

    months: Sequence[MonthCount] = ()
    days: Sequence[DayCount] = ()
    rejects: Sequence[RejectSample] = ()
    resolution: Sequence[Resolution] = ()
    shares: EventShares | None = None
    scores: Sequence[ScoreBin] = ()


@dataclass(frozen=True, slots=True)
class ReportRows:
    """All that the page of a run tells."""

    run: Run
    checks: Sequence[Check]
    history: Sequence[Run]
    """The last RUNS_SHOWN runs up to this one, which is the last of them."""
    past_checks: Sequence[Check] = ()
    """Checks of those runs that were not met."""
    quarantined: Sequence[QuarantinedRow] = ()
    """Rows that wait for a decision, the newest first; QUARANTINE_SHOWN at most."""
    quarantined_count: int = 0
    """All that wait."""
    drift: Sequence[Drift] = ()
    """Gaps and surpluses that this run found, DRIFT_SHOWN at most, the furthest off first."""
    drift_count: int = 0
    corpus: Corpus = field(default_factory=Corpus)
    links: Mapping[str, str] = field(default_factory=dict)
    """Name -> address, relative to the page: runs, desk, data_docs where they are there."""
