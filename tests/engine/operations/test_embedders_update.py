"""Embedders that come and go above stored documents (guide tasks-documents, 15.4)."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake import MeiliFake

MANUAL = {"source": "userProvided", "dimensions": 2}


@pytest.fixture
def send() -> Any:
    import httpx

    client = httpx.Client(transport=MeiliFake().transport, base_url="http://fake")

    def send(verb: str, path: str, body: Any = None) -> Any:
        answer = client.request(verb, f"/indexes/m{path}", json=body).json()
        return client.get(f"/tasks/{answer['taskUid']}").json() if "taskUid" in answer else answer

    return send


def vectors(send: Any) -> list[Any]:
    page = send("GET", "/documents?retrieveVectors=true")
    return [document.get("_vectors") for document in page["results"]]


def test_vectors_wait_in_the_document_and_go_to_a_new_embedder(send: Any) -> None:
    send("POST", "/documents", [{"id": 1, "_vectors": {"a": [1, 2], "b": [3]}}])
    assert send("PATCH", "/settings", {"embedders": {"a": MANUAL}})["status"] == "succeeded"
    assert vectors(send) == [{"a": {"embeddings": [[1.0, 2.0]], "regenerate": False}, "b": [3]}]


def test_a_users_vectors_come_back_when_their_embedder_goes(send: Any) -> None:
    send("PATCH", "/settings", {"embedders": {"a": MANUAL}})
    send("POST", "/documents", [{"id": 1, "_vectors": {"a": [1, 2]}}])
    send("DELETE", "/settings/embedders")
    assert vectors(send) == [{"a": {"embeddings": [[1.0, 2.0]], "regenerate": False}}]


def test_vectors_that_come_back_are_read_as_a_document_is(send: Any) -> None:
    """With a reader that is not exact in the last digit of a long number."""
    send("PATCH", "/settings", {"embedders": {"a": MANUAL}})
    send("POST", "/documents", [{"id": 1, "_vectors": {"a": [0.907, 0.205]}}])
    assert vectors(send)[0]["a"]["embeddings"] == [[0.9070000052452087, 0.20499999821186066]]
    send("DELETE", "/settings/embedders")
    assert vectors(send)[0]["a"]["embeddings"] == [[0.9070000052452089, 0.20499999821186063]]


def test_vectors_in_a_document_keep_their_place(send: Any) -> None:
    send("POST", "/documents", [{"id": 1, "_vectors": {"a": [1, 2]}}, {"id": 2, "_vectors": {"a": [1, 2], "b": [3]}, "z": "fog"}])
    send("PATCH", "/settings", {"embedders": {"a": MANUAL}})
    found = send("POST", "/search", {"filter": None, "attributesToHighlight": ["*"]})
    assert list(found["hits"][1]["_formatted"]) == ["id", "_vectors", "z"]


def test_a_stored_vector_that_does_not_fit_refuses_the_embedder(send: Any) -> None:
    send("POST", "/documents", [{"id": 1, "_vectors": {"a": [1]}}])
    task = send("PATCH", "/settings", {"embedders": {"a": MANUAL}, "stopWords": ["x"]})
    assert (task["status"], task["error"]["code"]) == ("failed", "invalid_vector_dimensions")
    assert send("GET", "/settings/stop-words") == []
    assert vectors(send) == [{"a": [1]}]
