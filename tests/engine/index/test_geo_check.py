from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.index.geo_check import coordinates
from meilifake.errors.base import MeiliError

ID = 'in the document with the id: `"11"`'


@pytest.mark.parametrize(
    ("value", "point"),
    [
        (None, None),
        ({"lat": 1, "lng": 2.5}, (1.0, 2.5)),
        ({"lat": "1e2", "lng": "-.5"}, (100.0, -0.5)),
        ({"lng": 500, "lat": -200}, (-200.0, 500.0)),
    ],
)
def test_accepted(value: Any, point: tuple[float, float] | None) -> None:
    assert coordinates("11", value) == point


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({}, f"Could not find latitude nor longitude {ID}. Was expecting `_geo.lat` and `_geo.lng` fields."),
        ({"lat": 1, "x": 1}, f"Could not find longitude {ID}. Was expecting a `_geo.lng` field."),
        ({"lng": 1}, f"Could not find latitude {ID}. Was expecting a `_geo.lat` field."),
        (
            {"lat": 1, "lng": 2, "x": 3, "y": 4, "z": 5},
            f'The `_geo` field {ID} contains the following unexpected fields: `{{"z":5,"y":4,"x":3}}`.',
        ),
        ({"lat": 1, "lng": 2, "x": 3, "y": 4}, f'The `_geo` field {ID} contains the following unexpected fields: `{{"y":4,"x":3}}`.'),
        ({"lat": " 1", "lng": 2}, f'Could not parse latitude {ID}. Was expecting a finite number but instead got `" 1"`.'),
        ({"lat": 1, "lng": "inf"}, f'Could not parse longitude {ID}. Was expecting a finite number but instead got `"inf"`.'),
        (
            {"lat": None, "lng": ""},
            f'Could not parse latitude nor longitude {ID}. Was expecting finite numbers but instead got `null` and `""`.',
        ),
        (
            "here",
            f"The `_geo` field {ID} is not an object. Was expecting an object with the `_geo.lat` and `_geo.lng` fields "
            'but instead got `"here"`.',
        ),
    ],
)
def test_refused(value: Any, message: str) -> None:
    with pytest.raises(MeiliError) as caught:
        coordinates("11", value)
    assert (caught.value.code, caught.value.message) == ("invalid_document_geo_field", message)
