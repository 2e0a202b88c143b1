"""The document routes: the order of their checks, their parameters, their answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from meilifake import MeiliFake
from meilifake.wire.message import Request

Ask = Callable[..., Any]
DOCUMENTS = "/indexes/m/documents"


@pytest.fixture
def ask() -> Ask:
    fake = MeiliFake()

    def send(method: str, path: str, body: Any = None, **headers: str) -> Any:
        path, _, query = path.partition("?")
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        response = fake.app(Request(method, path, query, {"content-type": "application/json", **headers}, data))
        answer = json.loads(response.body)
        if response.status >= 400:
            return response.status, answer["code"], answer["message"]
        if response.status == 202:
            return json.loads(fake.app(Request("GET", f"/tasks/{answer['taskUid']}")).body)
        return answer

    return send


def test_a_bulk_import_reads_back_in_order(ask: Ask) -> None:
    task = ask("POST", DOCUMENTS, [{"id": number, "n": number / 2} for number in range(300)])
    assert task["details"] == {"receivedDocuments": 300, "indexedDocuments": 300}
    page = ask("GET", DOCUMENTS + "?offset=298&limit=5")
    assert page == {"results": [{"id": 298, "n": 149.0}, {"id": 299, "n": 149.5}], "offset": 298, "limit": 5, "total": 300}


@pytest.mark.parametrize(
    ("query", "code", "message"),
    [
        ("csvDelimiter=%F0%9F%8D%B0", "invalid_document_csv_delimiter", "csv delimiter must be an ascii character. Found: `🍰`"),
        ("skipCreation=x", "invalid_skip_creation", "skipCreation must be either `true` or `false`. Found: `x`"),
        ("foo=1", "bad_request", "Unknown parameter `foo`: expected one of `primaryKey`, `csvDelimiter`, `customMetadata`, `skipCreation`"),
    ],
)
def test_wrong_import_parameters(ask: Ask, query: str, code: str, message: str) -> None:
    assert ask("POST", f"{DOCUMENTS}?{query}", []) == (400, code, message)


def test_the_uid_is_checked_after_the_parameters_and_before_the_content_type(ask: Ask) -> None:
    assert ask("POST", "/indexes/a%20b/documents?foo=1", [])[1] == "bad_request"
    assert ask("POST", "/indexes/a%20b/documents", [], **{"content-type": "text/plain"})[1] == "invalid_index_uid"


def test_a_document(ask: Ask) -> None:
    assert ask("GET", DOCUMENTS + "/1")[1] == "index_not_found"
    ask("POST", DOCUMENTS, {"id": "1", "a": {"b": 1}})
    assert ask("GET", DOCUMENTS + "/1?fields=a") == {"a": {"b": 1}}
    assert ask("GET", DOCUMENTS + "/1?fields=*") == {"id": "1", "a": {"b": 1}}
    assert ask("GET", DOCUMENTS + "/2") == (404, "document_not_found", "Document `2` not found.")
    assert ask("GET", DOCUMENTS + "/1?useNetwork=true")[1] == "invalid_document_use_network"


def test_listing_checks_ids_then_sort_then_the_index_then_the_filter(ask: Ask) -> None:
    wrong = {"ids": ["a/b"], "sort": ["x"], "filter": "nope = 1"}
    assert ask("POST", DOCUMENTS + "/fetch", wrong)[2].startswith('In `.ids[0]`: Document identifier `"a/b"` is invalid.')
    del wrong["ids"]
    assert ask("POST", DOCUMENTS + "/fetch", wrong)[1] == "invalid_document_sort"
    del wrong["sort"]
    assert ask("POST", DOCUMENTS + "/fetch", wrong)[1] == "index_not_found"
    ask("POST", DOCUMENTS, [{"id": 1}])
    assert ask("POST", DOCUMENTS + "/fetch", wrong) == (
        400, "invalid_document_filter", "Attribute `nope` is not filterable. This index does not have configured filterable attributes.\n"
        "1:5 nope = 1",
    )  # fmt: skip


def test_listing_by_ids_follows_the_internal_order(ask: Ask) -> None:
    ask("POST", DOCUMENTS, [{"id": 3}, {"id": 1}, {"id": 2}])
    assert ask("GET", DOCUMENTS + "?ids=2,3,3,zz")["results"] == [{"id": 3}, {"id": 2}]
    assert ask("POST", DOCUMENTS + "/fetch", {"ids": []})["total"] == 0


def test_deletions(ask: Ask) -> None:
    ask("POST", DOCUMENTS, [{"id": 1}, {"id": "2"}, {"id": 3}, {"id": 4}])
    assert ask("POST", DOCUMENTS + "/delete-batch", [1, "2", None, 1])["details"]["providedIds"] == 4
    assert ask("DELETE", DOCUMENTS + "/any thing")["details"]["deletedDocuments"] == 0
    assert ask("GET", DOCUMENTS)["total"] == 2
    assert ask("DELETE", DOCUMENTS)["details"] == {"deletedDocuments": 2}


@pytest.mark.parametrize(
    ("path", "body", "code", "message"),
    [
        ("/delete-batch", b'"x"', "bad_request", 'Json deserialize error: invalid type: string "x", expected a sequence at line 1 '
         'column 3'),
        ("/delete-batch", b"{}", "bad_request", "Json deserialize error: invalid type: map, expected a sequence at line 1 column 0"),
        ("/delete-batch?foo=1", b"nul", "malformed_payload", "The json payload provided is malformed. `EOF while parsing a value at line 1 "
         "column 3`."),
        ("/delete", {}, "missing_document_filter", "Missing field `filter`"),
        ("/delete", {"filter": []}, "invalid_document_filter", "Sending an empty filter is forbidden."),
        ("/delete", {"filter": None}, "invalid_document_filter", "Invalid syntax for the filter parameter: `expected String, Array, found: "
         "null`."),
        ("/edit", {}, "missing_document_edition_function", "Missing field `function`"),
        ("/edit", {"function": ""}, "feature_not_enabled", "Using the documents edit route requires enabling the `edit documents by "
         "function` experimental feature. See https://github.com/orgs/meilisearch/discussions/762"),
    ],
)  # fmt: skip
def test_refusals(ask: Ask, path: str, body: Any, code: str, message: str) -> None:
    assert ask("POST", DOCUMENTS + path, body) == (400, code, message)


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ({"function": "doc."}, "bad_request", "Expecting name of a property (line 1, position 5)"),
        ({"function": "1", "filter": 3}, "invalid_document_filter", "Index `m`: Invalid syntax for the filter parameter: `expected String, "
         "Array, found: 3`."),
        ({"function": "1", "filter": [["a = 1"], None]}, "invalid_document_filter", "Index `m`: Invalid syntax for the filter parameter: "
         "`expected String, [String], found: null`."),
        ({"function": "1", "filter": ["a ="]}, "invalid_document_filter", "Was expecting a value but instead got nothing.\n4:4 a ="),
        ({"function": "1", "filter": ""}, "invalid_document_filter", "Sending an empty filter is forbidden."),
        ({"function": "1", "context": 1}, "invalid_document_edition_context", "The context must be an object"),
    ],
)  # fmt: skip
def test_refused_editions(ask: Ask, body: Any, code: str, message: str) -> None:
    ask("PATCH", "/experimental-features", {"editDocumentsByFunction": True})
    assert ask("POST", DOCUMENTS + "/edit", body) == (400, code, message)


def test_a_value_that_cannot_be_read_is_accepted_and_fails_later(ask: Ask) -> None:
    task = ask("POST", DOCUMENTS, b'[{"id":1,"n":1e400}]')
    assert task["error"]["message"] == "Index `m`: internal: number out of range at line 1 column 5."
    assert ask("POST", DOCUMENTS, b'{"id":1,"n":1e400}')[1] == "malformed_payload"


def test_a_null_filter_of_a_query_string_is_no_absent_one(ask: Ask) -> None:
    ask("POST", DOCUMENTS, [{"id": 1}])
    message = "Invalid syntax for the filter parameter: `expected String, Array, found: null`."
    assert ask("GET", DOCUMENTS + "?filter=null") == (400, "invalid_document_filter", message)
    assert ask("GET", DOCUMENTS + "?filter=null&limit=x")[1] == "invalid_document_limit"
    assert ask("GET", "/indexes/m/search?filter=null") == (400, "invalid_search_filter", message)
    assert ask("GET", "/indexes/m/search?filter=null&limit=x")[1] == "invalid_search_limit"
    assert ask("GET", "/indexes/none/documents?filter=null")[1] == "index_not_found"
    assert ask("POST", DOCUMENTS + "/fetch", {"filter": None})["total"] == 1


def test_foreign_filters_list_documents_but_delete_none(ask: Ask) -> None:
    ask("PATCH", "/experimental-features", {"foreignKeys": True})
    ask("PATCH", "/indexes/n/settings", {"filterableAttributes": ["year"]})
    ask("PATCH", "/indexes/m/settings", {"filterableAttributes": ["by"], "foreignKeys": [{"fieldName": "by", "foreignIndexUid": "n"}]})
    ask("POST", "/indexes/n/documents", [{"id": number, "year": number} for number in range(120)])
    ask("POST", DOCUMENTS, [{"id": number, "by": number % 3} for number in range(9)])
    body = {"filter": "_foreign(by, year = 1)", "fields": ["id"]}
    assert ask("POST", DOCUMENTS + "/fetch", body)["results"] == [{"id": 1}, {"id": 4}, {"id": 7}]
    assert ask("GET", DOCUMENTS + "?filter=NOT%20_foreign(by,%20year%20=%201)")["total"] == 6
    assert ask("POST", DOCUMENTS + "/fetch", {"filter": "_foreign(by, year >= 0)"}) == (
        400,
        "invalid_search_filter",
        "Index `n`: Foreign filter is retrieving too many documents, foreign filters can't retrieve more than 100 documents per index",
    )
    assert ask("POST", DOCUMENTS + "/fetch", {"filter": "_foreign(by, x = 1)"})[1] == "invalid_document_filter"
    assert ask("POST", DOCUMENTS + "/delete", {"filter": "_foreign(by, year = 1)"})[1] == "invalid_document_filter"
