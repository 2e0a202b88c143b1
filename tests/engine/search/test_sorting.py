"""Guide search-semantics, 12.1; http-surface, 20.4."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from meilifake.engine.index.index import Index
from meilifake.engine.search.result import SortExpression
from meilifake.engine.search.sorting import check_sort, parse_document_sort, parse_sort, split_sort
from meilifake.errors.base import MeiliError

SYNTAX = "Invalid syntax for the sort parameter: expected expression ending by `:asc` or `:desc`, found `{}`."
GEO_SYNTAX = (
    "Invalid syntax for the geo parameter: expected expression formated like `_geoPoint(latitude, longitude)` "
    "and ending by `:asc` or `:desc`, found `{}`."
)
RESERVED = "`{}` is a reserved keyword and thus can't be used as a sort expression."
HINT = " Use the _geoPoint(latitude, longitude) built-in rule to sort on _geo field coordinates."


def test_parse() -> None:
    assert parse_sort(["a:b:desc", "_geoPoint( 45 , -5.5):asc", ":asc"]) == [
        SortExpression("a:b", False),
        SortExpression("_geo", True, (45.0, -5.5)),
        SortExpression("", True),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title", SYNTAX.format("title")),
        ("", SYNTAX.format("")),
        ("title:ASC", SYNTAX.format("title:ASC")),
        ("_geoPoint(1,2)", SYNTAX.format("_geoPoint(1,2)")),
        ("_geoPoint(1):asc", GEO_SYNTAX.format("_geoPoint(1)")),
        ("_geoPoint(1,2,3):asc", GEO_SYNTAX.format("_geoPoint(1,2,3)")),
        ("_geoPoint:asc", GEO_SYNTAX.format("_geoPoint")),
        ("_geoPoint(200,2):asc", "Bad latitude `200`. Latitude must be contained between -90 and 90 degrees."),
        ("_geoPoint(nan,2):asc", "Bad latitude `NaN`. Latitude must be contained between -90 and 90 degrees."),
        ("_geo:asc", RESERVED.format("_geo") + HINT),
        ("_geoRadius(1,2,3):asc", RESERVED.format("_geoRadius") + HINT),
        ("_geoBoundingBox:desc", RESERVED.format("_geoBoundingBox") + HINT),
        ("_geoDistance:asc", RESERVED.format("_geoDistance")),
        ("_geo(1):asc", RESERVED.format("_geo(1)")),
        ("_geojson:asc", RESERVED.format("_geojson")),
    ],
)
def test_refusals(text: str, message: str) -> None:
    with pytest.raises(MeiliError) as error:
        parse_sort([text])
    assert (error.value.code, error.value.message) == ("invalid_search_sort", message)
    with pytest.raises(MeiliError) as error:
        parse_document_sort([text])
    assert error.value.code == "invalid_document_sort"


def test_split() -> None:
    assert split_sort("a:asc, _geoPoint(1, 2):desc ,b:asc") == ["a:asc", "_geoPoint(1,2):desc", "b:asc"]
    assert split_sort("") == [""]


def index_with(**settings: object) -> Index:
    index = Index(datetime(2024, 1, 1, tzinfo=UTC))
    index.settings = replace(index.settings, **settings)  # type: ignore[arg-type]
    return index


@pytest.mark.parametrize(
    ("settings", "text", "message"),
    [
        ({}, "a:asc", "Attribute `a` is not sortable. This index does not have configured sortable attributes."),
        (
            {"sortable_attributes": ("b", "c"), "displayed_attributes": ("b",)},
            "a.b:asc",
            "Attribute `a.b` is not sortable. Available sortable attributes are: `b, <..hidden-attributes>`.",
        ),
        (
            {"sortable_attributes": ("_geo.lat",)},
            "_geoPoint(1,2):asc",
            "Attribute `_geo` is not sortable. Available sortable attributes are: `_geo.lat`.",
        ),
        (
            {"ranking_rules": ("words",)},
            "a:asc",
            "You must specify where `sort` is listed in the rankingRules setting to use the sort parameter at search time.",
        ),
    ],
)
def test_check(settings: dict[str, object], text: str, message: str) -> None:
    with pytest.raises(MeiliError) as error:
        check_sort(index_with(**settings), parse_sort([text]))
    assert (error.value.code, error.value.message) == ("invalid_search_sort", message)


def test_children_are_sortable() -> None:
    check_sort(index_with(sortable_attributes=("a",)), parse_sort(["a.b:asc", "a:desc"]))
