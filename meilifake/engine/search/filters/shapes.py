"""Shapes of `_geojson` against a circle or a polygon."""

from __future__ import annotations

from collections.abc import Sequence

from meilifake.engine.index.index import Index
from meilifake.engine.search.geo import Point
from meilifake.errors.base import Unsupported


def in_circle(index: Index, center: Point, metres: float, resolution: int) -> int:
    raise Unsupported("_geojson filters")


def in_polygon(index: Index, corners: Sequence[Point]) -> int:
    raise Unsupported("_geojson filters")
