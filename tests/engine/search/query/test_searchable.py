"""attributesToSearchOn (guide search-semantics, 5.8)."""

import pytest

from meilifake import MeiliFake
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


def test_without_documents_it_is_as_it_was_when_they_were_last_written():
    """The server puts searchable attributes to use when it writes documents, and drops them at once."""
    fake = MeiliFake()
    http = fake.client().http_client

    def settings(**given):
        http.patch("/indexes/m/settings", json=given)

    def listed():
        index = fake.engine.index("m")
        return refused(index, ["nope"]).rpartition("are: ")[2]

    http.post("/indexes", json={"uid": "m", "primaryKey": "id"})
    settings(searchableAttributes=["title"])
    assert listed() == "`id`."
    settings(displayedAttributes=["title"])
    assert listed() == "`, <..hidden-attributes>`."
    settings(displayedAttributes=["*"])
    for _ in range(2):  # the second time as the first made it
        http.post("/indexes/m/documents", json=[{"id": 1, "title": "x", "desc": "y"}])
        assert listed() == "`title`."
        http.delete("/indexes/m/documents")
        settings(searchableAttributes=["desc"])
        assert listed() == "`title`."
        settings(searchableAttributes=None)
        settings(searchableAttributes=["desc"])
        assert listed() == "`desc, id, title`."
        check_searchable(fake.engine.index("m"), ["i*", "title"])
        http.delete("/indexes/m")
        http.post("/indexes", json={"uid": "m", "primaryKey": "id"})
        settings(searchableAttributes=["title"])


def test_nested_fields_are_among_them():
    fake = MeiliFake()
    http = fake.client().http_client
    http.patch("/indexes/m/settings", json={"searchableAttributes": ["author"]})
    http.post("/indexes/m/documents", json=DOCS)
    http.delete("/indexes/m/documents")
    assert refused(fake.engine.index("m"), ["nope"]).endswith("are: `author, author.name`.")


def test_settings_are_put_to_use_at_once_where_documents_are():
    fake = MeiliFake()
    http = fake.client().http_client
    http.post("/indexes/m/documents", json=[{"id": 1, "title": "x"}])
    http.patch("/indexes/m/settings", json={"searchableAttributes": ["title"]})
    http.delete("/indexes/m/documents")
    assert refused(fake.engine.index("m"), ["nope"]).endswith("are: `title`.")
    restored = MeiliFake()
    restored.restore(fake.snapshot())
    assert refused(restored.engine.index("m"), ["nope"]).endswith("are: `title`.")


def test_patterns_and_parents(searcher):
    index = searcher(DOCS)
    assert index.ids("x", attributes_to_search_on=["t*"]) == [1]
    assert index.ids("x", attributes_to_search_on=["d*"]) == []
    assert index.ids("z", attributes_to_search_on=["author"]) == []
    assert index.ids("z", attributes_to_search_on=["author.name"]) == [1]
    assert index.ids("z", attributes_to_search_on=["*"]) == [1]
