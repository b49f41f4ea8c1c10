"""What the news desk is made of: the rows that the flows hand in, each list bounded, whatever the corpus holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

BINS = ("day", "week", "month")
"""Widths of the columns of the timeline."""


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """How much there is."""

    event_count: int
    """Events that lie wholly in the period."""
    possible_count: int
    """Events whose bounds only reach into it."""
    article_count: int
    unbinned_count: int
    """Events in the period that no single column of the timeline holds."""


@dataclass(frozen=True, slots=True)
class BinCount:
    """Events of a quad class within a day, week or month."""

    start: date
    quad_class: int
    event_count: int
    event_ids: Sequence[str]
    """The most important of them."""


@dataclass(frozen=True, slots=True)
class Dyad:
    """What one state does to another."""

    actor_country: str
    recipient_country: str
    event_count: int
    mean_intensity: float
    event_ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class StateCount:
    """Events in which a state takes part."""

    code: str
    event_count: int
    event_ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """Events at a place."""

    place_id: str
    name: str
    latitude: float
    longitude: float
    event_count: int
    event_ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class DeskEvent:
    """An event that the page shows."""

    event_id: str
    event_type: str
    event_mode: str | None
    quad_class: int
    actor: str | None
    recipient: str | None
    status: str
    date_earliest: date
    date_latest: date
    place_name: str | None
    article_count: int
    source_count: int
    mention_count: int
    score: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence behind an event; the trigger's offsets count its characters."""

    event_id: str
    text: str
    trigger_start: int
    trigger_end: int
    source_file: str
    title: str | None
    agencies: Sequence[str]
    published_earliest: date | None
    published_latest: date | None
    status: str
    date_earliest: date | None
    date_latest: date | None
    attributed_to: str | None
    score: float


@dataclass(frozen=True, slots=True)
class DeskRows:
    """All that the news desk shows of a period."""

    first: date
    last: date
    bin: str
    """Width of a column of the timeline, of BINS."""
    counts: DeskCounts
    bins: Sequence[BinCount] = ()
    dyads: Sequence[Dyad] = ()
    states: Sequence[StateCount] = ()
    places: Sequence[PlaceCount] = ()
    main_ids: Sequence[str] = ()
    """The main events, the most important first."""
    events: Sequence[DeskEvent] = ()
    """In the order of their days."""
    sentences: Sequence[Sentence] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """ISO 3166 alpha-3 code -> name of the state."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Name -> address, relative to the page."""
