"""Make pages/outline.tsv: the coasts and borders of the world, from Natural Earth, coarse enough for a small map.

Run by ``make outline``. The shapes are those of ne_110m_admin_0_countries (public domain) as geopandas 0.14 holds them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

Point = tuple[float, float]
TARGET = Path(__file__).parent.parent / "pages" / "outline.tsv"
TOLERANCE = 0.22
"""Degrees by which a line may leave its source."""
CORNERS = 3
"""Points of a closed line that holds no area; a ring that would shrink to it stays as it is."""
SMALLEST = 0.35
"""Rings of less extent, in degrees, are left out unless they are a state's only one."""
OWN_CODES = {"-99": "XKX", "CYN": "", "SOL": ""}
"""The source's own codes: Kosovo gets that of news/knowledge/states.tsv, the others have none in ISO 3166-1."""
HEAD = """\
# World outline: one state per line, for the maps of the pages.
# WHAT IT HOLDS: ISO 3166-1 alpha-3 code (empty: it has none), then the rings of its outline, between tabs;
#   a ring is longitude,latitude pairs in degrees (WGS 84), rounded to tenths; its last point joins its first.
# SOURCE: Natural Earth, 1:110m Admin 0 countries (naturalearthdata.com), public domain; simplified, no Antarctica.
# HOW TO CHANGE IT: sources/outline.py writes it (make outline).
"""


def main() -> None:
    """Write the file."""
    spec = find_spec("geopandas")
    if spec is None or spec.origin is None:
        raise SystemExit("geopandas 0.14 is not installed; run: make outline")
    shapes = Path(spec.origin).parent / "datasets" / "naturalearth_lowres" / "naturalearth_lowres.shp"
    TARGET.write_text(outline(shapes), encoding="utf-8")


def outline(shapes: Path) -> str:
    """The whole file, given the shapefile whose dbf lies beside it."""
    lines = []
    states = zip(
        _attributes(shapes.with_suffix(".dbf").read_bytes()), _rings(shapes.read_bytes()), strict=True
    )
    for (name, iso3), rings in states:
        if name == "Antarctica":
            continue
        code = OWN_CODES.get(iso3, iso3)
        largest = max(rings, key=_extent)
        kept = [simplified(r) for r in rings if r is largest or _extent(r) >= SMALLEST]
        lines.append("\t".join([code, *(" ".join(f"{x:g},{y:g}" for x, y in ring) for ring in kept)]))
    return HEAD + "\n".join(sorted(lines)) + "\n"


def simplified(ring: list[Point]) -> list[Point]:
    """A closed ring without the points that TOLERANCE allows to miss (Douglas and Peucker 1973), rounded to tenths."""
    far = max(range(len(ring)), key=lambda i: (ring[i][0] - ring[0][0]) ** 2 + (ring[i][1] - ring[0][1]) ** 2)
    halves = [*_reduced(ring[: far + 1])[:-1], *_reduced(ring[far:])]
    if len(halves) <= CORNERS:
        halves = ring
    rounded = [(round(x, 1), round(y, 1)) for x, y in halves]
    distinct = [p for i, p in enumerate(rounded) if i == 0 or p != rounded[i - 1]]
    return distinct[:-1] if distinct[0] == distinct[-1] else distinct


def _reduced(line: list[Point]) -> list[Point]:
    if len(line) <= 2:  # noqa: PLR2004 - two points are a line
        return line
    (x1, y1), (x2, y2) = line[0], line[-1]
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 or 1e-9
    distances = [abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length for x, y in line[1:-1]]
    widest = max(range(len(distances)), key=distances.__getitem__)
    if distances[widest] < TOLERANCE:
        return [line[0], line[-1]]
    return [*_reduced(line[: widest + 2])[:-1], *_reduced(line[widest + 1 :])]


def _extent(ring: list[Point]) -> float:
    xs, ys = zip(*ring, strict=True)
    return float(max(max(xs) - min(xs), max(ys) - min(ys)))


def _attributes(dbf: bytes) -> Iterator[tuple[str, str]]:
    """Name and alpha-3 code of each shape (dBASE III)."""
    count, head_length, row_length = struct.unpack("<IHH", dbf[4:12])
    places, at, offset = {}, 32, 1
    while dbf[at] != 0x0D:  # noqa: PLR2004 - the end of the fields
        width = dbf[at + 16]
        places[dbf[at : at + 11].split(b"\0")[0].decode()] = slice(offset, offset + width)
        offset, at = offset + width, at + 32
    for number in range(count):
        row = dbf[head_length + number * row_length :]
        yield row[places["name"]].decode("latin-1").strip(), row[places["iso_a3"]].decode("latin-1").strip()


def _rings(shp: bytes) -> Iterator[list[list[Point]]]:
    """The rings of each polygon (ESRI Shapefile Technical Description, 1998)."""
    at = 100
    while at < len(shp):
        (words,) = struct.unpack(">I", shp[at + 4 : at + 8])
        part_count, point_count = struct.unpack("<II", shp[at + 44 : at + 52])
        starts = [*struct.unpack(f"<{part_count}I", shp[at + 52 : at + 52 + 4 * part_count]), point_count]
        numbers = struct.unpack_from(f"<{2 * point_count}d", shp, at + 52 + 4 * part_count)
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        yield [points[a:b] for a, b in pairwise(starts)]
        at += 8 + 2 * words


if __name__ == "__main__":
    main()
