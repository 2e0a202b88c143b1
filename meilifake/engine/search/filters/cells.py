"""The coarsest cells of the server's tree of shapes: 122 hexagons and pentagons on the faces of an icosahedron.

A shape is looked for only where it shares a cell with what is asked. Elsewhere that makes no difference, but a polygon over the 180th
meridian is a band around the whole flat map, while its cells are those that it really covers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple

from meilifake.engine.search.filters.great_circle import Place
from meilifake.engine.search.filters.planar import Path, inside

Vector = tuple[float, float, float]

CORNERS: Sequence[Place] = (
    (10.536199075467670, 64.700000127934871),
    (-143.478490015025159, 50.103201482241332),
    (122.300000407787039, 39.100000033975917),
    (-67.132326366435663, 23.717925271222960),
    (58.157705839572586, 10.447345187511031),
    (-5.245390296777327, 2.300882111626746),
)
"""Six corners of the icosahedron; the others lie opposite."""
CENTERS = ((6, 0, 0), (0, 6, 0), (0, 0, 6), (3, 3, 0), (3, 0, 3), (0, 3, 3), (2, 2, 2), (4, 1, 1), (1, 4, 1), (1, 1, 4))
"""Where the centers of cells lie on a face, in sixths of its corners."""


class Face(NamedTuple):
    """`height`: its distance from the middle of the sphere; `centers`: of the cells that it holds, wholly or in part."""

    normal: Vector
    height: float
    centers: Sequence[Vector]


def on_sphere(place: Place) -> Vector:
    lng, lat = math.radians(place[0]), math.radians(place[1])
    return math.cos(lat) * math.cos(lng), math.cos(lat) * math.sin(lng), math.sin(lat)


def product(one: Vector, other: Vector) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def weighted(corners: Sequence[Vector], weights: Sequence[int]) -> Vector:
    x, y, z = (sum(w * corner[axis] for w, corner in zip(weights, corners, strict=True)) / sum(weights) for axis in range(3))
    return x, y, z


def unit(vector: Vector) -> Vector:
    length = math.sqrt(product(vector, vector))
    return vector[0] / length, vector[1] / length, vector[2] / length


@cache
def faces() -> Sequence[Face]:
    corners = [on_sphere(place) for place in CORNERS]
    corners += [(-x, -y, -z) for x, y, z in corners]
    found = []
    for three in combinations(corners, 3):
        if all(product(one, other) > 0.4 for one, other in combinations(three, 2)):
            normal = unit(weighted(three, (1, 1, 1)))
            found.append(Face(normal, product(normal, three[0]), [weighted(three, weights) for weights in CENTERS]))
    return found


@cache
def every_center() -> Sequence[Place]:
    """The place of each cell's center: its position here is the cell's name."""
    rounded = {tuple(round(part, 9) for part in unit(center)): center for face in faces() for center in face.centers}
    return [(math.degrees(math.atan2(y, x)), math.degrees(math.asin(unit((x, y, z))[2]))) for x, y, z in rounded.values()]


@cache
def names() -> dict[Vector, int]:
    """Cell centers, on whichever face, to cells."""
    places = [on_sphere(place) for place in every_center()]
    return {
        center: max(range(len(places)), key=lambda at: product(places[at], center)) for face in faces() for center in face.centers
    }  # fmt: skip


def cell(place: Place) -> int:
    """The cell that holds a place: the nearest center on the flat face below it."""
    point = on_sphere(place)
    face = max(faces(), key=lambda one: product(one.normal, point))
    stretch = face.height / product(face.normal, point)
    flat = point[0] * stretch, point[1] * stretch, point[2] * stretch
    return names()[min(face.centers, key=lambda center: math.dist(center, flat))]


def crosses(points: Sequence[Place]) -> bool:
    """Whether a line goes over the 180th meridian: a step of more than half the way round is taken for the short way."""
    return any(abs(one[0] - other[0]) > 180 for one, other in pairwise(points))


def cells(points: Iterable[Place]) -> set[int]:
    return {cell(point) for point in points}


def covered(polygon: Path) -> set[int]:
    """The cells that a polygon of close points meets: those its boundary runs through, and those whose center it holds."""
    found = cells(polygon.points)
    shifted = crosses(polygon.points)
    around = Path([eastward(point) for point in polygon.points]) if shifted else polygon
    for name, center in enumerate(every_center()):
        if name not in found and inside(eastward(center) if shifted else center, around):
            found.add(name)
    return found


def eastward(place: Place) -> Place:
    return place if place[0] >= 0 else (place[0] + 360.0, place[1])
