"""Guide tasks-documents, 14: the forms of `_geo`, and the points of an index."""

from datetime import UTC, datetime
from typing import Any

import pytest

from meilifake.engine.index.index import Index
from meilifake.engine.index.points import GeoPoints, geo_enabled, geo_filtering, point_of
from meilifake.engine.settings import FilterableRule, IndexSettings


@pytest.mark.parametrize(
    ("geo", "expected"),
    [
        ({"lat": 1, "lng": "2.5"}, (1.0, 2.5)),
        ({"lat": "1e2", "lng": -500}, (100.0, -500.0)),
        ({"lat": " 1", "lng": 2}, None),
        ({"lat": True, "lng": 2}, None),
        (None, None),
    ],
)
def test_point_of(geo: Any, expected: Any) -> None:
    assert point_of({"_geo": geo}) == expected


def test_points_follow_changes() -> None:
    index = Index(datetime(2024, 1, 1, tzinfo=UTC))
    index.documents.put(0, "0", {"_geo": {"lat": 1, "lng": 2}})
    index.documents.put(1, "1", {})
    index.documents.touched([0, 1])
    assert index.derive(GeoPoints).points == {0: (1.0, 2.0)}
    index.documents.put(1, "1", {"_geo": {"lat": 3, "lng": 4}})
    index.documents.remove(0)
    index.documents.touched([0, 1])
    assert index.derive(GeoPoints).points == {1: (3.0, 4.0)}
    assert index.derive(GeoPoints).bits == 0b10


def test_only_a_plain_rule_enables_geo_filters() -> None:
    index = Index(datetime(2024, 1, 1, tzinfo=UTC))
    index.settings = IndexSettings(filterable_attributes=(FilterableRule(("*",), plain=False),))
    assert not geo_filtering(index)
    index.settings = IndexSettings(sortable_attributes=("_geo",))
    assert not geo_filtering(index)
    assert geo_enabled(index)
