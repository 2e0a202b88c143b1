"""Searches over a network of fakes in one process. The answers were compared with those of two real v1.50.0 servers."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any, NamedTuple

import httpx
import pytest

from meilifake import MeiliFake

METADATA = {"Meili-Include-Metadata": "true"}
PROXY = {"Meili-Proxy-Search": "true"}
GONE = {
    "message": "error sending request",
    "code": "remote_could_not_send_request",
    "type": "system",
    "link": "https://docs.meilisearch.com/errors#remote_could_not_send_request",
}


class Pair(NamedTuple):
    one: MeiliFake
    two: MeiliFake
    http: httpx.Client

    def post(self, path: str, headers: dict[str, str] | None = None, **body: Any) -> Any:
        answer = self.http.post(path, json=body, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def federated(self, *queries: dict[str, Any], **federation: Any) -> Any:
        return self.post("/multi-search", METADATA, federation=federation, queries=list(queries))


def on(remote: str, **query: Any) -> dict[str, Any]:
    return {"indexUid": "m", **query, "federationOptions": {"remote": remote}}


def everywhere(**query: Any) -> dict[str, Any]:
    return {"indexUid": "m", "useNetwork": True, **query}


@pytest.fixture
def pair() -> Iterator[Pair]:
    settings = {"filterableAttributes": ["tag", "id"], "sortableAttributes": ["id"]}
    with (
        MeiliFake() as one,
        MeiliFake("masterKey") as two,
        one.intercept("http://one.test"),
        two.intercept("http://two.test"),
        httpx.Client(base_url="http://one.test") as http,
    ):
        one.load([{"id": 1, "title": "red sea", "tag": "a"}, {"id": 2, "title": "blue", "tag": "b"}], "m", settings)
        two.load([{"id": 3, "title": "red", "tag": "b"}, {"id": 4, "title": "red sky", "tag": "c"}], "m", settings)
        for fake in (one, two):
            fake.engine.state.features["network"] = True
        remotes = {"one": {"url": "http://one.test"}, "two": {"url": "http://two.test", "searchApiKey": "masterKey"}}
        http.patch("/network", json={"self": "one", "remotes": remotes})
        yield Pair(one, two, http)


def ids(answer: Any) -> list[int]:
    return [hit["id"] for hit in answer["hits"]]


def test_hits_of_both_are_merged_by_their_scores(pair: Pair) -> None:
    answer = pair.federated(everywhere(q="red"))
    assert ids(answer) == [3, 4, 1], "of equals the list that is at the top of the server's heap goes on"
    assert [hit["_federation"] for hit in answer["hits"][:2]] == [
        {"indexUid": "m", "queriesPosition": 0, "weightedRankingScore": 1.0, "remote": "two"},
        {"indexUid": "m", "queriesPosition": 0, "weightedRankingScore": 0.9848484848484848, "remote": "two"},
    ]
    assert answer["hits"][2]["_federation"]["remote"] == "one"
    assert answer["estimatedTotalHits"] == 3
    assert answer["remoteErrors"] == {}
    assert answer["metadata"][0]["remote"] == "one"


def test_the_other_is_asked_in_full(pair: Pair) -> None:
    pair.federated(everywhere(q="red", filter=["tag = a", "id > 1"], attributesToRetrieve=["title", "id"]), offset=2, limit=3)
    (asked,) = pair.two.requests
    assert (asked.method, asked.path) == ("POST", "/multi-search")
    assert pair.one.outbound.sent[-1].request.headers == {
        "content-type": "application/json",
        "authorization": "Bearer masterKey",
        "meili-proxy-search": "true",
        "meili-include-metadata": "true",
    }
    (query,) = asked.json["queries"]
    assert query["filter"] == '("tag" = "a") AND ("id" > "1")'
    assert query["attributesToRetrieve"] == ["id", "title"]
    assert query["federationOptions"] == {"weight": 1.0, "remote": None, "queryPosition": 0}
    assert (query["useNetwork"], query["cropMarker"], query["showPerformanceDetails"]) == (None, "…", None)
    assert asked.json["federation"] == {"limit": 5, "offset": 0, "facetsByIndex": {}, "showPerformanceDetails": False}


def test_a_named_remote_and_weights(pair: Pair) -> None:
    answer = pair.federated(on("two", q="red"), {"indexUid": "m", "q": "blue", "federationOptions": {"weight": 9.0}}, limit=2)
    assert ids(answer) == [2, 3]
    assert answer["hits"][0]["_federation"]["remote"] == "one"
    named, own = answer["metadata"]
    assert (named["remote"], named["primaryKey"]) == ("two", "id")
    assert (own["remote"], own["primaryKey"]) == ("one", "id")
    assert "primaryKey" not in pair.federated(on("two", q="nothing"))["metadata"][0]


def test_a_single_search_of_the_network(pair: Pair) -> None:
    answer = pair.post("/indexes/m/search", useNetwork=True, q="red", facets=["tag"], limit=1)
    assert ids(answer) == [3]
    assert answer["hits"][0]["_federation"]["remote"] == "two"
    assert answer["facetDistribution"] == {"tag": {"a": 1, "b": 1, "c": 1}}
    assert answer["remoteErrors"] == {}
    got = pair.http.get("/indexes/m/search?useNetwork=true&q=red&limit=1").json()
    assert got["hits"] == answer["hits"]


def test_facets_by_index_and_merged(pair: Pair) -> None:
    answer = pair.federated(everywhere(), facetsByIndex={"m": ["tag", "id"]})
    assert answer["facetsByIndex"]["m"]["distribution"]["tag"] == {"a": 1, "b": 2, "c": 1}
    assert answer["facetsByIndex"]["m"]["stats"] == {"id": {"min": 1.0, "max": 4.0}}
    merged = pair.federated(everywhere(), facetsByIndex={"m": ["tag"]}, mergeFacets={"maxValuesPerFacet": 2})
    assert merged["facetDistribution"] == {"tag": {"a": 1, "b": 2}}


def test_distinct_holds_across_servers_and_corrects_the_facets(pair: Pair) -> None:
    answer = pair.federated(everywhere(attributesToRetrieve=["id"]), distinct="tag", facetsByIndex={"m": ["tag"]})
    assert len(answer["hits"]) == answer["estimatedTotalHits"] == 3
    assert answer["facetsByIndex"]["m"]["distribution"]["tag"] == {"a": 1, "b": 1, "c": 1}
    assert all(hit.keys() == {"id", "_federation"} for hit in answer["hits"])


def test_pages_are_cut_after_the_merge(pair: Pair) -> None:
    answer = pair.federated(everywhere(sort=["id:asc"]), page=2, hitsPerPage=3)
    assert ids(answer) == [4]
    assert (answer["totalPages"], answer["totalHits"]) == (2, 4)
    assert pair.two.requests[-1].json["federation"]["hitsPerPage"] == 6


def test_facet_search_adds_up(pair: Pair) -> None:
    answer = pair.post("/indexes/m/facet-search", useNetwork=True, facetName="tag")
    assert answer["facetHits"] == [{"value": "a", "count": 1}, {"value": "b", "count": 2}, {"value": "c", "count": 1}]
    assert answer["remoteErrors"] == {}
    assert pair.two.requests[-1].json["useNetwork"] is None


def test_documents_of_both(pair: Pair) -> None:
    answer = pair.post("/indexes/m/documents/fetch", useNetwork=True, sort=["id:desc"], limit=2, offset=1, fields=["title"])
    assert answer == {"results": [{"title": "red"}, {"title": "blue"}], "offset": 1, "limit": 2, "total": 4}
    assert (pair.two.requests[-1].json["limit"], pair.two.requests[-1].json["offset"]) == (3, 0)


def test_a_server_that_is_gone_is_told_beside_the_hits(pair: Pair) -> None:
    pair.http.patch("/network", json={"remotes": {"gone": {"url": "http://gone.test"}}})
    pair.one.outbound.sent.clear()
    answer = pair.federated(everywhere(q="red"))
    assert ids(answer) == [3, 4, 1]
    assert answer["remoteErrors"] == {"gone": GONE}
    assert [one.request.url for one in pair.one.outbound.sent].count("http://gone.test/multi-search") == 4
    assert pair.post("/indexes/m/documents/fetch", useNetwork=True)["remoteErrors"] == {"gone": GONE}
    assert pair.post("/indexes/m/facet-search", useNetwork=True, facetName="tag")["remoteErrors"] == {"gone": GONE}


@pytest.mark.parametrize(
    ("plan", "code", "words", "asked"),
    [
        ({"status": 403}, "remote_invalid_api_key", "could not authenticate against the remote host\n  - hint:", 1),
        ({"status": 429}, "remote_bad_request", "remote host responded with code 429:\n  - response from remote: error 429", 1),
        ({"status": 502}, "remote_remote_error", "remote host responded with code 502:\n  - response from remote: error 502", 4),
        ({"fault": "timeout"}, "remote_timeout", "remote host did not answer before the deadline", 1),
        ({"latency": 26.0}, "remote_timeout", "remote host did not answer before the deadline", 1),
        ({"fault": "reset"}, "remote_could_not_send_request", "error sending request", 4),
    ],
)
def test_planned_trouble_of_the_other(pair: Pair, plan: dict[str, Any], code: str, words: str, asked: int) -> None:
    pair.one.outbound.sent.clear()
    with pair.two.fail("POST /multi-search", **plan):
        answer = pair.federated(everywhere(q="red"))
    assert ids(answer) == [1]
    error = answer["remoteErrors"]["two"]
    assert (error["code"], error["message"][: len(words)]) == (code, words)
    assert len(pair.one.outbound.sent) == asked


def test_an_error_of_this_server_is_the_answer(pair: Pair) -> None:
    pair.two.load([{"id": 1}], "there")
    answer = pair.http.post("/multi-search", json={"federation": {}, "queries": [{**everywhere(), "indexUid": "there"}]})
    assert (answer.status_code, answer.json()["message"]) == (400, "Inside `.queries[0]`: Index `there` not found.")
    found = pair.federated({**on("two"), "indexUid": "there"})
    assert ids(found) == [1]


def test_a_server_that_is_asked_gives_what_the_other_merges_by(pair: Pair) -> None:
    query = {"indexUid": "m", "q": "red", "attributesToRetrieve": ["id"], "federationOptions": {"weight": 0.5, "queryPosition": 7}}
    answer = pair.post("/multi-search", PROXY, federation={"distinct": "tag", "limit": 1}, queries=[query])
    assert answer["hits"] == [
        {
            "id": 1,
            "_federation": {
                "indexUid": "m",
                "queriesPosition": 7,
                "weightedRankingScore": 0.49242424242424243,
                "weightedScoreValues": [{"weightedScore": 0.49242424242424243}],
                "extra_document": {"tag": "a"},
            },
        }
    ]
    assert "remoteErrors" not in answer
    fetched = pair.post("/indexes/m/documents/fetch", PROXY, sort=["id:desc"], limit=1, fields=["id"])
    assert fetched["results"] == [{"id": 2, "_federation": {"weightedScoreValues": [{"sort": {"asc": False, "value": 2}}]}}]


def test_being_asked_needs_the_feature(pair: Pair) -> None:
    pair.two.engine.state.features["network"] = False
    error = pair.federated(everywhere(q="red"))["remoteErrors"]["two"]
    assert error["code"] == "remote_bad_request"
    said = error["message"].partition("response from remote: ")[2].partition("\n")[0]
    assert json.loads(said)["code"] == "feature_not_enabled"


def test_a_fake_that_is_a_remote_of_its_own_under_another_name(pair: Pair) -> None:
    pair.http.patch("/network", json={"remotes": {"mirror": {"url": "http://one.test"}, "two": None}})
    assert sorted(ids(pair.federated(everywhere(q="red")))) == [1, 1]


def test_fakes_that_search_each_other_at_once(pair: Pair) -> None:
    remotes = {"one": {"url": "http://one.test"}, "two": {"url": "http://two.test"}}
    headers = {"authorization": "Bearer masterKey"}
    httpx.patch("http://two.test/network", json={"self": "two", "remotes": remotes}, headers=headers)
    found: list[list[int]] = []

    def search(url: str) -> None:
        with httpx.Client(base_url=url, headers=headers) as client:
            for _ in range(5):
                answer = client.post("/multi-search", json={"federation": {}, "queries": [everywhere(q="red")]}).json()
                found.append(sorted(ids(answer)))

    threads = [threading.Thread(target=search, args=(f"http://{name}.test",)) for name in ("one", "two") * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive()
    assert found == [[1, 3, 4]] * 30


def test_the_legacy_search_asks_each_server_by_a_query_of_its_own(pair: Pair) -> None:
    pair.one.engine.state.features["legacySearch"] = True
    answer = pair.post("/indexes/m/search", METADATA, useNetwork=True, q="red")
    assert [hit["_federation"]["queriesPosition"] for hit in answer["hits"]] == [1, 0, 1]
    assert ids(answer) == [3, 1, 4], "its hits are those of two queries: of equals the earlier goes first"
    assert (answer["metadata"]["remote"], answer["metadata"]["primaryKey"]) == ("two", "id")
    pair.http.patch("/network", json={"remotes": None})
    empty = pair.post("/indexes/m/search", METADATA, useNetwork=True)
    assert empty["hits"] == []
    assert "metadata" not in empty


def test_with_shards_a_server_that_is_gone_spoils_the_search(pair: Pair) -> None:
    pair.http.patch("/network", json={"remotes": {"gone": {"url": "http://gone.test"}}, "shards": {"s": {"remotes": ["gone"]}}})
    answer = pair.http.post("/multi-search", json={"federation": {}, "queries": [everywhere()]})
    assert (answer.status_code, answer.json()["code"]) == (451, "requires_enterprise_edition")
    assert answer.json()["message"] == "marking a remote as unavailable requires the Enterprise Edition"
    assert pair.post("/indexes/m/documents/fetch", useNetwork=True)["remoteErrors"] == {"gone": GONE}
    pair.http.patch("/network", json={"remotes": {"gone": None}})
    with pair.two.fail("POST /multi-search", status=403):
        assert list(pair.federated(everywhere())["remoteErrors"]) == ["two"]
