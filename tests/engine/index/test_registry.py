"""Nested names without ids: programs like these were compared with v1.50.0, 210 random ones of twelve changes each."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from meilifake import MeiliFake

CRASH = "An unexpected crash occurred when processing the task: called `Result::unwrap()` on an `Err` value: Any { .. }"
NESTED = {"id": 1, "a": {"b": 1}}


@pytest.fixture
def http() -> httpx.Client:
    client = MeiliFake().client().http_client
    settings(client, searchableAttributes=["title"])
    put(client, {"id": 1, "title": "x"})
    return client


def put(http: Any, *documents: dict[str, Any]) -> None:
    http.put("/indexes/m/documents", json=documents)


def settings(http: Any, **given: Any) -> str | None:
    """The words of its failure."""
    task = http.patch("/indexes/m/settings", json=given).json()["taskUid"]
    error = http.get(f"/tasks/{task}").json()["error"]
    return error and error["message"]


def known(http: Any) -> list[str]:
    return [field["name"] for field in http.post("/indexes/m/fields", json={}).json()["results"]]


def retrieved(http: Any, name: str) -> list[dict[str, Any]]:
    return http.post("/indexes/m/search", json={"attributesToRetrieve": [name]}).json()["hits"]


def test_a_name_that_comes_with_an_unsearched_field_has_no_id(http: httpx.Client) -> None:
    put(http, NESTED)
    assert known(http) == ["a", "id", "title"]
    assert retrieved(http, "a.b") == [{}]
    assert retrieved(http, "a") == [{"a": {"b": 1}}]
    assert settings(http, displayedAttributes=["*"]) == CRASH
    assert settings(http) == CRASH


@pytest.mark.parametrize(
    ("before", "update"),
    [
        ({}, [{"id": 1, "title": "y", "a": {"b": 1}}]),
        ({}, [{"id": 2, "a": {"b": 1}}]),
        ({}, [NESTED, {"id": 2, "a": {"b": 2}}]),
        ({"searchableAttributes": ["title", "a.c"]}, [NESTED]),
        ({"filterableAttributes": ["a"]}, [NESTED]),
        ({"sortableAttributes": ["a.b"]}, [NESTED]),
        ({"searchableAttributes": None}, [NESTED]),
        ({}, [{"id": 1, "a.b": 2}, NESTED]),
    ],
)
def test_it_gets_one_where_the_server_looks(http: httpx.Client, before: Any, update: Any) -> None:
    settings(http, **before)
    put(http, *update)
    assert "a.b" in known(http)
    assert settings(http, stopWords=["the"]) is None


def test_it_gets_one_later_from_any_document_that_is_gone_through(http: httpx.Client) -> None:
    put(http, NESTED)
    put(http, {"id": 3, "a": [{"b": 5}]})
    assert retrieved(http, "a.b") == [{"a": {"b": 1}}, {"a": [{"b": 5}]}]
    assert settings(http, stopWords=["the"]) is None


def test_a_removed_document_is_gone_through_too(http: httpx.Client) -> None:
    put(http, NESTED)
    http.delete("/indexes/m/documents/1")
    assert "a.b" in known(http)


def test_without_the_name_in_a_document_nothing_fails(http: httpx.Client) -> None:
    put(http, NESTED)
    put(http, {"id": 1, "a": 1})
    assert known(http) == ["a", "id", "title"]
    assert settings(http, stopWords=["the"]) is None
    put(http, NESTED)
    http.delete("/indexes/m/documents")
    assert settings(http, stopWords=["of"]) is None


def test_a_document_sent_again_as_it_was_changes_nothing(http: httpx.Client) -> None:
    put(http, NESTED)
    http.post("/indexes/m/documents", json=[{"id": 1, "title": "x", "a": {"b": 1, "c": 2}}])
    assert known(http) == ["a", "id", "title"]
    http.post("/indexes/m/documents", json=[{"id": 1, "a": {"b": 1, "c": 2}}])
    assert known(http) == ["a", "a.b", "a.c", "id", "title"]


def test_only_faceted_names_get_ids_when_facets_change(http: httpx.Client) -> None:
    settings(http, filterableAttributes=["a.b"])
    put(http, {"id": 1, "a": {"b": 1, "c": {"d": 1}}})
    assert known(http) == ["a", "a.b", "id", "title"]


@pytest.mark.parametrize(
    ("update", "fails"),
    [
        ({}, True),
        ({"searchableAttributes": ["id", "title"]}, True),
        ({"searchableAttributes": ["id"]}, False),
        ({"stopWords": ["the"]}, False),
        ({"stopWords": ["the"], "searchableAttributes": ["title", "a"]}, True),
        ({"stopWords": ["the"], "proximityPrecision": "byWord"}, True),
        ({"typoTolerance": {"disableOnAttributes": ["title"]}}, False),
    ],
)
def test_without_pairs_of_words_it_hangs_on_how_far_the_server_goes(http: httpx.Client, update: Any, fails: bool) -> None:
    """Once a field that comes first is to be indexed anew, only searchable ones are entered."""
    settings(http, proximityPrecision="byAttribute")
    put(http, NESTED)
    assert settings(http, **update) == (CRASH if fails else None)
