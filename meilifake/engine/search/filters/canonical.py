"""A condition written back as text: what /search evaluates, hence what its evaluation errors quote (guide search-semantics, 10.7)."""

from __future__ import annotations

from meilifake.engine.search.filters.ast import (
    And,
    Comparison,
    Condition,
    Coordinates,
    Foreign,
    GeoBox,
    GeoPolygon,
    GeoRadius,
    Not,
    OneOf,
    Or,
    Token,
    VectorExists,
)
from meilifake.wire.jsontext import dumps


def canonical(condition: Condition) -> str:
    """Names and values become JSON strings, operands of AND, OR and NOT get parentheses. `_foreign` must be resolved before."""
    match condition:
        case Comparison():
            return comparison(condition)
        case OneOf(field, values):
            return f"{quoted(field)} IN [{', '.join(map(quoted, values))}]"
        case Not(inner):
            return f"NOT ({canonical(inner)})"
        case And(parts):
            return " AND ".join(f"({canonical(part)})" for part in parts)
        case Or(parts):
            return " OR ".join(f"({canonical(part)})" for part in parts)
        case VectorExists():
            return vectors(condition)
        case GeoRadius(point, radius, resolution):
            numbers = [*point, radius] if resolution is None else [*point, radius, resolution]
            return f"_geoRadius({', '.join(number.value for number in numbers)})"
        case GeoBox(top_right, bottom_left):
            return f"_geoBoundingBox({pair(top_right)}, {pair(bottom_left)})"
        case GeoPolygon(points):
            return f"_geoPolygon({', '.join(map(pair, points))})"
        case Foreign():
            raise ValueError("a foreign filter has no canonical text")


def quoted(token: Token) -> str:
    return dumps(token.value)


def pair(point: Coordinates) -> str:
    return f"[{point[0].value}, {point[1].value}]"


def comparison(condition: Comparison) -> str:
    field = quoted(condition.field)
    if condition.operator == "TO":
        low, high = condition.values
        return f"{field} {quoted(low)} TO {quoted(high)}"
    return " ".join([field, condition.operator, *map(quoted, condition.values)])


def vectors(condition: VectorExists) -> str:
    parts = ["_vectors"]
    if condition.embedder is not None:
        parts.append(quoted(condition.embedder))
    if condition.aspect:
        parts.append(condition.aspect)
    if condition.fragment is not None:
        parts.append(quoted(condition.fragment))
    return f"{'.'.join(parts)} EXISTS"
