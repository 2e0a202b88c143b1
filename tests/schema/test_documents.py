"""The bodies of the document routes."""

from __future__ import annotations

import pytest

from meilifake.errors.base import MeiliError
from meilifake.schema.base import parse_model
from meilifake.schema.documents import BrowseQuery, DeletionByFilter, DocumentIds, Edition


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'"a\\nb\\"\\u200b"', 'string "a\\nb\\"\\u{200b}", expected a sequence at line 1 column 14'),
        (b"1e20", "floating point `1e+20`, expected a sequence at line 1 column 4"),
        (b" {", "map, expected a sequence at line 1 column 1"),
        (b"null", "null, expected a sequence at line 1 column 4"),
        (b"-3", "integer `-3`, expected a sequence at line 1 column 2"),
    ],
)
def test_a_batch_of_ids_that_is_no_array(body: bytes, words: str) -> None:
    with pytest.raises(MeiliError) as caught:
        DocumentIds.from_bytes(body)
    assert (caught.value.code, caught.value.message) == ("bad_request", f"Json deserialize error: invalid type: {words}")


def test_ids_are_texts_or_the_json_of_anything_else() -> None:
    assert DocumentIds.from_bytes(b'["a", 1, null, {"b": 1.0}]').ids == ("a", "1", "null", '{"b":1.0}')


@pytest.mark.parametrize(("body", "code"), [(b"", "missing_payload"), (b"[1", "malformed_payload"), (b"[] x", "malformed_payload")])
def test_syntax(body: bytes, code: str) -> None:
    with pytest.raises(MeiliError) as caught:
        DocumentIds.from_bytes(body)
    assert caught.value.code == code


def test_required_fields_have_codes_of_their_own() -> None:
    with pytest.raises(MeiliError) as caught:
        parse_model(DeletionByFilter, {})
    assert (caught.value.code, caught.value.message) == ("missing_document_filter", "Missing field `filter`")
    with pytest.raises(MeiliError) as caught:
        parse_model(Edition, {"filter": None})
    assert (caught.value.code, caught.value.message) == ("missing_document_edition_function", "Missing field `function`")


def test_a_page_of_documents() -> None:
    query = parse_model(BrowseQuery, {"ids": [1, "a"], "fields": None})
    assert (query.offset, query.limit, query.ids, query.retrieve_vectors) == (0, 20, [1, "a"], False)
    with pytest.raises(MeiliError) as caught:
        parse_model(BrowseQuery, {"retrieveVectors": None})
    assert caught.value.message == "Invalid value type at `.retrieveVectors`: expected a boolean, but found null"
