"""The news desk: a period as timeline, matrix of states and map, where each mark leads to the sentences behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from pathlib import Path
from typing import Any

from pages.charts import BarChart, Column, Kind, bar_chart
from pages.coverage import level
from pages.desk_rows import DeskEvent, DeskRows, Dyad, PlaceCount, Sentence
from pages.earth import frame, project, states
from pages.period import starts
from pages.site import render, write_page
from pages.words import Words, words

PAGE = "desk.html"
AXIS_NAMES = 4
"""Names above the main events at most."""
MOST_COLUMNS = 120
"""Columns of the timeline at most; of a longer period the last ones are shown."""
QUADS = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
TONES = ((-5.0, "t1"), (-1.0, "t2"), (1.0, "t3"), (4.0, "t4"))
"""Mean intensity up to which a pair of states has a colour; above all of them t5."""
FULL_CIRCLE = 12
"""Events of the largest circle, where no place has more."""
NAMED_PLACES = 12
LETTER = 0.011
"""Height of a place's name as a share of the map's width."""


@dataclass(frozen=True, slots=True)
class Group:
    """What stands behind a mark: its heading, and the most important of its events."""

    anchor: str
    heading: str
    event_count: int
    events: tuple[DeskEvent, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A main event on the timeline: where its days lie, in percent of the period."""

    event: DeskEvent
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its trigger apart."""

    before: str
    trigger: str
    behind: str
    source: Sentence


@dataclass(frozen=True, slots=True)
class Circle:
    """A place on the map."""

    x: float
    y: float
    radius: float
    words: str
    link: str
    name: str
    """Empty where there is no room for it."""
    anchor: str
    name_x: float


@dataclass(frozen=True, slots=True)
class Map:
    """The part of the world in which things happened."""

    view: str
    shapes: tuple[dict[str, Any], ...]
    circles: tuple[Circle, ...]
    letter: float


def write_desk(rows: DeskRows, folder: Path, language: str = "en") -> Path:
    """Write the news desk into the folder of the reports; return its path."""
    return write_page(folder / PAGE, render_desk(rows, language))


def render_desk(rows: DeskRows, language: str = "en") -> str:
    """The page as HTML; all values are escaped."""
    told = words(language)
    by_id = {event.event_id: event for event in rows.events}
    sentences: dict[str, list[Told]] = defaultdict(list)
    for sentence in rows.sentences:
        sentences[sentence.event_id].append(_told(sentence))
    return render(
        "desk.html.j2",
        told,
        rows=rows,
        counts=rows.counts,
        links=[{"name": name, "address": address} for name, address in rows.links.items()],
        quads=[Kind(f"q{number}", told.text(name)) for number, name in QUADS.items()],
        timeline=timeline(rows, told),
        main=list(main_rows(rows, by_id)),
        axis=list(_axis(rows, told)),
        matrix=matrix(rows.dyads, rows.names, told),
        map=draw_map(rows, told) if rows.states or rows.places else None,
        groups=list(groups(rows, by_id, told)),
        events=rows.events,
        sentences=sentences,
        names=rows.names,
    )


def timeline(rows: DeskRows, told: Words) -> BarChart:
    """Events by day, week or month and quad class; each column leads to the most important of its events."""
    counts = {(b.start, b.quad_class): b.event_count for b in rows.bins}
    columns = [
        Column(
            _bin_name(start, rows.bin, told),
            tuple(counts.get((start, q), 0) for q in QUADS),
            f"#{_bin_anchor(start)}",
        )
        for start in starts(rows.first, rows.last, rows.bin)[-MOST_COLUMNS:]
    ]
    kinds = [Kind(f"q{number}", told.text(name)) for number, name in QUADS.items()]
    title = {"day": "Events by day", "week": "Events by week", "month": "Events by month"}[rows.bin]
    return bar_chart(told.text(title), kinds, columns, told.number, size=(720, 220))


def _bin_name(start: date, width: str, told: Words) -> str:
    return told.month(start) if width == "month" else told.day(start)


def _bin_anchor(start: date) -> str:
    return f"b-{start}"


def main_rows(rows: DeskRows, by_id: Mapping[str, DeskEvent]) -> Iterator[Row]:
    """The main events in the order of their days."""
    days = (rows.last - rows.first).days + 1
    chosen = [by_id[i] for i in rows.main_ids if i in by_id]
    for event in sorted(chosen, key=lambda e: (e.date_earliest, e.date_latest, e.event_id)):
        left = 100 * (event.date_earliest - rows.first).days / days
        yield Row(
            event, round(left, 2), round(100 * ((event.date_latest - event.date_earliest).days + 1) / days, 2)
        )


def _axis(rows: DeskRows, told: Words) -> Iterator[dict[str, Any]]:
    """Names of some months or days with their place in percent."""
    found = starts(rows.first, rows.last, rows.bin)
    days = (rows.last - rows.first).days + 1
    for start in found[:: ceil(len(found) / AXIS_NAMES)]:
        yield {
            "left": max(0.0, round(100 * (start - rows.first).days / days, 2)),
            "name": _bin_name(start, rows.bin, told),
        }


def matrix(dyads: Sequence[Dyad], names: Mapping[str, str], told: Words) -> dict[str, Any]:
    """Rows of acting and columns of receiving states, those that take part in most first."""
    weight: dict[str, int] = defaultdict(int)
    for dyad in dyads:
        weight[dyad.actor_country] += dyad.event_count
        weight[dyad.recipient_country] += dyad.event_count
    codes = sorted(weight, key=lambda code: (-weight[code], code))
    cells = {(d.actor_country, d.recipient_country): d for d in dyads}
    acting = [code for code in codes if any((code, other) in cells for other in codes)]
    receiving = [code for code in codes if any((other, code) in cells for other in codes)]
    return {
        "columns": [(code, names.get(code, code)) for code in receiving],
        "rows": [
            (
                code,
                names.get(code, code),
                [_cell(cells.get((code, other)), code, other, names, told) for other in receiving],
            )
            for code in acting
        ],
    }


def _cell(
    dyad: Dyad | None, actor: str, recipient: str, names: Mapping[str, str], told: Words
) -> dict[str, Any]:
    if dyad is None:
        return {"count": 0, "tone": "self" if actor == recipient else "none", "link": None, "words": ""}
    tone = next((style for most, style in TONES if dyad.mean_intensity <= most), "t5")
    counted = told.plural("{n} event", "{n} events", dyad.event_count).format(n=told.number(dyad.event_count))
    return {
        "count": dyad.event_count,
        "tone": tone,
        "link": f"#{_dyad_anchor(dyad)}",
        "words": f"{names.get(actor, actor)} → {names.get(recipient, recipient)}: {counted}",
    }


def _dyad_anchor(dyad: Dyad) -> str:
    return f"d-{dyad.actor_country}-{dyad.recipient_country}"


def draw_map(rows: DeskRows, told: Words) -> Map:
    """States as dark as they take part in events, and circles where events took place."""
    counts = {s.code: s.event_count for s in rows.states}
    most = max(counts.values(), default=0)
    points = [project(p.latitude, p.longitude) for p in rows.places]
    x, y, width, height = frame(points)
    shapes = tuple(
        {
            "path": state.path,
            "level": level(counts.get(state.code, 0), most),
            "link": f"#s-{state.code}" if state.code in counts else None,
            "words": f"{rows.names.get(state.code, state.code)}: {told.number(counts.get(state.code, 0))}",
        }
        for state in states()
    )
    return Map(
        f"{x:g} {y:g} {width:g} {height:g}",
        shapes,
        tuple(_circles(rows.places, points, width, x + width, told)),
        round(width * LETTER, 2),
    )


def _circles(
    places: Sequence[PlaceCount],
    points: Sequence[tuple[float, float]],
    width: float,
    right: float,
    told: Words,
) -> Iterator[Circle]:
    """The largest first, so that small ones lie on top; names where no other name is."""
    most = max([FULL_CIRCLE, *(p.event_count for p in places)])
    taken: list[tuple[float, float, float]] = []
    letter = width * LETTER
    for number, (place, (x, y)) in enumerate(zip(places, points, strict=True)):
        radius = width * (0.004 + 0.012 * (place.event_count / most) ** 0.5)
        length = letter * 0.6 * len(place.name)
        is_left = x + radius + length > right
        start = x - radius - length if is_left else x + radius
        is_free = all(abs(y - b) > 1.2 * letter or start > end or start + length < a for a, b, end in taken)
        named = number < NAMED_PLACES and is_free
        if named:
            taken.append((start, y, start + length))
        yield Circle(
            round(x, 1),
            round(y, 1),
            round(radius, 2),
            f"{place.name}: {told.number(place.event_count)}",
            f"#{_place_anchor(place)}",
            place.name if named else "",
            "end" if is_left else "start",
            round(x - 1.4 * radius if is_left else x + 1.4 * radius, 1),
        )


def _place_anchor(place: PlaceCount) -> str:
    return f"p-{place.place_id}"


def groups(rows: DeskRows, by_id: Mapping[str, DeskEvent], told: Words) -> Iterator[tuple[str, list[Group]]]:
    """What stands behind the marks: of the timeline, the matrix and the map, each under its title."""
    bins: dict[date, list[Any]] = defaultdict(list)
    for one in rows.bins:
        bins[one.start].append(one)
    yield (
        "Behind the timeline",
        [
            Group(
                _bin_anchor(start),
                _bin_name(start, rows.bin, told),
                sum(b.event_count for b in parts),
                _events((i for b in parts for i in b.event_ids), by_id),
            )
            for start, parts in sorted(bins.items())
        ],
    )
    name = rows.names.get
    yield (
        "Behind the pairs of states",
        [
            Group(
                _dyad_anchor(d),
                f"{name(d.actor_country, d.actor_country)} → {name(d.recipient_country, d.recipient_country)}",
                d.event_count,
                _events(d.event_ids, by_id),
            )
            for d in rows.dyads
        ],
    )
    yield (
        "Behind the states",
        [
            Group(f"s-{s.code}", name(s.code, s.code), s.event_count, _events(s.event_ids, by_id))
            for s in rows.states
        ],
    )
    yield (
        "Behind the places",
        [Group(_place_anchor(p), p.name, p.event_count, _events(p.event_ids, by_id)) for p in rows.places],
    )


def _events(ids: Iterable[str], by_id: Mapping[str, DeskEvent]) -> tuple[DeskEvent, ...]:
    return tuple(by_id[i] for i in ids if i in by_id)


def shown_ids(rows: DeskRows) -> list[str]:
    """Ids of all events to which some mark leads: those whose rows the page needs, in alphabetical order."""
    ids = set(rows.main_ids)
    for part in (rows.bins, rows.dyads, rows.states, rows.places):
        for row in part:
            ids.update(row.event_ids)
    return sorted(ids)


def _told(sentence: Sentence) -> Told:
    start, end = sentence.trigger_start, sentence.trigger_end
    return Told(sentence.text[:start], sentence.text[start:end], sentence.text[end:], sentence)
