"""The gold set read: what a careful reader codes in each document; README.md beside it says what the columns mean."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent
TEXTS = FOLDER / "texts"


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """A row of events.tsv."""

    doc: str
    is_required: bool
    event_type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: str
    date_earliest: date | None
    date_latest: date | None
    story: str
    anchor: str


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A row of entities.tsv."""

    doc: str
    name: str
    entity_type: str
    country_code: str
    surfaces: tuple[str, ...]


def gold_events() -> list[GoldEvent]:
    """All events in the order of the file."""
    return [
        GoldEvent(
            row["doc"],
            row["required"] == "1",
            row["type"],
            tuple(row["actor"].split("|")),
            tuple(row["recipient"].split("|")),
            row["status"],
            _day(row["date_earliest"]),
            _day(row["date_latest"]),
            row["story"],
            row["anchor"],
        )
        for row in _rows("events.tsv")
    ]


def gold_entities() -> list[GoldEntity]:
    """All entities in the order of the file."""
    return [
        GoldEntity(
            row["doc"], row["canonical"], row["type"], row["country"], tuple(row["surfaces"].split("|"))
        )
        for row in _rows("entities.tsv")
    ]


def document(file_name: str) -> str:
    """The document that a file is: the digits in front of its name."""
    return Path(file_name).name.split("_")[0]


def squashed(text: str) -> str:
    """A text with each run of white space as one blank, as anchors are written."""
    return " ".join(text.split())


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
