"""Distances on the sphere, and the limits of coordinates (guide search-semantics, 12.2 and 10.5)."""

from __future__ import annotations

import math

from meilifake.wire.jsontext import display_f64

RADIUS = 6_371_000.0
"""Of the Earth, in metres."""

Point = tuple[float, float]


def distance(start: Point, end: Point) -> float:
    """Metres between two points (latitude and longitude in degrees), rounded to the millimetre, half away from zero."""
    phi1, phi2 = math.radians(start[0]), math.radians(end[0])
    across = math.radians(end[1]) - math.radians(start[1])
    angle = haversine(phi2 - phi1) + math.cos(phi1) * math.cos(phi2) * haversine(across)
    # A rounding error beyond the antipode has no arc sine: not a number there, and nothing compares with it here.
    arc = math.asin(math.sqrt(angle)) if angle <= 1.0 else math.nan
    return rounded(2.0 * RADIUS * arc * 1000.0) / 1000.0


def haversine(theta: float) -> float:
    return (1.0 - math.cos(theta)) / 2.0


def rounded(value: float) -> float:
    """Half away from zero, as Rust rounds; for values that are not negative."""
    if math.isnan(value):
        return value
    whole = math.floor(value)
    return float(whole + 1 if value - whole >= 0.5 else whole)


def bad_latitude(value: float) -> str | None:
    """What the server says of a latitude out of range, None for a good one."""
    if -90.0 <= value <= 90.0:
        return None
    return f"Bad latitude `{display_f64(value)}`. Latitude must be contained between -90 and 90 degrees."


def bad_longitude(value: float) -> str | None:
    if -180.0 <= value <= 180.0:
        return None
    hint = f"Hint: try using `{display_f64((value + 180.0) % 360.0 - 180.0)}` instead."
    return f"Bad longitude `{display_f64(value)}`. Longitude must be contained between -180 and 180 degrees. {hint}"
