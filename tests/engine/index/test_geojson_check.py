from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.index.geojson_check import check_geojson
from meilifake.errors.base import MeiliError

POINT = {"type": "Point", "coordinates": [1, 2]}


@pytest.mark.parametrize(
    "value",
    [
        POINT,
        {"type": "Point", "coordinates": [1, 2, 3.5]},
        {"type": "LineString", "coordinates": [[0, 0]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [500, 2]]]},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "FeatureCollection", "features": []},
        {"type": "Feature", "geometry": POINT, "properties": None, "id": "x"},
    ],
)
def test_accepted(value: Any) -> None:
    check_geojson(value)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "Expected an owned Object, but got `null`"),
        ([], "Expected an owned Object, but got `[]`"),
        ({}, "Encountered an unknown 'geometry' object type: `type`"),
        ({"type": "Foo"}, "Expected a Feature, FeatureCollection, or Geometry, but got an empty type"),
        ({"type": "Point"}, "Expected a GeoJSON property for `coordinates`, but got None"),
        ({"type": "Point", "coordinates": [1]}, "A position must contain two or more elements, but got `1`"),
        ({"type": "Point", "coordinates": ["a", 2]}, "Expected a floating-point value, but got None"),
        ({"type": "LineString", "coordinates": 1}, "Expected an Array value, but got `None`"),
        ({"type": "GeometryCollection", "geometries": "x"}, "Expected an Array value, but got `String`"),
        (
            {"type": "Feature", "geometry": None},
            'Attempted to a convert a feature without a geometry into a geo_types::Geometry: `{"type":"Feature","geometry":null,'
            '"properties":null}`',
        ),
    ],
)
def test_refused(value: Any, message: str) -> None:
    with pytest.raises(MeiliError) as caught:
        check_geojson(value)
    assert (caught.value.code, caught.value.message) == ("invalid_document_geo_field", message)
