from __future__ import annotations

import pytest

from meilifake.engine.index.primary_key import external_id, infer, levels
from meilifake.errors.base import MeiliError


@pytest.mark.parametrize(
    ("document", "key"),
    [({"title": 1, "_id": 2}, "_id"), ({"ovoid": 1}, "ovoid"), ({"myID": 1}, "myID"), ({"a.id": 1, "b": {"id": 2}}, "a.id")],
)
def test_infer(document: dict[str, object], key: str) -> None:
    assert infer(document) == key


def test_infer_names_the_first_two_candidates_in_byte_order() -> None:
    with pytest.raises(MeiliError) as caught:
        infer({"zid": 1, "Aid": 2, "bid": 3})
    assert caught.value.code == "index_primary_key_multiple_candidates_found"
    assert "found 3 fields ending with `id` in their names: 'Aid' and 'bid'." in caught.value.message


def test_infer_without_candidate() -> None:
    with pytest.raises(MeiliError) as caught:
        infer({"identity": 1})
    assert caught.value.code == "index_primary_key_no_candidate_found"


def test_levels() -> None:
    assert list(levels("a.b.id")) == [("a", "b.id"), ("a.b", "id"), ("a.b.id", "")]


@pytest.mark.parametrize("document", [{"a": {"b": {"id": 7}}}, {"a.b": {"id": 7}}, {"a": {"b.id": 7}}, {"a.b.id": 7}])
def test_a_dotted_key_matches_any_nesting(document: dict[str, object]) -> None:
    assert external_id("a.b.id", document) == "7"


@pytest.mark.parametrize(
    ("key", "document", "code", "message"),
    [
        ("a.id", {"a": {"id": 1}, "a.id": 2}, "invalid_document_id", 'Document have too many matching `a.id` attribute: `{"a":{"id":1},'),
        ("a.id", {"a": 3}, "missing_document_id", 'Document doesn\'t have a `a.id` attribute: `{"a":3}`.'),
        ("", {"": 3}, "missing_document_id", 'Document doesn\'t have a `` attribute: `{"":3}`.'),
        ("o.a", {"o": {"é": 1, "a": "é x", "z": 1}}, "internal", "trailing comma at line 1 column 19"),
        ("o.a", {"o": {"é": 1, "a": []}}, "invalid_document_id", "Document identifier `[]` is invalid."),
        ("o.a.b", {"o": {"a": {"b": []}, "c": 1}}, "internal", "trailing comma at line 1 column 14"),
        ("o.a.b", {"o": {"a": {"b": [], "c": 1}}}, "missing_document_id", "Document doesn't have a `o.a.b` attribute:"),
        ("id", {"id": 1.0}, "invalid_document_id", "Document identifier `1.0` is invalid. A document identifier can be"),
        ("id", {"id": True}, "invalid_document_id", "Document identifier `true` is invalid."),
        ("id", {"id": ""}, "invalid_document_id", 'Document identifier `""` is invalid.'),
        ("id", {"id": "a" * 512}, "invalid_document_id", 'Document identifier `"aaa'),
        ("id", {"id": "é"}, "invalid_document_id", 'Document identifier `"é"` is invalid.'),
    ],
)
def test_refusals(key: str, document: dict[str, object], code: str, message: str) -> None:
    with pytest.raises(MeiliError) as caught:
        external_id(key, document)
    assert caught.value.code == code
    assert caught.value.message.startswith(message)


def test_the_longest_id() -> None:
    assert external_id("id", {"id": "a" * 511}) == "a" * 511
