"""The index routes, their statistics and the swap."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from meilifake import MeiliFake


def error(response: httpx.Response) -> tuple[int, str, str]:
    body = response.json()
    return response.status_code, body["code"], body["message"]


@pytest.fixture
def filled(http: httpx.Client, manual: MeiliFake) -> None:
    for uid in ("b", "a", "Z"):
        http.post("/indexes", json={"uid": uid})
    http.post("/indexes/a/documents", json=[{"id": 1, "o": {"p": 1}}, {"id": 2, "n": None}])
    manual.drain()


@pytest.mark.usefixtures("filled")
def test_the_list_is_sorted_by_bytes(http: httpx.Client) -> None:
    page = http.get("/indexes?limit=2&offset=1").json()
    assert ([index["uid"] for index in page["results"]], page["offset"], page["limit"], page["total"]) == (["a", "b"], 1, 2, 3)
    assert list(page["results"][0]) == ["uid", "createdAt", "updatedAt", "primaryKey"]


@pytest.mark.usefixtures("filled")
def test_statistics(http: httpx.Client, manual: MeiliFake) -> None:
    stats = http.get("/indexes/a/stats").json()
    assert (stats["numberOfDocuments"], stats["fieldDistribution"], stats["isIndexing"]) == (2, {"id": 2, "n": 1, "o": 1}, False)
    assert stats["rawDocumentDbSize"] == 4096
    assert http.get("/indexes/a/stats?sizeFormat=human").json()["rawDocumentDbSize"] == "4 KiB"
    assert "internalDatabaseSizes" in http.get("/indexes/a/stats?showInternalDatabaseSizes=true").json()
    every = http.get("/stats").json()
    assert list(every) == ["databaseSize", "usedDatabaseSize", "lastUpdate", "indexes"]
    assert list(every["indexes"]) == ["Z", "a", "b"]
    http.post("/indexes/a/documents", json=[{"id": 3}])
    manual.engine.advance()
    assert http.get("/indexes/a/stats").json()["isIndexing"]
    assert not http.get("/stats").json()["indexes"]["b"]["isIndexing"]


def test_statistics_of_nothing(http: httpx.Client) -> None:
    assert http.get("/stats").json()["lastUpdate"] is None
    assert error(http.get("/stats?sizeFormat=x"))[1] == "invalid_stats_size_format"


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("body", "names"),
    [
        ({}, ["id", "n", "o", "o.p"]),
        ({"offset": 1, "limit": 2}, ["n", "o"]),
        ({"filter": {"attributePatterns": ["o*"]}}, ["o", "o.p"]),
        ({"filter": {"attributePatterns": ["o.p"]}}, ["o.p"]),
        ({"filter": {"sortable": True}}, []),
        ({"filter": {"displayed": True, "searchable": True, "filterable": False}}, ["id", "n", "o", "o.p"]),
    ],
)
def test_fields(http: httpx.Client, body: Any, names: list[str]) -> None:
    assert [field["name"] for field in http.post("/indexes/a/fields", json=body).json()["results"]] == names


def test_fields_do_not_check_the_uid(http: httpx.Client) -> None:
    assert error(http.post("/indexes/a%20b/fields", json={})) == (404, "index_not_found", "Index `a b` not found.")


@pytest.mark.parametrize(
    ("verb", "path", "body", "code", "message"),
    [
        ("POST", "/indexes", {}, "missing_index_uid", "Missing field `uid`"),
        ("POST", "/indexes", {"uid": 1}, "invalid_index_uid", "Invalid value type at `.uid`: expected a string, but found a positive int"),
        ("POST", "/indexes", {"uid": "a b"}, "invalid_index_uid", "Invalid value at `.uid`: `a b` is not a valid index uid."),
        ("PATCH", "/indexes/a", {"uid": "a b"}, "invalid_index_uid", "`a b` is not a valid index uid."),
        ("PATCH", "/indexes/a", {"createdAt": 1}, "immutable_index_created_at", "Immutable field `createdAt`: expected one of `primaryK"),
        ("PATCH", "/indexes/a", {"x": 1}, "bad_request", "Unknown field `x`: expected one of `primaryKey`, `uid`"),
        ("DELETE", "/indexes/a%20b", None, "invalid_index_uid", "`a b` is not a valid index uid."),
        ("POST", "/swap-indexes", {}, "bad_request", "Invalid value type: expected an array, but found an object: `{}`"),
        ("POST", "/swap-indexes", [{}], "missing_swap_indexes", "Missing field `indexes` inside `[0]`"),
        (
            "POST", "/swap-indexes", [{"indexes": ["a", "b", "c"]}], "invalid_swap_indexes",
            'Two indexes must be given for each swap. The list `["a", "b", "c"]` contains 3 indexes.',
        ),
        (
            "POST", "/swap-indexes", [{"indexes": ["a", "b"]}, {"indexes": ["b", "a"]}], "invalid_swap_duplicate_index_found",
            "Indexes must be declared only once during a swap. `a`, `b` were specified several times.",
        ),
        (
            "POST", "/swap-indexes", [{"indexes": ["a", "a"]}], "invalid_swap_duplicate_index_found",
            "Indexes must be declared only once during a swap. `a` was specified several times.",
        ),
    ],
)  # fmt: skip
def test_refusals(http: httpx.Client, verb: str, path: str, body: Any, code: str, message: str) -> None:
    status, found, words = error(http.request(verb, path, json=body))
    assert (status, found) == (400, code)
    assert words.startswith(message)


def test_features(http: httpx.Client) -> None:
    before = http.get("/experimental-features").json()
    assert set(before.values()) == {False}
    after = http.patch("/experimental-features", json={"containsFilter": True, "metrics": None}).json()
    assert after == {**before, "containsFilter": True}
    assert list(after) == list(before)
    status, code, words = error(http.patch("/experimental-features", json={"containFilter": True}))
    assert (status, code) == (400, "bad_request")
    assert words.startswith("Unknown field `containFilter`: did you mean `containsFilter`? expected one of `metrics`, `logsRoute`, ")
