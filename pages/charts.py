"""Charts: the geometry of stacked bars, drawn by the template as SVG whose colours are the page's.

Every chart is small (360 units wide), so that its letters stay readable on a phone, and comes with its numbers as a
table. Drawing them here costs a millisecond each and gives each mark its words and its link (docs/adr/0028).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

SMALL = (360, 170)
"""Width and height of a chart that stands beside others."""
LEFT, RIGHT, TOP, BOTTOM = 44, 6, 10, 22
LETTER_WIDTH = 7.0
"""Room that a letter needs, with some to spare."""
NAME_ROOM = 40.0
"""Room that the name of a column takes at least."""
MOST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of part: its CSS class and what it is called."""

    style: str
    name: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, how much of each kind it holds in the order of the kinds, and where a click on it leads."""

    name: str
    parts: tuple[float, ...]
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a column, in units of the chart."""

    x: float
    y: float
    width: float
    height: float
    style: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A column as drawn: its bars, its words for those who do not see them, and where it leads."""

    bars: tuple[Bar, ...]
    words: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Tick:
    """A line or name at an axis: where it stands, what it says, and which end of the text stands there."""

    at: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class BarChart:
    """Stacked bars, ready to draw, with the numbers behind them."""

    title: str
    kinds: tuple[Kind, ...]
    rows: tuple[tuple[str, ...], ...]
    """Name and values of each column, as written: the chart as a table."""
    marks: tuple[Mark, ...]
    values: tuple[Tick, ...]
    """Lines across, by y."""
    names: tuple[Tick, ...]
    """Names below, by x."""
    width: int
    height: int
    left: int = LEFT

    @property
    def is_linked(self) -> bool:
        """Whether some column leads somewhere."""
        return any(mark.link for mark in self.marks)


def steps(highest: float, count: int = 4, *, whole: bool = True) -> list[float]:
    """Round values from 0 to at least ``highest``, about ``count`` steps of 1, 2 or 5 times a power of ten apart."""
    rough = max(highest, 1.0 if whole else 1e-6) / count
    power = 10.0 ** floor(log10(rough))
    step = next(s * power for s in (1, 2, 5, 10) if s * power >= rough * 0.999)
    if whole:
        step = max(1.0, step)
    return [round(i * step, 9) for i in range(ceil(round(highest / step, 6) or 1) + 1)]


def bar_chart(
    title: str,
    kinds: Sequence[Kind],
    columns: Sequence[Column],
    number: Callable[[float, int], str],
    *,
    whole: bool = True,
    size: tuple[int, int] = SMALL,
) -> BarChart:
    """Stack the parts of each column, the first kind lowest.

    ``number`` writes a value with so many digits behind the mark; ``whole`` values are counts; ``size`` is width and
    height in units of about a pixel.
    """
    width, height = size
    scale = steps(max((sum(c.parts) for c in columns), default=0), whole=whole)
    digits = 0 if whole or scale[1] >= 1 else min(MOST_DIGITS, ceil(-log10(scale[1])))
    slot = (width - LEFT - RIGHT) / max(len(columns), 1)
    unit = (height - TOP - BOTTOM) / scale[-1]
    rows = tuple((c.name, *(number(p, digits) for p in c.parts)) for c in columns)
    bars = [_bars(place, column, kinds, slot, unit, height - BOTTOM) for place, column in enumerate(columns)]
    return BarChart(
        title=title,
        kinds=tuple(kinds),
        rows=rows,
        marks=tuple(
            Mark(drawn, _told(row, kinds), column.link if drawn else None)
            for drawn, row, column in zip(bars, rows, columns, strict=True)
        ),
        values=tuple(Tick(round(height - BOTTOM - v * unit, 1), number(v, digits), "end") for v in scale),
        names=_names(columns, slot, width),
        width=width,
        height=height,
    )


def _bars(
    place: int, column: Column, kinds: Sequence[Kind], slot: float, unit: float, bottom: float
) -> tuple[Bar, ...]:
    width = min(slot - min(3.0, slot * 0.2), 40.0)
    x = round(LEFT + (place + 0.5) * slot - width / 2, 1)
    bars, below = [], bottom
    for kind, part in zip(kinds, column.parts, strict=True):
        below -= part * unit
        if part > 0:
            bars.append(Bar(x, round(below, 1), round(width, 1), round(part * unit, 1), kind.style))
    return tuple(bars)


def _told(row: Sequence[str], kinds: Sequence[Kind]) -> str:
    return f"{row[0]}: " + ", ".join(
        f"{value} {kind.name}" for kind, value in zip(kinds, row[1:], strict=True)
    )


def _names(columns: Sequence[Column], slot: float, width: int) -> tuple[Tick, ...]:
    """Names from left to right as far as there is room, so that none touches another or leaves the chart."""
    found: list[Tick] = []
    free_from = 0.0
    for place, column in enumerate(columns):
        at = LEFT + (place + 0.5) * slot
        room = max(NAME_ROOM, LETTER_WIDTH * len(column.name))
        tick, start = Tick(round(at, 1), column.name), at - room / 2
        if at + room / 2 > width:
            tick, start = Tick(width - RIGHT, column.name, "end"), width - room
        elif start < LEFT and slot < room:
            tick, start = Tick(LEFT, column.name, "start"), LEFT
        if start >= free_from:
            found.append(tick)
            free_from = start + room + (LEFT - start if start < LEFT else 0)
    return tuple(found)
