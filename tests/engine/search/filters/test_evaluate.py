"""Guide search-semantics, 10.3 to 10.6."""

from collections.abc import Callable

import pytest

from meilifake.engine import bitmap
from meilifake.engine.index.index import Index
from meilifake.engine.search import filters
from meilifake.engine.settings import FilterableRule
from meilifake.errors.base import MeiliError

MakeIndex = Callable[..., Index]

VALUES = [{"id": 0}, {"a": 1}, {"a": "abc"}, {"a": 10}, {"a": "9"}, {"a": {"k": 1}}]
MIXED = [
    {"tags": ["x", "Y"], "n": None, "s": " "},
    {"tags": "X", "n": [], "s": ""},
    {"tags": ["z", 3], "n": {}, "s": "café"},
    {"n": [None], "o": [{"k": None}], "flag": True},
    {"deep.key": 1, "deep": {"other": "Œuvre"}},
]


def select(index: Index, value: object) -> list[int]:
    condition = filters.parse(value)
    assert condition is not None
    return list(bitmap.each(filters.evaluate(index, condition, index.documents.bits)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a > 5", [2, 3, 4]),
        ("a >= 9", [2, 3, 4]),
        ("a < 5", [1]),
        ("a > abc", []),
        ("a 5 TO 20", [3]),
        ("a 20 TO 5", []),
        ("a = 9", [4]),
        ("a = 9.0", []),
        ("a = 1e1", [3]),
        ("a != 10", [0, 1, 2, 4, 5]),
        ("a EXISTS", [1, 2, 3, 4, 5]),
        ('a STARTS WITH ""', [1, 2, 3, 4, 5]),
        ("a STARTS WITH AB", [2]),
        ("a CONTAINS B", [2]),
        ("a.k = 1", [5]),
        ("a.k EXISTS", [5]),
        ("a.unknown != 1", []),
        ("NOT a.unknown = 1", [0, 1, 2, 3, 4, 5]),
        ("a IN []", []),
        ("a NOT IN [1, abc]", [0, 3, 4, 5]),
        ("a = 1 OR a = 10", [1, 3]),
        ("a EXISTS AND NOT a = 1", [2, 3, 4, 5]),
    ],
)
def test_values(make_index: MakeIndex, text: str, expected: list[int]) -> None:
    assert select(make_index(VALUES, ["a"]), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tags = x", [0, 1]),
        ("tags != x", [2, 3, 4]),
        ("tags >= 3", [0, 1, 2]),
        ("n IS NULL", [0]),
        ("n IS EMPTY", [1, 2]),
        ("n EXISTS", [0, 1, 2, 3]),
        ("n IS NOT NULL", [1, 2, 3, 4]),
        ("o.k IS NULL", [3]),
        ('s = ""', [0]),
        ("s IS EMPTY", [1]),
        ("s = 'cafe'", []),
        ("s = CAFÉ", [2]),
        ("flag = TRUE", [3]),
        ("deep.key = 1", [4]),
        ("deep.other CONTAINS 'œ'", [4]),
        ("missing EXISTS", []),
    ],
)
def test_shapes_of_values(make_index: MakeIndex, text: str, expected: list[int]) -> None:
    assert select(make_index(MIXED, ["tags", "n", "o", "s", "flag", "deep", "missing"]), text) == expected


def test_columns_follow_changes(make_index: MakeIndex) -> None:
    index = make_index(VALUES, ["a"])
    assert select(index, "a = 1") == [1]
    copy = index.clone()
    index.documents.put(0, "0", {"a": 1})
    index.documents.remove(1)
    index.documents.touched([0, 1])
    assert select(index, "a = 1") == [0]
    assert select(index, "a EXISTS") == [0, 2, 3, 4, 5]
    assert select(copy, "a = 1") == [1]


def refusal(index: Index, text: str, code: str = "invalid_search_filter") -> str:
    condition = filters.parse(text)
    assert condition is not None
    with pytest.raises(MeiliError) as error:
        filters.evaluate(index, condition, index.documents.bits, code)
    assert error.value.code == code
    return error.value.message


def test_not_filterable(make_index: MakeIndex) -> None:
    index = make_index(VALUES, ["b", "a"])
    assert refusal(index, "a = 1 AND x = 2 AND y = 3") == (
        "Attribute `y` is not filterable. Available filterable attribute patterns are: `a`, `b`.\n21:22 a = 1 AND x = 2 AND y = 3"
    )
    bare = make_index(VALUES)
    expected = "Attribute `doggo` is not filterable. This index does not have configured filterable attributes.\n1:6 doggo=bernese"
    assert refusal(bare, "doggo=bernese", "invalid_document_filter") == expected


def test_canonical_text_is_what_its_errors_quote(make_index: MakeIndex) -> None:
    condition = filters.parse("many=Glass")
    assert condition is not None
    message = refusal(make_index(VALUES, ["title"]), filters.canonical(condition))
    assert message.endswith('`title`.\n2:6 "many" = "Glass"')


RULES = (
    FilterableRule(("none",), plain=False, equality=False, comparison=False),
    FilterableRule(("a", "x*"), plain=False, facet_search=False, comparison=False),
    FilterableRule(("none", "n.*"), plain=False, equality=False),
)


def test_operators(make_index: MakeIndex) -> None:
    index = make_index([{"a": 1, "n": {"k": 1}}], rules=RULES)
    assert select(index, "a = 1") == [0]
    assert select(index, "n.k > 0") == [0]
    assert refusal(index, "a > 1") == (
        "Filter operator `>` is not allowed for the attribute `a`.\n"
        "  - Note: allowed operators: OR, AND, NOT, =, !=, IN, IS EMPTY, IS NULL, EXISTS.\n"
        "  - Note: field `a` matched rule #1 in `filterableAttributes`\n"
        "  - Hint: enable comparison in rule #1 by modifying the features.filter object\n"
        "  - Hint: prepend another rule matching `a` with appropriate filter features before rule #1"
    )
    assert "Filter operator `=` is not allowed for the attribute `n.k`" in refusal(index, "n.k IN [1]")
    assert select(index, "n.k IN []") == []
    assert select(index, "xyz > 1") == []
    assert "Attribute `none` is not filterable" in refusal(index, "none = 1")
    assert select(index, "a = 2 AND a > 1") == []


CITIES = [
    {"_geo": {"lat": 45.0, "lng": 5}},
    {"_geo": {"lat": "45.000001", "lng": 5}},
    {"_geo": {"lat": 45.0000095, "lng": 5}},
    {"_geo": {"lat": 10, "lng": 179}},
    {"_geo": {"lat": 10, "lng": -179}},
    {"_geo": None},
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("_geoRadius(45, 5, 1)", [0, 1]),
        ("_geoRadius(45, 5, 2)", [0, 1, 2]),
        ("_geoBoundingBox([20, -170], [0, 170])", [3, 4]),
        ("_geoBoundingBox([46, 6], [44, 4])", [0, 1, 2]),
        ("NOT _geoRadius(45, 5, 2)", [3, 4, 5]),
        ("_geo.lat > 20", [0, 1, 2]),
        ('"_geo" EXISTS', []),
    ],
)
def test_geo(make_index: MakeIndex, text: str, expected: list[int]) -> None:
    assert select(make_index(CITIES, ["_geo"]), text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("_geoRadius(95, 5, 1)", "Bad latitude `95`. Latitude must be contained between -90 and 90 degrees.\n12:14 "),
        (
            "_geoRadius(45, 250.5, 1)",
            "Bad longitude `250.5`. Longitude must be contained between -180 and 180 degrees. Hint: try using `-109.5` instead.\n16:21 ",
        ),
        ("_geoRadius(45, 5, 1, 2)", "Invalid resolution `2`. Resolution must be between 3 and 1000.\n22:23 "),
        ("_geoBoundingBox([1, 2], [3, 4])", "The top latitude `1` is below the bottom latitude `3`.\n29:30 "),
        ("_geoRadius(1, 2, 1e999)", "Non finite floats are not supported\n18:23 "),
    ],
)
def test_geo_refusals(make_index: MakeIndex, text: str, message: str) -> None:
    assert refusal(make_index(CITIES, ["_geo"]), text) == message + text


def test_geo_not_filterable(make_index: MakeIndex) -> None:
    index = make_index(CITIES, ["a"])
    tail = "is not filterable. Available filterable attribute patterns are: `a`.\n"
    assert refusal(index, "_geoRadius(1, 2, 3)") == f"Attribute `_geo/_geojson` {tail}12:13 _geoRadius(1, 2, 3)"
    polygon = "_geoPolygon([1, 2], [3, 4], [5, 6])"
    assert refusal(index, polygon) == f"Attribute `_geojson` {tail}14:15 {polygon}"


def test_unknown_embedder(make_index: MakeIndex) -> None:
    index = make_index(VALUES, embedders={"manual": {}, "other": {}})
    expected = "The embedder `manuel` does not exist. Available embedders are: `manual`, `other`. Did you mean `manual`?\n10:16 "
    assert refusal(index, "_vectors.manuel EXISTS") == expected + "_vectors.manuel EXISTS"
    expected = "The fragment `x` does not exist on embedder `manual`. This embedder does not have any configured fragments.\n27:28 "
    assert refusal(index, "_vectors.manual.fragments.x EXISTS") == expected + "_vectors.manual.fragments.x EXISTS"
