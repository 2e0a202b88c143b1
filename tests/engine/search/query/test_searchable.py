"""attributesToSearchOn (guide search-semantics, 5.8)."""

import pytest

from meilifake.engine.search.query.searchable import check_searchable
from meilifake.errors.base import MeiliError

DOCS = [{"id": 1, "title": "x", "desc": "y", "author": {"name": "z"}}]


def refused(index, names):
    with pytest.raises(MeiliError) as caught:
        check_searchable(index, names)
    assert caught.value.code == "invalid_search_attributes_to_search_on"
    return caught.value.message


def test_unknown_names_are_refused(searcher):
    index = searcher(DOCS, searchable_attributes=("title", "desc")).index
    assert refused(index, ["title", "nope"]) == ("Attribute `nope` is not searchable. Available searchable attributes are: `desc, title`.")
    assert "`nope`" in refused(index, ["*", "nope"])


def test_hidden_attributes_are_not_named(searcher):
    index = searcher(DOCS, searchable_attributes=("title", "desc"), displayed_attributes=("title",)).index
    assert refused(index, ["nope"]).endswith("are: `title, <..hidden-attributes>`.")


def test_unknown_names_are_ignored_where_everything_is_searchable(searcher):
    check_searchable(searcher(DOCS).index, ["nope"])


def test_nothing_is_searchable_where_the_setting_is_empty(searcher):
    index = searcher(DOCS, searchable_attributes=()).index
    assert refused(index, ["title"]) == "Attribute `title` is not searchable. Available searchable attributes are: ``."
    check_searchable(index, ["*"])


def test_names_of_the_setting_need_not_be_fields_yet(searcher):
    check_searchable(searcher(DOCS, searchable_attributes=("title", "later")).index, ["later"])


def test_patterns_and_parents(searcher):
    index = searcher(DOCS)
    assert index.ids("x", attributes_to_search_on=["t*"]) == [1]
    assert index.ids("x", attributes_to_search_on=["d*"]) == []
    assert index.ids("z", attributes_to_search_on=["author"]) == []
    assert index.ids("z", attributes_to_search_on=["author.name"]) == [1]
    assert index.ids("z", attributes_to_search_on=["*"]) == [1]
