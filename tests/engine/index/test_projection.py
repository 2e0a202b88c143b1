from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from meilifake.engine.index.index import Index
from meilifake.engine.index.projection import known_names, read_document, select


def index_of(document: dict[str, Any]) -> Index:
    index = Index(datetime(2024, 1, 1, tzinfo=UTC))
    for name in document:
        index.fields.insert(name)
    index.documents.put(0, "1", document)
    index.documents.touched([0])
    return index


DOCUMENT = {"id": 1, "a": {"b": 1, "c": {"d": 2}}, "a.b": 3, "l": [{"x": 1, "y": 2}, 5]}


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["a"], {"a": {"b": 1, "c": {"d": 2}}}),
        (["a.b"], {"a": {"b": 1}, "a.b": 3}),
        (["a.c.d", "id"], {"id": 1, "a": {"c": {"d": 2}}}),
        (["l.x"], {"l": [{"x": 1}, 5]}),
        (["nope", "a.nope"], {}),
        ([], {}),
    ],
)
def test_select(names: list[str], shown: dict[str, Any]) -> None:
    index = index_of(DOCUMENT)
    assert read_document(index, 0, known_names(index, names), False) == shown


def test_select_keeps_scalars_on_the_way_to_a_nested_name() -> None:
    assert select({"a": 3}, ["a.b"]) == {"a": 3}


def test_taking_vectors_out_moves_the_last_field_into_their_place() -> None:
    index = index_of({"id": 1, "a": 2, "_vectors": {"e": [1]}, "b": 3, "c": 4, "d": 5})
    assert list(read_document(index, 0, None, False)) == ["id", "a", "d", "b", "c"]
    assert list(read_document(index, 0, None, True)) == ["id", "a", "d", "b", "c", "_vectors"]
    assert list(read_document(index, 0, ["id", "c", "d"], False)) == ["id", "c", "d"]


def test_vectors_come_last_even_if_not_asked_for() -> None:
    index = index_of({"id": 1})
    assert read_document(index, 0, [], True) == {"_vectors": {}}
