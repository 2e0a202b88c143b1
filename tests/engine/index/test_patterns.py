"""Guide search-semantics, 10.4: patterns, plain names, and the first rule that matches."""

from typing import Any

import pytest

from meilifake.engine.index.patterns import (
    Match,
    displayed_only,
    enabled_patterns,
    faceted,
    filterable,
    intersects,
    match_pattern,
    match_plain,
    matching_rule,
)
from meilifake.engine.settings import FilterableRule, IndexSettings

NO_FEATURES = {"plain": False, "facet_search": False, "equality": False, "comparison": False}


@pytest.mark.parametrize(
    ("pattern", "field", "expected"),
    [
        ("*", "a.b", Match.MATCH),
        ("a*", "ab.c", Match.MATCH),
        ("*b", "a.b", Match.MATCH),
        ("*b*", "abc", Match.MATCH),
        ("a", "a", Match.MATCH),
        ("a", "a.b", Match.NONE),
        ("a.b", "a", Match.PARENT),
        ("a.*", "a", Match.PARENT),
        ("*_x", "a", Match.NONE),
        ("ab", "a", Match.NONE),
    ],
)
def test_pattern(pattern: str, field: str, expected: Match) -> None:
    assert match_pattern(pattern, field) is expected


@pytest.mark.parametrize(
    ("name", "field", "expected"),
    [("a", "a.b", Match.MATCH), ("a", "ab", Match.NONE), ("a.b", "a", Match.PARENT), ("a*", "ab", Match.NONE)],
)
def test_plain(name: str, field: str, expected: Match) -> None:
    assert match_plain(name, field) is expected


def test_first_match_decides() -> None:
    rules = (FilterableRule(("a.b",), **NO_FEATURES), FilterableRule(("a",)))
    settings = IndexSettings(filterable_attributes=rules)
    found = matching_rule(rules, "a.b")
    assert found is not None
    assert found.at == 0
    assert not filterable(settings, "a.b")
    assert filterable(settings, "a.c")
    assert enabled_patterns(settings, lambda rule: rule.filtering) == ["a"]


def test_a_wildcard_never_meets_a_plain_rule() -> None:
    assert not intersects(FilterableRule(("ab",)), "a*")
    assert intersects(FilterableRule(("a.b",)), "a")
    assert intersects(FilterableRule(("ab",), plain=False), "a*")


@pytest.mark.parametrize(
    ("settings", "field", "expected"),
    [
        ({"distinct_attribute": "a.b"}, "a.b", Match.MATCH),
        ({"distinct_attribute": "a.b"}, "a", Match.PARENT),
        ({"distinct_attribute": "a"}, "a.b", Match.NONE),
        ({"sortable_attributes": ("a",)}, "a.b", Match.MATCH),
        ({"ranking_rules": ("words", "a:asc")}, "a", Match.MATCH),
        ({"filterable_attributes": (FilterableRule(("a",), **NO_FEATURES),)}, "a", Match.NONE),
        ({"filterable_attributes": (FilterableRule(("*_x",), plain=False),)}, "a", Match.NONE),
    ],
)
def test_faceted(settings: dict[str, Any], field: str, expected: Match) -> None:
    assert faceted(IndexSettings(**settings), field) is expected


def test_hidden_names() -> None:
    assert displayed_only(IndexSettings(displayed_attributes=("b",)), ["a", "b"]) == (["b"], True)
    assert displayed_only(IndexSettings(), ["a", "b"]) == (["a", "b"], False)
