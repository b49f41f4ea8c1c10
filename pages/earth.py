"""Earth: the outline of the states on a flat map, and where a place lies on it.

The projection is Equal Earth (Šavrič, Patterson, Jenny 2018, doi:10.1080/13658816.2018.1504949): areas are true, so
that a state's colour weighs as much as the state is large.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

OUTLINE = Path(__file__).parent / "outline.tsv"
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
SCALE = 100
"""Units of the map per unit of the projection: the world is 541 wide."""
ASPECT = 1.9
"""Width of a map over its height."""
SMALLEST_WIDTH = 110.0
"""A map shows no less than this, so that a reader recognises the part of the world."""
WORLD = (-271.0, -129.0, 542.0, 232.0)
"""x, y, width, height of all outlines."""


@dataclass(frozen=True, slots=True)
class State:
    """A state's outline."""

    code: str
    """ISO 3166-1 alpha-3; empty for a territory that has none."""
    path: str
    """Its rings as SVG path data in units of the map."""


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """x and y of a place (degrees, WGS 84) on the map; y grows southwards, as SVG's does."""
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    t2, t6 = t * t, t**6
    x = 2 * sqrt(3) * radians(longitude) * cos(t)
    x /= 3 * (9 * A4 * t6 * t2 + 7 * A3 * t6 + 3 * A2 * t2 + A1)
    y = t * (A4 * t6 * t2 + A3 * t6 + A2 * t2 + A1)
    return SCALE * x, -SCALE * y


@cache
def states() -> tuple[State, ...]:
    """All outlines, in the order of their codes; ValueError where the file is damaged."""
    lines = OUTLINE.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(State(code, "".join(map(_ring, rings))) for code, *rings in rows)


def _ring(text: str) -> str:
    """Path data of one ring: whole and relative tenths of a unit, which is finer than the outline."""
    points = [project(float(y), float(x)) for x, y in (pair.split(",") for pair in text.split(" "))]
    tenths = [(round(10 * x), round(10 * y)) for x, y in points]
    steps = [f"{(x - a) / 10:g} {(y - b) / 10:g}" for (a, b), (x, y) in pairwise(tenths)]
    return f"M{tenths[0][0] / 10:g} {tenths[0][1] / 10:g}l{' '.join(steps)}z".replace(" -", "-")


def frame(points: Iterable[tuple[float, float]]) -> tuple[float, float, float, float]:
    """x, y, width and height of the part of the map that shows all points with room about them."""
    found = list(points)
    if not found:
        return WORLD
    xs, ys = zip(*found, strict=True)
    width = max(1.25 * (max(xs) - min(xs)), 1.25 * ASPECT * (max(ys) - min(ys)), SMALLEST_WIDTH)
    if width >= WORLD[2]:
        return WORLD
    height = width / ASPECT
    left = (max(xs) + min(xs) - width) / 2
    top = (max(ys) + min(ys) - height) / 2
    left = min(max(left, WORLD[0]), WORLD[0] + WORLD[2] - width)
    top = min(max(top, WORLD[1]), WORLD[1] + WORLD[3] - height) if height < WORLD[3] else WORLD[1]
    return round(left, 1), round(top, 1), round(width, 1), round(height, 1)
