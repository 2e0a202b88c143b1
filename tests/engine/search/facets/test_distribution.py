"""Guide search-semantics, 11.2 and 11.3."""

from collections.abc import Callable
from typing import Any

import pytest

from meilifake.engine.index.index import Index
from meilifake.engine.search.facets.distribution import facet_distribution
from meilifake.engine.settings import FilterableRule
from meilifake.errors.base import MeiliError

MakeIndex = Callable[..., Index]

NOTES = [{"v": value} for value in ["a", "b", "c", "a", "b", "d", "e", 1, 2, 3, 2, 3, 10, 9]]
BY_COUNT = {"sort_facet_values_by": {"*": "count"}}


def values(index: Index, field: str) -> list[tuple[str, int]]:
    distribution, _ = facet_distribution(index, [field], index.documents.bits)
    return list(distribution[field].items())


def text(pairs: list[tuple[str, int]]) -> str:
    return ", ".join(f"{value}:{count}" for value, count in pairs)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (BY_COUNT, "3:2, 2:2, 10:1, 9:1, 1:1, b:2, a:2, e:1, d:1, c:1"),
        (BY_COUNT | {"max_values_per_facet": 2}, "3:2, 2:2, b:2, a:2, e:1, d:1, c:1"),
        ({"max_values_per_facet": 2}, "1:1, 10:1"),
        ({"sort_facet_values_by": {"v": "count"}, "max_values_per_facet": 5}, "3:2, 2:2, 10:1, 9:1, 1:1, b:2, a:2, e:1, d:1, c:1"),
    ],
)
def test_orders_and_limits(make_index: MakeIndex, settings: dict[str, Any], expected: str) -> None:
    assert text(values(make_index(NOTES, ["v"], **settings), "v")) == expected


def test_originals_and_equal_keys(make_index: MakeIndex) -> None:
    documents = [{"c": "  blue"}, {"c": "Blue"}, {"c": "RED"}, {"c": [1, "1", "1"]}, {"c": [True, None, ""]}]
    index = make_index(documents, ["c"])
    assert text(values(index, "c")) == "1:1,   blue:2, RED:1, true:1"
    assert facet_distribution(index, ["c"], 0b10)[0] == {"c": {"Blue": 1}}


def test_room_is_counted_before_keys_meet(make_index: MakeIndex) -> None:
    index = make_index([{"c": [12, "  ", "12"]}], ["c"], max_values_per_facet=3)
    assert text(values(index, "c")) == "12:1,   :1"


@pytest.mark.parametrize(("size", "expected"), [(20, ["1", "0", "19"]), (19, ["18", "1", "0"])])
def test_equal_counts_in_a_tree_of_values(make_index: MakeIndex, size: int, expected: list[str]) -> None:
    """From twenty values on they stand in groups of four: the values of the group with two documents come before that of the other."""
    index = make_index([{"n": n} for n in range(size)], ["n"], **BY_COUNT)
    distribution, _ = facet_distribution(index, ["n"], 0b11 | 1 << (size - 1))
    assert list(distribution["n"]) == expected


def test_children_and_statistics(make_index: MakeIndex) -> None:
    index = make_index([{"d": {"age": 4, "name": "bob"}}, {"d": [{"age": 2.5}], "e": 1}, {"d": None}], ["d", "e"])
    distribution, stats = facet_distribution(index, ["d"], index.documents.bits)
    assert distribution == {"d": {}, "d.age": {"2.5": 1, "4": 1}, "d.name": {"bob": 1}}
    assert list(distribution) == ["d", "d.age", "d.name"]
    assert stats == {"d.age": (2.5, 4.0)}
    assert facet_distribution(index, ["e"], 0b1) == ({"e": {}}, {})


def test_wildcards_need_an_object_rule(make_index: MakeIndex) -> None:
    document = {"a": {"k": 1}, "b": 1, "c": 2}
    plain = make_index([document], ["a", "b"])
    with pytest.raises(MeiliError) as error:
        facet_distribution(plain, ["*"], 1)
    assert error.value.code == "invalid_search_facets"
    assert error.value.message == (
        "Invalid facet distribution: Pattern `*` is not filterable. Available filterable attributes patterns are: `a, b`."
    )
    mixed = make_index([document], rules=(FilterableRule(("a",)), FilterableRule(("c",), plain=False)))
    assert list(facet_distribution(mixed, ["*"], 1)[0]) == ["a", "a.k", "c"]


def test_rule_without_filter(make_index: MakeIndex) -> None:
    rules = (
        FilterableRule(("b",), plain=False, equality=False, comparison=False),
        FilterableRule(("a",)),
        FilterableRule(("*",), plain=False),
    )
    index = make_index([{"a": 1, "b": 2, "c": 3}], rules=rules)
    with pytest.raises(MeiliError) as error:
        facet_distribution(index, ["b"], 1)
    assert error.value.message == (
        "Invalid facet distribution: Attribute `b` matched rule #0 in filterableAttributes, but this rule does not enable filtering.\n"
        "Hint: enable filtering in rule #0 by modifying the features.filter object\n"
        "Hint: prepend another rule matching `b` with appropriate filter features before rule #0"
    )
    assert list(facet_distribution(index, ["*"], 1)[0]) == ["a", "c"]
    assert facet_distribution(index, ["b*"], 1) == ({}, {})


def test_nothing_filterable(make_index: MakeIndex) -> None:
    with pytest.raises(MeiliError) as error:
        facet_distribution(make_index([{"a": 1}]), ["a"], 1)
    assert error.value.message.endswith("Pattern `a` is not filterable. This index does not have configured filterable attributes.")


def test_many_candidates_read_numbers_in_their_order(make_index: MakeIndex) -> None:
    index = make_index([{"n": n % 11} for n in range(3001)], ["n"])
    assert [value for value, _ in values(index, "n")] == [str(n) for n in range(11)]
    few, _ = facet_distribution(index, ["n"], index.documents.bits >> 1)
    assert list(few["n"])[:3] == ["0", "1", "10"]
