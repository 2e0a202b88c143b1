"""The coordinates of documents: what `_geo` says, read once, caught up with every batch (guide tasks-documents, section 14)."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from typing import Any

from meilifake.engine import bitmap
from meilifake.engine.index.facet_text import finite_number
from meilifake.engine.index.index import Index

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""


def coordinate(value: Any) -> float | None:
    """A number, or a string that spells one."""
    if isinstance(value, str):
        return finite_number(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return None


def point_of(document: Mapping[str, Any]) -> Point | None:
    """The point of a document; None without a usable `_geo` (imports refuse the unusable ones)."""
    geo = document.get("_geo")
    if not isinstance(geo, dict):
        return None
    lat, lng = coordinate(geo.get("lat")), coordinate(geo.get("lng"))
    return None if lat is None or lng is None else (lat, lng)


class GeoPoints:
    """Internal id -> point, and the set of documents that have one."""

    __slots__ = ("bits", "points")

    def __init__(self, points: Mapping[int, Point]) -> None:
        self.points = points
        self.bits = bitmap.of(points.keys())

    @classmethod
    def key(cls, index: Index) -> Hashable:
        return None

    @classmethod
    def build(cls, index: Index) -> GeoPoints:
        return cls(read(index, index.documents))

    def updated(self, index: Index, touched: Collection[int]) -> GeoPoints:
        kept = {docid: point for docid, point in self.points.items() if docid not in touched}
        present = [docid for docid in touched if index.documents.bits >> docid & 1]
        return GeoPoints(kept | read(index, present))


def read(index: Index, docids: Any) -> dict[int, Point]:
    found = ((docid, point_of(index.documents.get(docid))) for docid in docids)
    return {docid: point for docid, point in found if point is not None}


def geo_filtering(index: Index) -> bool:
    """Whether `_geo` is filterable: only a plain string rule says so."""
    return any(rule.plain and rule.patterns[0] == "_geo" for rule in index.settings.filterable_attributes)


def geo_sorting(index: Index) -> bool:
    return "_geo" in index.settings.sortable_attributes


def geo_enabled(index: Index) -> bool:
    """Whether the server indexes `_geo.lat` and `_geo.lng`."""
    return geo_filtering(index) or geo_sorting(index)
