"""Lines on the sphere, as the library of the server's shapes draws them: points are (longitude, latitude) in degrees.

Its Earth has another radius than that of `engine.search.geo`: two libraries of the server disagree.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

RADIUS = 6_371_008.771415059
"""Metres: the mean radius of GRS80."""

Place = tuple[float, float]
"""Longitude, latitude."""


def metres(start: Place, end: Place) -> float:
    phi1, phi2 = math.radians(start[1]), math.radians(end[1])
    half_north = math.sin(math.radians(end[1] - start[1]) / 2)
    half_east = math.sin(math.radians(end[0] - start[0]) / 2)
    chord = half_north * half_north + math.cos(phi1) * math.cos(phi2) * half_east * half_east
    return RADIUS * 2 * math.asin(min(1.0, math.sqrt(chord)))


def destination(origin: Place, bearing: float, distance: float) -> Place:
    """Where one arrives from `origin` after `distance` metres, heading `bearing` degrees from north."""
    lng, lat, heading = math.radians(origin[0]), math.radians(origin[1]), math.radians(bearing)
    angle = distance / RADIUS
    north = math.asin(math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(heading))
    turned = math.atan2(math.sin(heading) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * math.sin(north))
    return math.fmod(math.degrees(turned + lng) + 540.0, 360.0) - 180.0, math.degrees(north)


def circle(center: Place, radius: float, corners: int) -> list[Place]:
    return [destination(center, 360.0 * corner / corners, radius) for corner in range(corners)]


def densified(line: Sequence[Place], longest: float) -> list[Place]:
    """The line with points added on its great circles so that no part is longer than `longest` metres."""
    if len(line) < 2:
        return list(line)
    points = []
    for start, end in pairwise(line):
        points.append(start)
        parts = math.ceil(metres(start, end) / longest)
        if parts > 1:
            points += between(start, end, parts)
    points.append(line[-1])
    return points


def between(start: Place, end: Place, parts: int) -> list[Place]:
    """The points that divide the great circle between two places into equal parts."""
    phi1, lam1, phi2, lam2 = (math.radians(angle) for angle in (start[1], start[0], end[1], end[0]))
    cos1, cos2 = math.cos(phi1), math.cos(phi2)
    first = (cos1 * math.cos(lam1), cos1 * math.sin(lam1), math.sin(phi1))
    last = (cos2 * math.cos(lam2), cos2 * math.sin(lam2), math.sin(phi2))
    half_north, half_east = math.sin((phi1 - phi2) / 2), math.sin((lam1 - lam2) / 2)
    arc = 2 * math.asin(min(1.0, math.sqrt(half_north * half_north + cos1 * cos2 * half_east * half_east)))
    step, whole = 1 / parts, math.sin(arc)
    points = []
    for part in range(1, parts):
        a, b = math.sin((1 - step * part) * arc) / whole, math.sin(step * part * arc) / whole
        x, y, z = (a * one + b * other for one, other in zip(first, last, strict=True))
        points.append((math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))))
    return points
