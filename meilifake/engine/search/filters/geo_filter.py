"""Geo filters: points of `_geo` in a circle or a box, shapes of `_geojson` in either or in a polygon (guide search-semantics, 10.5)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import NamedTuple

from meilifake.engine import bitmap
from meilifake.engine.index.facet_text import finite_number
from meilifake.engine.index.index import Index
from meilifake.engine.index.points import GeoPoints, geo_filtering
from meilifake.engine.search.filters import shapes
from meilifake.engine.search.filters.ast import Coordinates, GeoBox, GeoPolygon, GeoRadius, Token
from meilifake.engine.search.filters.fault import DIAGNOSTICS
from meilifake.engine.search.geo import Point, bad_latitude, bad_longitude, distance
from meilifake.errors.base import MeiliError
from meilifake.wire.jsontext import display_f64

DEFAULT_RESOLUTION = 125
BOTH = "_geo/_geojson"


class GeoContext(NamedTuple):
    """`error` words a bad number; `refused` an attribute that is not filterable; `in_range` is `field low TO high`."""

    error: Callable[[Token, str], MeiliError]
    refused: Callable[[str, Token], MeiliError]
    in_range: Callable[[Token, Token, Token], int]


def geojson_filtering(index: Index) -> bool:
    return any(rule.plain and rule.patterns[0] == "_geojson" for rule in index.settings.filterable_attributes)


def number(context: GeoContext, token: Token) -> float:
    value = finite_number(token.value)
    if value is None:
        raise context.error(token, str(DIAGNOSTICS["not_finite"]))
    return value


def point(context: GeoContext, tokens: Coordinates) -> Point:
    return number(context, tokens[0]), number(context, tokens[1])


def check(context: GeoContext, tokens: Coordinates, place: Point) -> None:
    for token, wrong in zip(tokens, (bad_latitude(place[0]), bad_longitude(place[1])), strict=True):
        if wrong is not None:
            raise context.error(token, wrong)


def in_radius(index: Index, condition: GeoRadius, context: GeoContext) -> int:
    center = point(context, condition.point)
    check(context, condition.point, center)
    metres = number(context, condition.radius)
    resolution = radius_resolution(condition, context)
    points, geometries = enabled(index, condition.point[0], context)
    found = 0
    if points:
        places = index.derive(GeoPoints).points
        limit = metres + sys.float_info.epsilon
        found = bitmap.of([docid for docid, place in places.items() if distance(center, place) <= limit])
    if geometries:
        found |= shapes.in_circle(index, center, metres, resolution)
    return found


def radius_resolution(condition: GeoRadius, context: GeoContext) -> int:
    if condition.resolution is None:
        return DEFAULT_RESOLUTION
    resolution = max(0, int(number(context, condition.resolution)))
    if not 3 <= resolution <= 1000:
        message = f"Invalid resolution `{resolution}`. Resolution must be between 3 and 1000."
        raise context.error(condition.resolution, message)
    return resolution


def enabled(index: Index, where: Token, context: GeoContext) -> tuple[bool, bool]:
    """Whether points and shapes can be filtered. Raises if neither can."""
    points, geometries = geo_filtering(index), geojson_filtering(index)
    if not points and not geometries:
        raise context.refused(BOTH, where)
    return points, geometries


def in_box(index: Index, condition: GeoBox, context: GeoContext) -> int:
    top_right, bottom_left = point(context, condition.top_right), point(context, condition.bottom_left)
    check(context, condition.top_right, top_right)
    check(context, condition.bottom_left, bottom_left)
    if top_right[0] < bottom_left[0]:
        bounds = f"`{display_f64(top_right[0])}` is below the bottom latitude `{display_f64(bottom_left[0])}`"
        raise context.error(condition.bottom_left[1], f"The top latitude {bounds}.")
    points, geometries = enabled(index, condition.top_right[0], context)
    found = points_in_box(condition, context, top_right[1] < bottom_left[1]) if points else 0
    if geometries:
        found |= shapes.in_polygon(index, [top_right, (top_right[0], bottom_left[1]), bottom_left, (bottom_left[0], top_right[1])])
    return found


def points_in_box(condition: GeoBox, context: GeoContext, wraps: bool) -> int:
    """The server rewrites the box as ranges on `_geo.lat` and `_geo.lng`, so the rule in force for those names has a say."""
    (top, right), (bottom, left) = condition.top_right, condition.bottom_left
    in_latitude = context.in_range(Token("_geo.lat", top.span), bottom, top)
    longitude = Token("_geo.lng", right.span)
    if not wraps:
        return in_latitude & context.in_range(longitude, left, right)
    east = context.in_range(longitude, left, Token("180.0", right.span))
    return in_latitude & (east | context.in_range(longitude, Token("-180.0", right.span), right))


def in_polygon(index: Index, condition: GeoPolygon, context: GeoContext) -> int:
    if not geojson_filtering(index):
        raise context.refused("_geojson", condition.points[0][0])
    corners = []
    for tokens in condition.points:
        corner = point(context, tokens)
        check(context, tokens, corner)
        corners.append(corner)
    return shapes.in_polygon(index, corners)


SELECTORS: Mapping[type, Callable[..., int]] = {GeoRadius: in_radius, GeoBox: in_box, GeoPolygon: in_polygon}
