"""Sorting by distance, `_geoPoint(lat,lng):asc` or `:desc` (guide search-semantics, 8.8 and 12.2)."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from meilifake.engine import bitmap
from meilifake.engine.index.index import Index
from meilifake.engine.index.points import GeoPoints, Point
from meilifake.engine.search.geo import distance
from meilifake.engine.search.query.graph import QueryGraph
from meilifake.engine.search.ranking.rule import Bucket, NeverAtOnce, SameQuery
from meilifake.engine.search.result import Score
from meilifake.wire.jsontext import display_f64

MARGIN = 1.0
"""Metres within which distances count as equal."""
MOST_IN_BUCKET = 1000
MANY = 1000
"""From so many candidates on, the server asks its tree of points for so many at a time; it knows distances to the last bit."""


@dataclass(frozen=True, slots=True)
class GeoSort:
    index: Index
    point: Point
    ascending: bool

    def start(self, universe: int, graph: QueryGraph) -> GeoBuckets:
        points = self.index.derive(GeoPoints)
        return GeoBuckets(self.point, self.ascending, points, universe, graph)


class GeoBuckets(NeverAtOnce, SameQuery):
    """Documents of about the same distance; all show the point of the first one (quirk). Those without a point come last."""

    __slots__ = ("_ascending", "_points", "_queue", "_target")

    def __init__(self, target: Point, ascending: bool, points: GeoPoints, universe: int, graph: QueryGraph) -> None:
        super().__init__(graph)
        self._target = target
        self._ascending = ascending
        self._points = points
        self._queue: deque[int] = deque()
        """Nearest first; `desc` takes from the end."""
        self.fetch(universe)

    def fetch(self, universe: int) -> None:
        """The next documents: all of a few, the first ones of many."""
        docids = self._points.bits & universe
        many = docids.bit_count() >= MANY
        order = by_nearness(self._target, self._points, bitmap.each(docids), many, self._ascending, MANY if many else None)
        self._queue.extend(order)

    def next(self, universe: int) -> Bucket | None:
        docids = 0
        first: tuple[Point, float] | None = None
        while docids.bit_count() < MOST_IN_BUCKET:
            if not self._queue:
                self.fetch(universe & ~docids)
            if not self._queue:
                break
            docid = self._queue[0 if self._ascending else -1]
            if universe >> docid & 1:
                point = self._points.points[docid]
                metres = distance(self._target, point)
                if first is None:
                    first = point, metres
                elif abs(first[1] - metres) > MARGIN:
                    break
                docids |= 1 << docid
            self._queue.popleft() if self._ascending else self._queue.pop()
        name = f"_geoPoint({display_f64(self._target[0])}, {display_f64(self._target[1])})"
        return Bucket(docids or universe, Score("geoSort", value=first, field=name, ascending=self._ascending))


def by_nearness(
    target: Point, points: GeoPoints, docids: Iterable[int], exactly: bool, ascending: bool, most: int | None = None
) -> list[int]:
    """Nearest first. A few candidates are compared by whole metres, then by id; many (`exactly`) by their straight line through the Earth.

    `most` of them: the nearest, or for descending order those farthest away.
    """
    place = points.points
    if not exactly:
        return sorted(docids, key=lambda docid: whole_metres(distance(target, place[docid])))
    here = cartesian(target if ascending else opposite(target))
    order = sorted(docids, key=lambda docid: squared(here, cartesian(place[docid])))[:most]
    return order if ascending else order[::-1]


def whole_metres(metres: float) -> int:
    return 0 if math.isnan(metres) else int(metres)


def cartesian(point: Point) -> tuple[float, float, float]:
    lat, lng = math.radians(point[0]), math.radians(point[1])
    return math.cos(lat) * math.cos(lng), math.cos(lat) * math.sin(lng), math.sin(lat)


def squared(left: tuple[float, float, float], right: tuple[float, float, float]) -> float:
    return sum((a - b) * (a - b) for a, b in zip(left, right, strict=True))


def opposite(point: Point) -> Point:
    return -point[0], point[1] - 180 if point[1] > 0 else point[1] + 180
