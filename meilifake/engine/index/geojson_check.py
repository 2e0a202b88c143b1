"""What a `_geojson` field must look like (guide tasks-documents, 14), in the words of the library that the server reads it with.

Checked only where `_geojson` is filterable. Its errors carry the code of `_geo`, as the server's do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from meilifake.engine.index.swap_remove import swap_remove
from meilifake.engine.settings import IndexSettings
from meilifake.errors.base import MeiliError
from meilifake.wire.jsontext import dumps

Json = dict[str, Any]
KINDS: dict[type, str] = {type(None): "Null", bool: "Bool", int: "Number", float: "Number", str: "String", dict: "Object"}


def refuse(message: str) -> MeiliError:
    return MeiliError("invalid_document_geo_field", message)


def geojson_enabled(settings: IndexSettings) -> bool:
    """Whether documents that are written have theirs looked into."""
    return any(rule.plain and rule.patterns[0] == "_geojson" for rule in settings.filterable_attributes)


def check_geojson(value: Any) -> None:
    """Raise invalid_document_geo_field unless `value` is a geometry, a feature with a geometry, or a collection of them."""
    fields = dict(owned_object(value))
    kind = fields.get("type")
    if not isinstance(kind, str):
        raise refuse("Encountered an unknown 'geometry' object type: `type`")
    if kind == "Feature":
        if feature(fields) is None:
            raise refuse(f"Attempted to a convert a feature without a geometry into a geo_types::Geometry: `{bare_feature(fields)}`")
    elif kind == "FeatureCollection":
        bounding_box(fields)
        for item in owned_array(expect(fields, "features")):
            member = dict(owned_object(item))
            kind = expect_string(expect(member, "type"))
            if kind != "Feature":
                raise refuse(f"Expected a Feature mapping, but got a `{kind}`")
            feature(member)
    elif kind in SHAPES or kind == "GeometryCollection":
        geometry(fields)
    else:
        raise refuse("Expected a Feature, FeatureCollection, or Geometry, but got an empty type")


def feature(fields: Json) -> Json | None:
    """The geometry of a feature, None for a null one."""
    value: Json | None = expect(fields, "geometry")
    if value is not None:
        if not isinstance(value, dict):
            raise refuse(f"Encountered neither object type nor null type for 'geometry' field on 'feature' object: `{dumps(value)}`")
        geometry(value)
    properties = fields.get("properties")
    if properties is not None and not isinstance(properties, dict):
        raise refuse(f"Encountered neither object type nor null type for 'properties' object: `{dumps(properties)}`")
    if "id" in fields and (isinstance(fields["id"], bool) or not isinstance(fields["id"], (int, float, str))):
        words = "Encountered neither number type nor string type for 'id' field on 'feature' object"
        raise refuse(f"{words}: `{dumps(fields['id'])}`")
    bounding_box(fields)
    return value


def bare_feature(fields: Json) -> str:
    shown: Json = {"type": "Feature", "geometry": None, "properties": fields.get("properties")}
    shown.update({name: fields[name] for name in ("bbox", "id") if fields.get(name) is not None})
    rest = fields
    for name in ("type", "geometry", "properties", "id", "bbox"):
        rest = swap_remove(rest, name)
    return dumps(shown | rest)


def geometry(fields: Json) -> None:
    bounding_box(fields)
    kind = expect_string(expect(fields, "type"))
    if kind == "GeometryCollection":
        for item in owned_array(expect(fields, "geometries")):
            geometry(owned_object(item))
    elif kind in SHAPES:
        SHAPES[kind](expect(fields, "coordinates"))
        if kind == "Polygon" and not fields["coordinates"]:
            raise MeiliError("internal", "invalid ring (not enough coordinate)")
    else:
        raise refuse(f"Encountered an unknown 'geometry' object type: `{kind}`")


def position(value: Any) -> None:
    items = array(value)
    if len(items) < 2:
        raise refuse(f"A position must contain two or more elements, but got `{len(items)}`")
    for item in items:
        if isinstance(item, bool) or not isinstance(item, (int, float)):
            raise refuse("Expected a floating-point value, but got None")


def each(check: Callable[[Any], None]) -> Callable[[Any], None]:
    def check_all(value: Any) -> None:
        for item in array(value):
            check(item)

    return check_all


line = each(position)
area = each(line)
SHAPES: dict[str, Callable[[Any], None]] = {
    "Point": position, "MultiPoint": line, "LineString": line, "MultiLineString": area, "Polygon": area, "MultiPolygon": each(area),
}  # fmt: skip


def bounding_box(fields: Json) -> None:
    box = fields.get("bbox")
    if box is None:
        return
    if not isinstance(box, list):
        raise refuse(f"Encountered non-array value for a 'bbox' object: `{dumps(box)}`")
    if any(isinstance(item, bool) or not isinstance(item, (int, float)) for item in box):
        raise refuse("Encountered non-numeric value within 'bbox' array")


def array(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise refuse("Expected an Array value, but got `None`")
    return value


def owned_array(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise refuse(f"Expected an Array value, but got `{KINDS[type(value)]}`")
    return value


def owned_object(value: Any) -> Json:
    if not isinstance(value, dict):
        raise refuse(f"Expected an owned Object, but got `{dumps(value)}`")
    return value


def expect(fields: Json, name: str) -> Any:
    if name not in fields:
        raise refuse(f"Expected a GeoJSON property for `{name}`, but got None")
    return fields[name]


def expect_string(value: Any) -> str:
    if not isinstance(value, str):
        raise refuse(f"Expected a String value, but got a `{dumps(value)}`")
    return value
