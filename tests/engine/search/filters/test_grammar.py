"""Guide search-semantics, 10.2 and 10.7: every row of its table of syntax errors."""

import pytest

from meilifake.engine.search import filters
from meilifake.engine.search.filters.ast import And, Comparison, Not, OneOf, Or
from meilifake.engine.search.filters.fault import DEPTH, OPERATIONS
from meilifake.errors.base import MeiliError

NO_VALUE = "Was expecting a value but instead got nothing."
NOTHING = f"Was expecting an operation {OPERATIONS} but instead got nothing."


def no_operation(fragment: str) -> str:
    return f"Was expecting an operation {OPERATIONS} at `{fragment}`."


def trailing(fragment: str) -> str:
    return f"Found unexpected characters at the end of the filter: `{fragment}`. You probably forgot an `OR` or an `AND` rule."


def keyword(word: str) -> str:
    return (
        f"Was expecting a value but instead got `{word}`, which is a reserved keyword. "
        f"To use `{word}` as a field name or a value, surround it by quotes."
    )


def unclosed(fragment: str, closing: str) -> str:
    return f"Expression `{fragment}` is missing the following closing delimiter: `{closing}`."


def listed(fragment: str) -> str:
    return f"Expected only comma-separated field names inside `IN[..]` but instead found `{fragment}`."


def misused(name: str) -> str:
    return f"The `{name}` filter is an operation and can't be used as a value."


def reserved(name: str) -> str:
    return (
        f"`{name}` is a reserved keyword and thus can't be used as a filter expression. Use the `_geoRadius(latitude, longitude, "
        "distance)` or `_geoBoundingBox([latitude, longitude], [latitude, longitude])` built-in rules to filter on `_geo` coordinates."
    )


RADIUS = "The `_geoRadius` filter must be in the form: `_geoRadius(latitude, longitude, radius, optionalResolution)`."

ERRORS = [
    ("a = x y  ", trailing("y  "), "7:10"),
    ("a = ", NO_VALUE, "5:5"),
    ("a == 1", NO_VALUE, "4:4"),
    ("a <> 1", NO_VALUE, "4:4"),
    ("a > > 5", NO_VALUE, "5:5"),
    ("a = \\", "Was expecting a value but instead got `\\\\`.", "5:6"),
    ("a = AND", keyword("AND"), "5:8"),
    ("AND = 1", keyword("AND"), "1:4"),
    ("a 1 TO AND", keyword("AND"), "8:11"),
    ("a = 1 OR OR b = 2", keyword("OR"), "10:12"),
    ("= 5", no_operation("= 5"), "1:4"),
    ("a", no_operation("a"), "1:2"),
    ("a XOR 1", no_operation("a XOR 1"), "1:8"),
    ("a EXIST", no_operation("a EXIST"), "1:8"),
    ("a NOT = 1", no_operation("a NOT = 1"), "1:10"),
    ("a TO 3", no_operation("a TO 3"), "1:7"),
    ("a 1 TO", no_operation("a 1 TO"), "1:7"),
    ("a IS", no_operation("a IS"), "1:5"),
    ("a in [x]", no_operation("a in [x]"), "1:9"),
    ("a STARTS  WITH x", no_operation("a STARTS  WITH x"), "1:17"),
    ("()", no_operation(")"), "2:3"),
    ("NOT", NOTHING, "4:4"),
    ("a = 1 AND", NOTHING, "10:10"),
    ("a = 1\nOR", NOTHING, "3:3"),
    ("a CONTAINS", NO_VALUE, "11:11"),
    ("a STARTS WITH", NO_VALUE, "14:14"),
    ("a IN", "Expected `[` after `IN` keyword.", "5:5"),
    ("a IN 1", "Expected `[` after `IN` keyword.", "6:7"),
    ("a IN [1,2", "Expected matching `]` after the list of field names given to `IN[`", "10:10"),
    ("a IN [1,,2]", listed(",2]"), "9:12"),
    ("a IN [1 2]", listed("2]"), "9:11"),
    ("a IN [AND]", listed("AND]"), "7:11"),
    ("(a = 1", unclosed("(a = 1", ")"), "1:7"),
    ("a = 'x", unclosed("\\'x", "'"), "5:7"),
    ('a = "x', unclosed('\\"x', '"'), "5:7"),
    ("a = 1 b", trailing("b"), "7:8"),
    ("(a = 1) (b = 2)", trailing("(b = 2)"), "9:16"),
    ("a = 1)", trailing(")"), "6:7"),
    ("a = x$y", trailing("$y"), "6:8"),
    ("a EXISTS b", trailing(" b"), "9:11"),
    ("a IS NULLX", trailing("X"), "10:11"),
    ("_geoRadius(1,2)", "Was expecting 3 or 4 arguments for `_geoRadius`, but instead found 2.", "16:16"),
    ("_geoRadius(a,2,3)", RADIUS, "12:18"),
    ("_geoRadius", RADIUS, "11:11"),
    ("_geoBoundingBox([1,2],[3])", "Was expecting 2 coordinates but instead found 1.", "24:25"),
    ("_geoPolygon([1,2],[3,4])", "The `_geoPolygon` filter expects at least 3 points but only 2 were specified", "22:23"),
    ("a _geoRadius(1,2,3)", misused("_geoRadius"), "3:20"),
    ("_geo = 1", reserved("_geo"), "1:9"),
    ("_geoPoint(1,2)", reserved("_geoPoint"), "1:15"),
    ("_geoDistance = Glass", reserved("_geoDistance"), "1:21"),
    ("_vectors.", "The vector filter's embedder name is invalid.", "10:10"),
    ("_vectors EXIST", "Was expecting an operation like `EXISTS` or `NOT EXISTS` after the vector filter.", "10:15"),
    ("_vectors", no_operation("_vectors"), "1:9"),
    ("title = Glass XOR title = Glass", trailing("XOR title = Glass"), "15:32"),
    ("title & Glass", no_operation("title & Glass"), "1:14"),
    ("(" * 40 + "a = 1" + ")" * 40, DEPTH, "38:86"),
    ("a = 'x\\x1'", "The filter is incomplete and requires Unknown additional bytes to be parsed.", "1:11"),
    ("a = '\\xzz'", "Found an invalid escaped sequence number: `\\\\xzz`.", "6:10"),
    ("a = '\\8'", "Malformed value: `\\\\8`.", "6:8"),
    ("(T = 1 OR _foreign(a, b = 1)", unclosed("(T = 1 OR _foreign(a, b = 1)", ")"), "1:29"),
    ("_foreign(a = 1)", "Was expecting a field name and an condition inside `_foreign(..)` filter but instead found `= 1)`.", "12:16"),
]


@pytest.mark.parametrize(("text", "diagnostic", "columns"), ERRORS)
def test_syntax_error(text: str, diagnostic: str, columns: str) -> None:
    with pytest.raises(MeiliError) as error:
        filters.parse(text)
    assert error.value.message == f"{diagnostic}\n{columns} {text}"
    assert error.value.code == "invalid_search_filter"


def comparison(text: str) -> tuple[str, str, list[str]]:
    condition = filters.parse(text)
    assert isinstance(condition, Comparison)
    return condition.field.value, condition.operator, [token.value for token in condition.values]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a=1", ("a", "=", ["1"])),
        ("a-b.c >= -5", ("a-b.c", ">=", ["-5"])),
        ("'a b' != \"it's\"", ("a b", "!=", ["it's"])),
        ("a = 'it\\'s'", ("a", "=", ["it's"])),
        ("a = 'tab\\t \\u0041\\u{1F600}\\x41\\101'", ("a", "=", ["tab\t A\U0001f600AA"])),
        ("a = ''", ("a", "=", [""])),
        ("a 1 TO 2", ("a", "TO", ["1", "2"])),
        ("a IS  NULL", ("a", "IS NULL", [])),
        ("a EXISTS", ("a", "EXISTS", [])),
        ("été = 日本語", ("été", "=", ["日本語"])),
        ("a STARTS WITH 'x'", ("a", "STARTS WITH", ["x"])),
    ],
)
def test_comparisons(text: str, expected: tuple[str, str, list[str]]) -> None:
    assert comparison(text) == expected


def test_combinations() -> None:
    assert isinstance(filters.parse("a = 1 OR b = 2 AND c = 3"), Or)
    assert isinstance(filters.parse("NOT NOT a = 1"), Comparison)
    assert isinstance(filters.parse("NOT NOT NOT a = 1"), Not)
    assert isinstance(filters.parse("NOT (NOT a = 1)"), Comparison)
    listed = filters.parse("a IN [1, 'b',]")
    assert isinstance(listed, OneOf)
    assert [token.value for token in listed.values] == ["1", "b"]


def test_arrays() -> None:
    assert filters.parse(["", [], [" "]]) is None
    assert isinstance(filters.parse([["a = 1"], ""]), Comparison)
    nested = filters.parse([["a = 1", "b = 2"], "c = 3"])
    assert isinstance(nested, And)
    assert isinstance(nested.parts[0], Or)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (True, "expected String, Array, found: true"),
        ({"a": 1}, 'expected String, Array, found: {"a":1}'),
        (["a = ", 3], "expected String, [String], found: 3"),
        ([["a = 1", ["b"]]], 'expected String, found: ["b"]'),
    ],
)
def test_wrong_types(value: object, message: str) -> None:
    with pytest.raises(MeiliError) as error:
        filters.parse(value, "invalid_document_filter")
    assert error.value.message == f"Invalid syntax for the filter parameter: `{message}`."
    assert error.value.code == "invalid_document_filter"


@pytest.mark.parametrize(
    ("text", "features", "message"),
    [
        (
            "a = 1 AND b CONTAINS x",
            {},
            "Using `CONTAINS` in a filter requires enabling the `contains filter` experimental feature. "
            "See https://github.com/orgs/meilisearch/discussions/763\n13:21 a = 1 AND b CONTAINS x",
        ),
        (
            "_vectors EXISTS",
            {},
            "using a vector filter requires enabling the `multimodal` experimental feature. "
            "See https://github.com/orgs/meilisearch/discussions/846\n1:9 _vectors EXISTS",
        ),
    ],
)
def test_features(text: str, features: dict[str, bool], message: str) -> None:
    condition = filters.parse(text)
    assert condition is not None
    with pytest.raises(MeiliError) as error:
        filters.check_features(condition, features)
    assert (error.value.code, error.value.message) == ("feature_not_enabled", message)
    filters.check_features(condition, {"containsFilter": True, "multimodal": True})


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("many=Glass", '"many" = "Glass"'),
        ("a NOT IN [x, 'y\"']", 'NOT ("a" IN ["x", "y\\""])'),
        ("a = 1 AND (b != 2 OR NOT c IS NULL)", '("a" = "1") AND (("b" != "2") OR (NOT ("c" IS NULL)))'),
        ("a 1 TO 2", '"a" "1" TO "2"'),
        ("a CONTAINS x", '"a" CONTAINS "x"'),
        ("_geoRadius( 1 ,2,  3)", "_geoRadius(1, 2, 3)"),
        ("_geoBoundingBox([1,2], [3,4])", "_geoBoundingBox([1, 2], [3, 4])"),
        ("_geoPolygon([1,2],[3,4],[5,6],)", "_geoPolygon([1, 2], [3, 4], [5, 6])"),
        ("_vectors.'e f'.fragments.g EXISTS", '_vectors."e f".fragments."g" EXISTS'),
        ("_vectors NOT EXISTS", "NOT (_vectors EXISTS)"),
    ],
)
def test_canonical(text: str, canonical: str) -> None:
    condition = filters.parse(text)
    assert condition is not None
    assert filters.canonical(condition) == canonical


@pytest.mark.parametrize(
    ("text", "diagnostic", "columns"),
    [
        ("_vectors. EXISTS", "Was expecting embedder name but found nothing.", "10:11"),
        ("_vectors.e.userProvidedx EXISTS", "The vector filter has leftover tokens.", "24:32"),
        ("_vectors.e.fragments EXISTS", "The vector filter is missing a fragment name.", "21:28"),
        ("_vectors.e.fragments. EXISTS", "The vector filter's fragment name is invalid.", "22:29"),
        ("_vectors.'e EXISTS", "The quotes in one of the values are inconsistent.", "10:19"),
        ('_vectors.e."userProvided" EXISTS', "Was expecting this part to be unquoted.", "13:25"),
        (
            "_vectors.e.userprovidd EXISTS",
            "Was expecting one of `fragments`, `userProvided`, `documentTemplate`, `regenerate` or nothing, "
            "but instead found `userprovidd`. Did you mean `userProvided`?",
            "12:23",
        ),
        (
            "_vectors.e.regenerate.userProvided EXISTS",
            "Vector filter can only accept one of `fragments`, `userProvided`, `documentTemplate` or `regenerate`, "
            "but found both `regenerate` and `userProvided`.",
            "23:35",
        ),
        (
            "_vectors.e. EXISTS",
            "Was expecting one of `.fragments`, `.userProvided`, `.documentTemplate`, `.regenerate` or nothing, "
            "but instead found a point without a valid value.",
            "11:12",
        ),
    ],
)
def test_vector_syntax(text: str, diagnostic: str, columns: str) -> None:
    with pytest.raises(MeiliError) as error:
        filters.parse(text)
    assert error.value.message == f"{diagnostic}\n{columns} {text}"
