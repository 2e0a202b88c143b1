"""What a `_geo` field must look like (guide tasks-documents, 14): the server checks it only where `_geo` is of use to an index."""

from __future__ import annotations

import math
import re
from typing import Any

from meilifake.engine.index.swap_remove import swap_remove
from meilifake.errors.base import MeiliError
from meilifake.wire.jsontext import dumps

CODE = "invalid_document_geo_field"
# What Rust's f64 parser accepts, infinities and not-a-number left out because they are refused afterwards.
NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", re.ASCII)


def finite(value: Any) -> float | None:
    """The coordinate that a JSON number, or a string that reads as one, gives."""
    if isinstance(value, str):
        if NUMBER.fullmatch(value) is None:
            return None
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    number = float(value)
    return number if math.isfinite(number) else None


def coordinates(external: str, value: Any) -> tuple[float, float] | None:
    """The point of a document, None when its `_geo` is null. Raises invalid_document_geo_field."""
    place = f"in the document with the id: `{dumps(external)}`"
    if value is None:
        return None
    if not isinstance(value, dict):
        words = f"The `_geo` field {place} is not an object. Was expecting an object with the `_geo.lat` and `_geo.lng` fields"
        raise MeiliError(CODE, f"{words} but instead got `{dumps(value)}`.")
    has_lat, has_lng = "lat" in value, "lng" in value
    if not has_lat and not has_lng:
        raise MeiliError(CODE, f"Could not find latitude nor longitude {place}. Was expecting `_geo.lat` and `_geo.lng` fields.")
    if not has_lat:
        raise MeiliError(CODE, f"Could not find latitude {place}. Was expecting a `_geo.lat` field.")
    if not has_lng:
        raise MeiliError(CODE, f"Could not find longitude {place}. Was expecting a `_geo.lng` field.")
    if len(value) > 2:
        rest = dumps(swap_remove(swap_remove(value, "lat"), "lng"))
        raise MeiliError(CODE, f"The `_geo` field {place} contains the following unexpected fields: `{rest}`.")
    return numbers(place, value["lat"], value["lng"])


def numbers(place: str, lat: Any, lng: Any) -> tuple[float, float]:
    latitude, longitude = finite(lat), finite(lng)
    if latitude is None and longitude is None:
        words = f"Could not parse latitude nor longitude {place}. Was expecting finite numbers but instead got"
        raise MeiliError(CODE, f"{words} `{dumps(lat)}` and `{dumps(lng)}`.")
    if latitude is None or longitude is None:
        name, value = ("latitude", lat) if latitude is None else ("longitude", lng)
        words = f"Could not parse {name} {place}. Was expecting a finite number but instead got"
        raise MeiliError(CODE, f"{words} `{dumps(value)}`.")
    return latitude, longitude
