"""Where the server left its own older specifications: docs/specifications.md, row by row."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from meilifake import MeiliFake

KEY = "a master key of ours"


@pytest.fixture
def client() -> Any:
    with MeiliFake(KEY) as fake:
        yield httpx.Client(transport=fake.transport, base_url="http://fake", headers={"authorization": f"Bearer {KEY}"})


def done(client: httpx.Client, answer: httpx.Response) -> dict[str, Any]:
    """The finished task of a 202."""
    assert answer.status_code == 202, answer.text
    task: dict[str, Any] = client.get(f"/tasks/{answer.json()['taskUid']}").json()
    return task


def code(answer: httpx.Response) -> str:
    return str(answer.json()["code"])


def test_the_uid_of_an_index_is_a_string_and_can_be_changed(client: httpx.Client) -> None:
    assert code(client.post("/indexes", json={"uid": 1})) == "invalid_index_uid"
    done(client, client.post("/indexes", json={"uid": "old"}))
    assert done(client, client.patch("/indexes/old", json={"uid": "new"}))["status"] == "succeeded"
    assert client.get("/indexes/new").status_code == 200


def test_immutable_fields_have_longer_codes(client: httpx.Client) -> None:
    for field in "createdAt", "updatedAt":
        assert code(client.patch("/indexes/any", json={field: "now"})) == f"immutable_index_{field[:-2]}_at"


def test_paging_of_indexes_takes_numbers_and_one_index_has_none(client: httpx.Client) -> None:
    done(client, client.post("/indexes", json={"uid": "one"}))
    assert code(client.get("/indexes?offset=null")) == "invalid_index_offset"
    assert code(client.get("/indexes?limit=null")) == "invalid_index_limit"
    assert client.get("/indexes/one?limit=null").status_code == 200


@pytest.mark.parametrize(
    ("document", "error"),
    [
        ({"idea": 1}, "index_primary_key_no_candidate_found"),
        ({"bookID": 1, "idea": 2}, None),
        ({"bookId": 1, "id": 2}, "index_primary_key_multiple_candidates_found"),
    ],
)
def test_a_primary_key_ends_with_id(client: httpx.Client, document: dict[str, int], error: str | None) -> None:
    task = done(client, client.post("/indexes/books/documents", json=[document]))
    assert (task["error"] or {}).get("code") == error


def test_documents_come_in_the_order_of_their_places(client: httpx.Client) -> None:
    def ids() -> list[Any]:
        return [document["id"] for document in client.get("/indexes/books/documents").json()["results"]]

    done(client, client.post("/indexes/books/documents", json=[{"id": 9}, {"id": 1}, {"id": 5}]))
    assert ids() == [9, 1, 5]
    done(client, client.delete("/indexes/books/documents/1"))
    done(client, client.post("/indexes/books/documents", json=[{"id": "new-one"}]))
    assert ids() == [9, "new-one", 5]


def test_listings_take_ids_sort_and_vectors(client: httpx.Client) -> None:
    done(client, client.patch("/indexes/books/settings", json={"sortableAttributes": ["id"]}))
    done(client, client.post("/indexes/books/documents", json=[{"id": 1}, {"id": 2}, {"id": 3}]))
    body = {"ids": [1, 3], "sort": ["id:desc"], "retrieveVectors": True}
    assert client.post("/indexes/books/documents/fetch", json=body).json()["results"] == [
        {"id": 3, "_vectors": {}},
        {"id": 1, "_vectors": {}},
    ]


def test_another_primary_key_than_the_index_has_is_refused(client: httpx.Client) -> None:
    done(client, client.post("/indexes/books/documents", json=[{"id": 1}]))
    task = done(client, client.post("/indexes/books/documents?primaryKey=isbn", json=[{"isbn": 1}]))
    assert task["error"]["code"] == "index_primary_key_already_exists"


def test_vectors_are_named(client: httpx.Client) -> None:
    assert done(client, client.post("/indexes/books/documents", json=[{"id": 1, "_vectors": [0.1]}]))["status"] == "failed"


def test_separators_need_the_right_and_no_master_key(client: httpx.Client) -> None:
    done(client, client.post("/indexes", json={"uid": "books"}))
    body = {"actions": ["settings.get", "settings.update"], "indexes": ["books"], "expiresAt": None}
    rights = {"authorization": "Bearer " + client.post("/keys", json=body).json()["key"]}
    path = "/indexes/books/settings/separator-tokens"
    assert done(client, client.put(path, json=["&"], headers=rights))["status"] == "succeeded"
    assert client.get(path, headers=rights).json() == ["&"]


def test_batches_trace_their_progress(client: httpx.Client) -> None:
    task = done(client, client.post("/indexes", json={"uid": "books"}))
    assert "progressTrace" in client.get(f"/batches/{task['batchUid']}").json()["stats"]
