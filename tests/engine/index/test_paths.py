from __future__ import annotations

from meilifake.engine.index.paths import known_fields

from .conftest import MakeIndex, put


def test_nested_names_come_after_the_top_level_ones(make_index: MakeIndex) -> None:
    index = make_index([{"a": {"b": [{"c": 1}, [{"d": {}}]]}, "_geo": {"lat": 1}}, {"z": 1}])
    assert list(known_fields(index)) == ["a", "_geo", "z", "_geo.lat", "_geo.lng", "a.b", "a.b.c", "a.b.d"]


def test_names_are_kept_when_their_documents_go(make_index: MakeIndex) -> None:
    index = make_index([{"a": {"b": 1}}, {"c": 1}])
    first = known_fields(index)
    index.documents.remove(0)
    index.documents.touched([0])
    assert known_fields(index) is first
    put(index, 5, {"a": {"x": 1}})
    index.documents.touched([5])
    assert list(known_fields(index)) == ["a", "c", "a.b", "a.x"]
    assert known_fields(index).id("a.b") == first.id("a.b")


def test_a_field_without_documents_is_known_at_once(make_index: MakeIndex) -> None:
    index = make_index([])
    assert list(known_fields(index)) == []
    index.fields.insert("sku")
    assert list(known_fields(index)) == ["sku"]


def test_the_same_documents_have_the_same_names_unless_others_were_there_before(make_index: MakeIndex) -> None:
    documents = [{"a": {"b": 1}}, {"c": 2}]
    names = known_fields(make_index(documents))
    assert known_fields(make_index(documents)) is names
    index = make_index(documents)
    index.fields.insert("d")
    assert list(known_fields(index)) == ["a", "c", "d", "a.b"]
    index = make_index([{"a": {"x": 1}}, {"c": 2}])
    put(index, 0, {"a": {"b": 1}})
    index.documents.touched([0])
    assert list(known_fields(index)) == ["a", "c", "a.x", "a.b"]


def test_coordinates_come_with_a_document_that_is_written(make_index: MakeIndex) -> None:
    """A batch may name `_geo` in a version of a document that another one of it replaces."""
    index = make_index([{"a": 1}])
    index.fields.insert("_geo")
    assert list(known_fields(index)) == ["a", "_geo"]
    put(index, 0, {"a": 1, "_geo": None})
    put(index, 0, {"a": 1})
    index.documents.touched([0])
    assert list(known_fields(index)) == ["a", "_geo", "_geo.lat", "_geo.lng"]
