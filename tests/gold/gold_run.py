"""Run the pipeline on the gold set, measure it, and set its figures as a table."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
from gold_score import (
    CodedEntity,
    CodedEvent,
    Party,
    Share,
    calibration,
    calibration_error,
    entity_share,
    event_shares,
    folded,
    match,
    right_dates,
    right_statuses,
    story_share,
)
from gold_set import FOLDER, TEXTS, document, gold_entities, gold_events, squashed

from flows.plain import ingest_plainly
from flows.settings import Settings

FLOOR = FOLDER / "floor.toml"
ENGINE = "accurate"
FLOOR_HEAD = """\
# The figures of the gold set below which no change may fall; README.md beside it says how they are counted.
# Written by: make gold ARGS=--regenerate
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured: by event type detected and coded, and over all."""

    types: Mapping[str, tuple[Share, Share]]
    shares: Mapping[str, Share]
    """stories, entities."""
    rates: Mapping[str, float]
    """statuses, dates, countries."""
    calibration: Sequence[tuple[float, float, int]]
    """Score of mentions, share of them that are right, how many they are."""

    def measures(self) -> dict[str, float]:
        """Name -> figure between 0 and 1, rounded to three digits: what the floor holds."""
        detected, coded = self.types["all"]
        found = {
            "detected": detected.f1,
            "coded": coded.f1,
            "calibration": 1 - calibration_error(self.calibration),
        }
        found |= self.rates | {name: share.f1 for name, share in self.shares.items()}
        found |= {
            f"detected {name}": share.f1
            for name, (share, _) in self.types.items()
            if share.gold and name != "all"
        }
        return {name: round(value, 3) for name, value in found.items()}

    def table(self) -> str:
        """The figures for people."""
        lines = [
            f"{'gold set':12} {'gold':>5} {'said':>5}   {'detected':<21}   coded",
            f"{'':25}  P     R     F1",
        ]
        for name, (detected, coded) in self.types.items():
            lines.append(
                f"{name:12} {detected.gold:5} {detected.said:5}   {_shown(detected)}   {_shown(coded)}"
            )
        for name, share in self.shares.items():
            lines.append(f"{name:12} {share.gold:5} {share.said:5}   {_shown(share)}")
        lines += [f"{name:12} {value:.3f}" for name, value in self.rates.items()]
        lines += [f"calibration error {calibration_error(self.calibration):.3f}"]
        lines += ["score        right  said"]
        lines += [f"{score:5.2f} {right:12.2f} {count:5}" for score, right, count in self.calibration]
        return "\n".join(lines)


def measure(home: Path) -> Figures:
    """Read and code the texts into ``home`` with the accurate engine, whatever the environment says, and measure."""
    settings = Settings.model_construct(home=home, model=ENGINE)
    ingest_plainly(TEXTS, settings)
    with duckdb.connect(str(settings.warehouse_file), read_only=True) as warehouse:
        return measure_warehouse(warehouse)


def measure_warehouse(warehouse: duckdb.DuckDBPyConnection) -> Figures:
    """The figures of a warehouse that holds the documents of the gold set."""
    events, entities = gold_events(), gold_entities()
    said = coded_events(warehouse)
    bodies = {
        document(file): squashed(body)
        for file, body in warehouse.execute("SELECT source_file, body FROM articles").fetchall()
    }
    found = match(events, said, bodies)
    entity_found, countries = entity_share(entities, coded_entities(warehouse))
    return Figures(
        event_shares(events, said, found),
        {"stories": story_share(events, said, found), "entities": entity_found},
        {
            "statuses": right_statuses(events, said, found),
            "dates": right_dates(events, said, found),
            "countries": countries,
        },
        calibration(said, found),
    )


def coded_events(warehouse: duckdb.DuckDBPyConnection) -> list[CodedEvent]:
    """The event mentions in text order."""
    rows = warehouse.execute(
        "SELECT a.source_file, a.body[:m.trigger_start], m.event_type, m.actor_id, m.actor_country,"
        " m.recipient_id, m.recipient_country, m.status, m.date_earliest, m.date_latest, m.event_id, m.score"
        " FROM event_mentions AS m JOIN articles AS a USING (article_id)"
        " ORDER BY a.source_file, m.trigger_start, m.event_mention_id"
    ).fetchall()
    names = _names(warehouse)
    nobody = frozenset[str]()
    return [
        CodedEvent(
            document(file),
            len(squashed(before + "|")) - 1,
            event_type,
            Party(names.get(parties[0], nobody), parties[1]),
            Party(names.get(parties[2], nobody), parties[3]),
            *told,
        )
        for file, before, event_type, *parties, told in (([*row[:7], row[7:]]) for row in rows)
    ]


def coded_entities(warehouse: duckdb.DuckDBPyConnection) -> list[CodedEntity]:
    """The people, organisations and places that mentions of each document stand for."""
    names = _names(warehouse)
    rows = warehouse.execute(
        "SELECT DISTINCT a.source_file, e.entity_id, e.entity_type, e.country_code"
        " FROM mentions AS m JOIN articles AS a USING (article_id) JOIN entities AS e USING (entity_id)"
        " WHERE e.entity_type IN ('PER', 'ORG', 'LOC')"
    ).fetchall()
    return [
        CodedEntity(document(file), entity_id, entity_type, names[entity_id], country_code)
        for file, entity_id, entity_type, country_code in rows
    ]


def read_floor() -> dict[str, float]:
    """The figures that have to be reached; none where there is no file yet."""
    if not FLOOR.exists():
        return {}
    floor: dict[str, float] = tomllib.loads(FLOOR.read_text("utf-8"))["floor"]
    return floor


def write_floor(figures: Figures) -> None:
    """Make the figures of now the floor."""
    lines = [f'"{name}" = {value:.3f}' for name, value in figures.measures().items()]
    FLOOR.write_text("\n".join([FLOOR_HEAD, "[floor]", *lines]) + "\n", encoding="utf-8")


def _names(warehouse: duckdb.DuckDBPyConnection) -> dict[str, frozenset[str]]:
    rows = warehouse.execute("SELECT entity_id, name, aliases FROM entities").fetchall()
    return {
        entity_id: frozenset(folded(n) for n in [name, *(aliases or [])]) for entity_id, name, aliases in rows
    }


def _shown(share: Share) -> str:
    return f"{share.precision:.3f} {share.recall:.3f} {share.f1:.3f}"
