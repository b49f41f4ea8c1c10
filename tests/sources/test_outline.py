"""Outlines are simplified to what a small map shows, and read from the published file formats."""

from __future__ import annotations

import struct
from itertools import pairwise
from math import cos, pi, sin
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sources.outline import TOLERANCE, outline, simplified

SQUARE = [(10.0, 10.0), (10.0, 20.0), (20.0, 20.0), (20.0, 10.0), (10.0, 10.0)]


def test_points_on_a_line_are_left_out() -> None:
    ring = [(10.0, 10.0), (10.0, 15.0), (10.04, 17.0), *SQUARE[1:]]
    assert sorted(simplified(ring)) == sorted(SQUARE[:-1])


@given(st.floats(1, 80), st.integers(8, 200))
def test_a_circle_stays_where_it_is(radius: float, count: int) -> None:
    ring = [(radius * cos(2 * pi * n / count), radius * sin(2 * pi * n / count)) for n in range(count)]
    found = simplified([*ring, ring[0]])
    assert 3 <= len(found) <= count
    for x, y in found:
        assert abs((x * x + y * y) ** 0.5 - radius) <= 0.08
    longest = max(abs(a - b) for (a, _), (b, _) in pairwise(found))
    assert longest <= 2 * (2 * radius * TOLERANCE) ** 0.5 + 2 * pi * radius / count + 0.5


def shapefile(folder: Path, states: list[tuple[str, str, list[list[tuple[float, float]]]]]) -> Path:
    """A shapefile and its dbf of so many states (name, code, rings)."""
    shp, dbf = b"\0" * 100, struct.pack("<4xIHH20x", len(states), 32 + 2 * 32 + 1, 1 + 20 + 3)
    for field, width in ((b"name", 20), (b"iso_a3", 3)):
        dbf += field.ljust(11, b"\0") + b"C" + b"\0" * 4 + bytes([width]) + b"\0" * 15
    dbf += b"\x0d"
    for name, code, rings in states:
        points = [p for ring in rings for p in ring]
        starts = [sum(map(len, rings[:n])) for n in range(len(rings))]
        content = struct.pack("<I32xII", 5, len(rings), len(points)) + struct.pack(f"<{len(rings)}I", *starts)
        content += b"".join(struct.pack("<2d", *p) for p in points)
        shp += struct.pack(">II", 1, len(content) // 2) + content
        dbf += b" " + name.encode("latin-1").ljust(20) + code.encode().ljust(3)
    (folder / "x.dbf").write_bytes(dbf)
    (folder / "x.shp").write_bytes(shp)
    return folder / "x.shp"


def test_states_are_read_from_a_shapefile(tmp_path: Path) -> None:
    islet = [(x / 100, y / 100) for x, y in SQUARE]
    states = [
        ("Velen", "VEL", [SQUARE, islet]),
        ("Kleine Köje", "KOJ", [[(x / 60, y / 60) for x, y in SQUARE]]),
        ("Antarctica", "ATA", [SQUARE]),
        ("Kosovo", "-99", [SQUARE]),
        ("Somaliland", "SOL", [SQUARE]),
    ]
    lines = [line for line in outline(shapefile(tmp_path, states)).splitlines() if not line.startswith("#")]
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in lines}
    assert sorted(rows) == ["", "KOJ", "VEL", "XKX"]
    assert len(rows["VEL"]) == 1, "an islet beside a larger part is left out"
    assert rows["KOJ"] == ["0.2,0.2 0.2,0.3 0.3,0.3 0.3,0.2"], "a state's only part is kept"
    assert sorted(rows["VEL"][0].split(" ")) == ["10,10", "10,20", "20,10", "20,20"]
