"""Searches in a network whose only server is this one, as a real v1.50.0 answers them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from meilifake import MeiliFake

BOOKS = [{"id": 1, "title": "red"}, {"id": 2, "title": "blue"}]


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with MeiliFake() as fake, httpx.Client(transport=fake.transport, base_url="http://fake") as client:
        fake.load(BOOKS, "books")
        client.patch("/experimental-features", json={"network": True})
        yield client


def post(client: httpx.Client, path: str, **body: Any) -> Any:
    answer = client.post(path, json=body, headers={"Meili-Include-Metadata": "true"})
    assert answer.status_code == 200, answer.text
    return answer.json()


def connect(client: httpx.Client, *, listed: bool) -> None:
    client.patch("/network", json={"self": "me", **({"remotes": {"me": {"url": "http://me.example"}}} if listed else {})})


def test_a_named_server_tells_where_hits_are_from(client: httpx.Client) -> None:
    connect(client, listed=False)
    queries = [{"indexUid": "books", "q": "red"}, {"indexUid": "books", "q": "blue", "federationOptions": {"remote": "me"}}]
    answer = post(client, "/multi-search", federation={}, queries=queries)
    assert [hit["_federation"]["remote"] for hit in answer["hits"]] == ["me", "me"]
    assert answer["remoteErrors"] == {}
    plain, named = answer["metadata"]
    assert (plain["primaryKey"], plain["remote"]) == ("id", "me")
    assert (named.get("primaryKey"), named["remote"]) == (None, "me")


def test_the_whole_network_without_a_server_finds_nothing(client: httpx.Client) -> None:
    connect(client, listed=False)
    answer = post(client, "/indexes/books/search", useNetwork=True)
    assert (answer["hits"], answer["metadata"].get("primaryKey"), "remoteErrors" in answer) == ([], None, False)
    assert post(client, "/indexes/missing/search", useNetwork=True)["hits"] == []
    assert post(client, "/indexes/books/documents/fetch", useNetwork=True, limit=3) == {"results": [], "offset": 0, "limit": 3, "total": 0}


def test_the_whole_network_is_this_server(client: httpx.Client) -> None:
    connect(client, listed=True)
    answer = post(client, "/indexes/books/search", useNetwork=True, q="red")
    assert answer["hits"][0]["_federation"] == {"indexUid": "books", "queriesPosition": 0, "weightedRankingScore": 1.0, "remote": "me"}
    assert (answer["metadata"]["primaryKey"], answer["remoteErrors"]) == ("id", {})
    assert post(client, "/indexes/books/documents/fetch", useNetwork=True)["total"] == 2


def test_a_search_outside_of_the_network_says_nothing_of_it(client: httpx.Client) -> None:
    connect(client, listed=True)
    answer = post(client, "/indexes/books/search", useNetwork=False, q="red")
    assert "_federation" not in answer["hits"][0]
    assert "remoteErrors" not in answer
    assert "remote" not in answer["metadata"]


def test_a_facet_search_of_the_network(client: httpx.Client) -> None:
    client.put("/indexes/books/settings/filterable-attributes", json=["title"])
    assert post(client, "/indexes/books/facet-search", facetName="title", useNetwork=True)["remoteErrors"] == {}
    assert "remoteErrors" not in post(client, "/indexes/books/facet-search", facetName="title", useNetwork=False)


def test_a_distinct_without_a_name_is_no_filterable_attribute(client: httpx.Client) -> None:
    for body in (
        {"federation": {"distinct": ""}, "queries": [{"indexUid": "books"}]},
        {"queries": [{"indexUid": "books", "distinct": ""}]},
    ):
        answer = client.post("/multi-search", json=body)
        assert answer.json()["code"] == "invalid_search_distinct"
