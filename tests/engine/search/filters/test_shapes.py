"""Guide search-semantics, 10.5: shapes of `_geojson`. What meets what was tried on a real server."""

from collections.abc import Callable
from typing import Any

import pytest

from meilifake.engine import bitmap
from meilifake.engine.index.index import Index
from meilifake.engine.search import filters
from meilifake.engine.search.filters.great_circle import circle, densified, metres
from meilifake.engine.search.filters.planar import Path, cross, inside, orientation

MakeIndex = Callable[..., Index]

SQUARE = [[0, 0], [0, 10], [10, 10], [10, 0], [0, 0]]
SHAPES: list[dict[str, Any] | None] = [
    {"type": "Point", "coordinates": [1, 1]},
    {"type": "MultiPoint", "coordinates": [[50, 50], [2, 2]]},
    {"type": "LineString", "coordinates": [[-5, 1.5], [15, 1.5]]},
    {"type": "Polygon", "coordinates": [SQUARE]},
    {"type": "Feature", "geometry": {"type": "Point", "coordinates": [40, 40]}},
    {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": [[SQUARE]]}}]},
    {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [3, 3]}]},
    None,
]
DOCUMENTS = [{"_geojson": shape} if shape else {"n": 1} for shape in SHAPES]


def select(index: Index, text: str) -> list[int]:
    condition = filters.parse(text)
    assert condition is not None
    return list(bitmap.each(filters.evaluate(index, condition, index.documents.bits)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("_geoPolygon([0.5, 0.5], [0.5, 2.5], [2.5, 2.5], [2.5, 0.5])", [0, 1, 2, 3, 5]),
        ("_geoPolygon([4, 4], [4, 5], [5, 5])", [3, 5]),
        ("_geoPolygon([-20, -20], [-20, 60], [60, 60], [60, -21])", [0, 1, 2, 3, 4, 5, 6]),
        ("_geoPolygon([-4, -4], [-4, -5], [-5, -5])", []),
        ("_geoBoundingBox([2.5, 2.5], [1.8, 1.8])", [1, 3, 5]),
        ("_geoRadius(40, 40, 1000)", [4]),
        ("_geoRadius(3, 3, 50000, 3)", [3, 5, 6]),
    ],
)
def test_meeting(make_index: MakeIndex, text: str, expected: list[int]) -> None:
    assert select(make_index(DOCUMENTS, ["_geojson"]), text) == expected


def test_shapes_follow_changes(make_index: MakeIndex) -> None:
    index = make_index(DOCUMENTS, ["_geojson", "_geo"])
    assert select(index, "_geoRadius(40, 40, 1000)") == [4]
    index.documents.put(0, "0", {"_geojson": {"type": "Point", "coordinates": [40, 40]}})
    index.documents.remove(4)
    index.documents.put(7, "7", {"_geo": {"lat": 40, "lng": 40}})
    index.documents.touched([0, 4, 7])
    assert select(index, "_geoRadius(40, 40, 1000)") == [0, 7]


def test_orientation_is_exact() -> None:
    assert orientation((0.0, 0.0), (0.1, 0.1), (0.3, 0.3)) == 0
    assert orientation((0.0, 0.0), (1.0, 1.0), (2.0, 2.0000000000000004)) == 1


def test_one_end_is_forgotten() -> None:
    """Of two lines on one straight line the server looks at three of the four ends."""
    assert not cross(((0.0, 0.0), (3.0, 0.0)), ((-1.0, 0.0), (-0.5, 0.0)))
    assert cross(((0.0, 0.0), (3.0, 0.0)), ((2.0, 0.0), (5.0, 0.0)))


def test_inside() -> None:
    triangle = Path([(0.0, 0.0), (4.0, 0.0), (2.0, 3.0), (0.0, 0.0)])
    assert inside((2.0, 1.0), triangle)
    assert not inside((0.5, 2.0), triangle)
    assert not inside((1.0, 1.0), Path([]))


def test_long_sides_are_bent() -> None:
    line = densified([(0.0, 60.0), (90.0, 60.0)], 1000.0)
    assert len(line) == -(-int(metres((0.0, 60.0), (90.0, 60.0))) // 1000) + 1
    assert max(latitude for _, latitude in line) > 67
    assert len(circle((0.0, 0.0), 1000.0, 5)) == 5


def test_what_cannot_be_read_is_not_found(make_index: MakeIndex) -> None:
    """A pattern lets filters ask for shapes that no import has checked."""
    values: list[Any] = [{"type": "Point", "coordinates": [1]}, {"type": "Point", "coordinates": [1, 1]}, 4]
    index = make_index([{"_geojson": value} for value in values], ["_geojson"])
    assert select(index, "_geoPolygon([0, 0], [0, 2], [2, 2], [2, 0])") == [1]


def test_over_the_180th_meridian_only_shapes_near_it_are_found(make_index: MakeIndex) -> None:
    norway = {"type": "Polygon", "coordinates": [[[5, 60], [25, 60], [25, 70], [5, 70], [5, 60]]]}
    alaska = {"type": "Polygon", "coordinates": [[[-168, 60], [-141, 60], [-141, 70], [-168, 70], [-168, 60]]]}
    index = make_index([{"_geojson": norway}, {"_geojson": alaska}], ["_geojson"])
    assert select(index, "_geoBoundingBox([70, -148], [63, 152])") == [1]
