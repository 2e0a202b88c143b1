"""Lines and polygons on the flat map, with the tests of the server's library: which of them meet.

A point is inside a polygon when a ray from the left edge of its box crosses the boundary an odd number of times; a corner that lies on
the ray counts for both its sides (quirk). Orientations are exact, as theirs are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from meilifake.engine.search.filters.great_circle import Place

Line = tuple[Place, Place]
DOUBTFUL = 1e-9
"""Below this part of its terms an orientation is computed again without rounding."""


class Path:
    """A line of points with its bounding box; a polygon is a path that ends where it begins."""

    __slots__ = ("bottom", "left", "points", "right", "top")

    def __init__(self, points: Sequence[Place]) -> None:
        self.points = points
        longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
        self.left, self.right = min(longitudes, default=0.0), max(longitudes, default=0.0)
        self.bottom, self.top = min(latitudes, default=0.0), max(latitudes, default=0.0)

    @property
    def lines(self) -> Iterator[Line]:
        return pairwise(self.points)

    def overlaps(self, other: Path) -> bool:
        """Whether both have points, and their boxes meet."""
        if not self.points or not other.points:
            return False
        return self.left <= other.right and other.left <= self.right and self.bottom <= other.top and other.bottom <= self.top

    def near(self, other: Path) -> list[Line]:
        """The lines that reach into the box of another path."""
        return [
            line
            for line in self.lines
            if max(line[0][0], line[1][0]) >= other.left
            and min(line[0][0], line[1][0]) <= other.right
            and max(line[0][1], line[1][1]) >= other.bottom
            and min(line[0][1], line[1][1]) <= other.top
        ]


def closed(points: Sequence[Place]) -> Sequence[Place]:
    return points if not points or points[0] == points[-1] else [*points, points[0]]


def orientation(a: Place, b: Place, c: Place) -> int:
    """1 if c lies left of the line from a to b, -1 right, 0 on it."""
    left, right = (a[0] - c[0]) * (b[1] - c[1]), (a[1] - c[1]) * (b[0] - c[0])
    turn = left - right
    if abs(turn) > DOUBTFUL * (abs(left) + abs(right)):
        return 1 if turn > 0 else -1
    ax, ay, bx, by, cx, cy = (Fraction(value) for value in (*a, *b, *c))
    exact = (ax - cx) * (by - cy) - (ay - cy) * (bx - cx)
    return (exact > 0) - (exact < 0)


def in_box(point: Place, one: Place, other: Place) -> bool:
    return min(one[0], other[0]) <= point[0] <= max(one[0], other[0]) and min(one[1], other[1]) <= point[1] <= max(one[1], other[1])


def cross(one: Line, other: Line) -> bool:
    """Whether two lines have a point in common. Of two on one straight line the server forgets one of the four ends."""
    start, end = one
    if start == end:
        return orientation(other[0], other[1], start) == 0 and in_box(start, *other)
    first, second = orientation(start, end, other[0]), orientation(start, end, other[1])
    if first != second:
        return orientation(other[0], other[1], start) != orientation(other[0], other[1], end)
    if first:
        return False
    return in_box(other[0], start, end) or in_box(other[1], start, end) or in_box(end, *other)


def inside(point: Place, polygon: Path) -> bool:
    if not (polygon.left <= point[0] <= polygon.right and polygon.bottom <= point[1] <= polygon.top) or not polygon.points:
        return False
    height, ray = point[1], ((polygon.left, point[1]), point)
    odd = False
    for line in polygon.lines:
        one, other = line[0][1], line[1][1]
        if (one <= height <= other or other <= height <= one) and cross(line, ray):
            odd = not odd
    return odd


def boundaries_meet(one: Path, other: Path) -> bool:
    theirs = other.near(one)
    return any(cross(line, another) for line in one.near(other) for another in theirs)


def line_meets(line: Path, polygon: Path) -> bool:
    """A line touches, crosses or lies in a polygon."""
    return line.overlaps(polygon) and (boundaries_meet(line, polygon) or inside(line.points[0], polygon))


def polygons_meet(one: Path, other: Path) -> bool:
    """Two polygons touch, cross or lie one in the other."""
    if not one.overlaps(other):
        return False
    return boundaries_meet(one, other) or inside(one.points[0], other) or inside(other.points[0], one)
