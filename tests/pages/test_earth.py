"""Places lie on the map where the published projection puts them, and a map shows all its places."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.earth import ASPECT, SMALLEST_WIDTH, WORLD, frame, project, states

LATITUDES, LONGITUDES = st.floats(-55, 79), st.floats(-180, 180)


@pytest.mark.parametrize(
    ("latitude", "longitude", "x", "y"),
    [
        (0, 0, 0.0, 0.0),
        (0, 180, 270.663, 0.0),
        (90, 0, 0.0, -131.737),
        (-90, 0, 0.0, 131.737),
    ],
)
def test_the_projection_is_equal_earth(latitude: float, longitude: float, x: float, y: float) -> None:
    assert project(latitude, longitude) == (pytest.approx(x, abs=0.01), pytest.approx(y, abs=0.01))


@given(st.floats(-89, 88), LONGITUDES)
def test_areas_are_true(latitude: float, longitude: float) -> None:
    """A cell of a degree has the share of the map that it has of the sphere."""
    from math import radians, sin

    (a, y1), (b, _) = project(latitude, 0), project(latitude, 1)
    _, y2 = project(latitude + 1, 0)
    c = project(latitude + 1, 1)[0]
    drawn = (y1 - y2) * (b - a + c) / 2
    true = 1e4 * radians(1) * (sin(radians(latitude + 1)) - sin(radians(latitude)))
    assert drawn == pytest.approx(true, rel=0.02)


def test_outlines_have_codes_and_paths() -> None:
    codes = [s.code for s in states() if s.code]
    assert {"DEU", "UKR", "RUS", "XKX", "PSE", "TWN", "USA"} <= set(codes)
    assert len(codes) == len(set(codes)) > 165
    assert all(re.fullmatch(r"(M[-\d. ]+l[-\d. ]+z)+", s.path) for s in states())


@given(st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=1, max_size=20))
def test_a_frame_holds_its_places(places: list[tuple[float, float]]) -> None:
    points = [project(*place) for place in places]
    left, top, width, height = frame(points)
    for x, y in points:
        assert left - 0.2 <= x <= left + width + 0.2
        assert top - 0.2 <= y <= top + height + 0.2
    assert width >= SMALLEST_WIDTH
    assert (left, top, width, height) == WORLD or width / height == pytest.approx(ASPECT, rel=0.01)


def test_without_places_the_world_is_shown() -> None:
    assert frame([]) == WORLD
