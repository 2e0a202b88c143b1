"""Shapes of `_geojson` against a circle or a polygon (guide search-semantics, 10.5).

The server keeps shapes in a tree of cells; a shape is found when it has a point in common with the polygon on the flat map, whose
sides are first bent along great circles, and, where either crosses the 180th meridian, when they also share a cell (`cells`). Holes of
polygons are not kept.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from meilifake.engine import bitmap
from meilifake.engine.index.geojson_check import check_geojson
from meilifake.engine.index.index import Index
from meilifake.engine.search.filters.cells import cells, covered, crosses
from meilifake.engine.search.filters.great_circle import Place, circle, densified
from meilifake.engine.search.filters.planar import Path, closed, inside, line_meets, polygons_meet
from meilifake.engine.search.geo import Point
from meilifake.errors.base import MeiliError

LONGEST_STORED, LONGEST_ASKED = 10_000.0, 1_000.0
"""Metres between neighbouring points of a stored shape, and of the polygon of a filter."""

Json = Mapping[str, Any]


class Shape:
    """The points, lines and polygons of one document. `over`: whether one of them crosses the 180th meridian."""

    __slots__ = ("lines", "over", "points", "polygons")

    def __init__(self) -> None:
        self.points: list[Place] = []
        self.lines: list[Path] = []
        self.polygons: list[Path] = []
        self.over = False

    def add(self, geometry: Json) -> None:
        kind, coordinates = geometry.get("type"), geometry.get("coordinates") or ()
        if kind == "GeometryCollection":
            for member in geometry.get("geometries") or ():
                self.add(member)
        elif kind in ("Point", "MultiPoint"):
            self.points += [place(one) for one in ((coordinates,) if kind == "Point" else coordinates)]
        elif kind in ("LineString", "MultiLineString"):
            for line in (coordinates,) if kind == "LineString" else coordinates:
                self.lines.append(self.path([place(one) for one in line]))
        elif kind in ("Polygon", "MultiPolygon"):
            for rings in (coordinates,) if kind == "Polygon" else coordinates:
                outer = [place(one) for one in rings[0]] if rings else []
                self.polygons.append(self.path(closed(outer)))

    def path(self, corners: Sequence[Place]) -> Path:
        points = densified(corners, LONGEST_STORED)
        self.over = self.over or crosses(points)
        return Path(points)

    def meets(self, polygon: Path) -> bool:
        return (
            any(inside(point, polygon) for point in self.points)
            or any(line_meets(line, polygon) for line in self.lines)
            or any(polygons_meet(one, polygon) for one in self.polygons)
        )

    def cells(self) -> set[int]:
        """The coarsest cells that the shape is kept under."""
        found = cells(self.points)
        for line in self.lines:
            found |= cells(line.points)
        for polygon in self.polygons:
            found |= covered(polygon)
        return found


def place(position: Sequence[float]) -> Place:
    return float(position[0]), float(position[1])


def geometries(value: Json) -> Iterator[Json]:
    """The geometries of a GeoJSON object. Features without one say nothing."""
    kind = value.get("type")
    if kind == "FeatureCollection":
        for member in value.get("features") or ():
            yield from geometries(member)
    elif kind != "Feature":
        yield value
    elif value.get("geometry") is not None:
        yield value["geometry"]


class Shapes:
    """Internal id -> shape, for the documents with a `_geojson` that can be read: only a plain rule has imports checked."""

    __slots__ = ("shapes",)

    def __init__(self, shapes: Mapping[int, Shape]) -> None:
        self.shapes = shapes

    @classmethod
    def key(cls, index: Index) -> Hashable:
        return None

    @classmethod
    def build(cls, index: Index) -> Shapes:
        return cls(read(index, index.documents))

    def updated(self, index: Index, touched: Collection[int]) -> Shapes:
        kept = {docid: shape for docid, shape in self.shapes.items() if docid not in touched}
        return Shapes(kept | read(index, [docid for docid in touched if index.documents.bits >> docid & 1]))


def read(index: Index, docids: Iterable[int]) -> dict[int, Shape]:
    found: dict[int, Shape] = {}
    for docid in docids:
        value = index.documents.get(docid).get("_geojson")
        if isinstance(value, dict) and readable(value):
            shape = found[docid] = Shape()
            for geometry in geometries(value):
                shape.add(geometry)
    return found


def readable(value: Json) -> bool:
    try:
        check_geojson(value)
    except MeiliError:
        return False
    return True


def meeting(index: Index, corners: Sequence[Place]) -> int:
    polygon = Path(densified(closed(corners), LONGEST_ASKED))
    over, found = crosses(polygon.points), []
    asked: set[int] = set()
    for docid, shape in index.derive(Shapes).shapes.items():
        if not shape.meets(polygon):
            continue
        if over or shape.over:
            asked = asked or covered(polygon)
            if asked.isdisjoint(shape.cells()):
                continue
        found.append(docid)
    return bitmap.of(found)


def in_circle(index: Index, center: Point, metres: float, corners: int) -> int:
    """The circle is a polygon of so many corners."""
    return meeting(index, circle((center[1], center[0]), metres, corners))


def in_polygon(index: Index, corners: Sequence[Point]) -> int:
    return meeting(index, [(lng, lat) for lat, lng in corners])
