"""Sorting by fields (guide search-semantics, 8.7)."""

import pytest

from meilifake.engine.search.ranking import sort
from meilifake.engine.search.result import SortExpression

DOCS = [
    {"id": 1, "p": "b"},
    {"id": 2, "p": 10},
    {"id": 3},
    {"id": 4, "p": ["z", 2]},
    {"id": 5, "p": "A"},
    {"id": 6, "p": None},
    {"id": 7, "p": True},
    {"id": 8, "p": 10},
]


@pytest.fixture(params=["few", "many"])
def _both_ways(request, monkeypatch):
    if request.param == "many":
        monkeypatch.setattr(sort, "FEW", 0)


@pytest.mark.usefixtures("_both_ways")
def test_numbers_before_strings_before_nothing(searcher):
    index = searcher(DOCS)
    assert index.ids(None, sort=[SortExpression("p", True)]) == [4, 2, 8, 5, 1, 7, 3, 6]
    assert index.ids(None, sort=[SortExpression("p", False)]) == [2, 8, 4, 7, 1, 5, 3, 6]


@pytest.mark.usefixtures("_both_ways")
def test_details_show_the_value_that_decided(searcher):
    shown = searcher(DOCS).details(None, sort=[SortExpression("p", True)])
    assert [shown[i]["p:asc"]["value"] for i in (4, 2, 5, 7, 3)] == [2.0, 10.0, "a", "true", None]


def test_an_unknown_field_sorts_nothing(searcher):
    shown = searcher(DOCS).details(None, sort=[SortExpression("nope", True)])
    assert list(shown) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert shown[1] == {"nope:asc": {"order": 0, "value": None}}


def test_a_field_sorts_once(searcher):
    index = searcher(DOCS, ranking_rules=("p:desc", "sort", "p:asc"))
    assert list(index.details(None, sort=[SortExpression("p", True), SortExpression("id", False)])[2]) == ["p:desc", "id:desc"]


def test_fields_that_are_not_displayed_are_hidden(searcher):
    docs = [{"id": 1, "a": {"b": 1}}]
    shown = searcher(docs, displayed_attributes=("a",), ranking_rules=("a.b:asc",), sortable_attributes=("a",)).details(None)
    assert shown == {1: {"<hidden-rule-0>": {"order": 0, "value": "<hidden>"}}}


def test_the_second_sort_refines_the_first(searcher):
    docs = [{"id": 1, "a": 1, "b": 2}, {"id": 2, "a": 1, "b": 1}, {"id": 3, "a": 0, "b": 9}]
    assert searcher(docs).ids(None, sort=[SortExpression("a", True), SortExpression("b", True)]) == [3, 2, 1]
