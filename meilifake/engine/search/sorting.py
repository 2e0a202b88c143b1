"""Sort expressions: `field:asc`, `_geoPoint(lat, lng):desc`, and the refusals of the wrong ones (guide search-semantics, 12.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from meilifake.engine.index.facet_text import NUMBER, WHITE
from meilifake.engine.index.index import Index
from meilifake.engine.index.patterns import covers, displayed_only
from meilifake.engine.search.geo import bad_latitude, bad_longitude
from meilifake.engine.search.result import SortExpression
from meilifake.errors.base import MeiliError

RESERVED = frozenset({"_geo", "_geojson", "_geoDistance", "_geoPoint", "_geoRadius", "_geoBoundingBox", "_geoPolygon"})
RESERVED_CALLS = ("_geoRadius(", "_geoBoundingBox(", "_geo(", "_geoDistance(")
NOT_FINITE = re.compile(r"[+-]?(?:inf|infinity|nan)", re.IGNORECASE | re.ASCII)
EXPECTED = "expected expression ending by `:asc` or `:desc`"
GEO_HINT = " Use the _geoPoint(latitude, longitude) built-in rule to sort on _geo field coordinates."


def parse_sort(expressions: Iterable[str], code: str = "invalid_search_sort") -> list[SortExpression]:
    """Raises `code`, without the index in front, for the first expression that cannot be read."""
    return [parse_expression(text, code) for text in expressions]


def parse_document_sort(expressions: Iterable[str]) -> list[SortExpression]:
    return parse_sort(expressions, "invalid_document_sort")


def parse_expression(text: str, code: str) -> SortExpression:
    """The last colon splits, so `a:b:desc` sorts on `a:b`."""
    member, colon, direction = text.rpartition(":")
    if not colon or direction not in ("asc", "desc"):
        raise MeiliError(code, f"Invalid syntax for the sort parameter: {EXPECTED}, found `{text}`.")
    ascending = direction == "asc"
    if member.startswith("_geoPoint(") and member.endswith(")"):
        return SortExpression("_geo", ascending, parse_point(member, code))
    if member in RESERVED or member.startswith(RESERVED_CALLS):
        raise MeiliError(code, reserved(member))
    return SortExpression(member, ascending)


def parse_point(member: str, code: str) -> tuple[float, float]:
    latitude, comma, longitude = member[len("_geoPoint(") : -1].partition(",")
    lat, lng = coordinate(latitude), coordinate(longitude)
    if not comma or lat is None or lng is None:
        raise MeiliError(code, reserved(member))
    wrong = bad_latitude(lat) or bad_longitude(lng)
    if wrong is not None:
        raise MeiliError(code, wrong)
    return lat, lng


def coordinate(text: str) -> float | None:
    """A number as Rust reads it, which includes `inf` and `nan`: those are then out of range."""
    text = text.strip(WHITE)
    return float(text) if NUMBER.fullmatch(text) or NOT_FINITE.fullmatch(text) else None


def reserved(name: str) -> str:
    """The refusal of a reserved name, or of a `_geoPoint` that is none."""
    if name.startswith("_geoPoint"):
        shape = "expected expression formated like `_geoPoint(latitude, longitude)` and ending by `:asc` or `:desc`"
        return f"Invalid syntax for the geo parameter: {shape}, found `{name}`."
    hint = GEO_HINT if name == "_geo" else ""
    for function in ("_geoRadius", "_geoBoundingBox"):
        if name.startswith(function):
            name, hint = function, GEO_HINT
    return f"`{name}` is a reserved keyword and thus can't be used as a sort expression.{hint}"


def split_sort(raw: str) -> list[str]:
    """The expressions of a query string's `sort`: at commas, but for those inside `_geoPoint(…)`."""
    expressions: list[str] = []
    inside = False
    for part in raw.strip('"').split(","):
        text = part.strip(WHITE)
        if text.startswith("_geoPoint("):
            expressions.append(text)
            inside = True
        elif inside:
            expressions[-1] += f",{text}"
            inside = not text.endswith(("):desc", "):asc"))
        else:
            expressions.append(text)
    return expressions


def sortable(index: Index, expression: SortExpression) -> bool:
    """Whether `sortableAttributes` allows it: the field or one of its parents; `_geo` itself for a point."""
    allowed = index.settings.sortable_attributes
    if expression.point is not None:
        return "_geo" in allowed
    return any(covers(name, expression.field) for name in allowed)


def check_sort(index: Index, expressions: Sequence[SortExpression]) -> None:
    """Raises invalid_search_sort when the rule `sort` is missing or a field may not be sorted on."""
    if not expressions:
        return
    if "sort" not in index.settings.ranking_rules:
        message = "You must specify where `sort` is listed in the rankingRules setting to use the sort parameter at search time."
        raise MeiliError("invalid_search_sort", message)
    for expression in expressions:
        if not sortable(index, expression):
            raise not_sortable(index, expression.field, "invalid_search_sort")


def not_sortable(index: Index, field: str, code: str) -> MeiliError:
    """Searches do not name what `displayedAttributes` hides; the document routes do."""
    names, hidden = sorted(set(index.settings.sortable_attributes)), False
    if code == "invalid_search_sort":
        names, hidden = displayed_only(index.settings, names)
    tail = "This index does not have configured sortable attributes."
    if names:
        tail = f"Available sortable attributes are: `{', '.join(names)}{', <..hidden-attributes>' if hidden else ''}`."
    return MeiliError(code, f"Attribute `{field}` is not sortable. {tail}")
