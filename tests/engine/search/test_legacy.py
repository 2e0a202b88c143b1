"""The `legacySearch` feature: what a search of its own answers otherwise, as the live server does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from meilifake import MeiliFake

Ask = Callable[..., tuple[int, Any]]
SETTINGS = {
    "filterableAttributes": ["year"],
    "sortableAttributes": ["year"],
    "embedders": {"x": {"source": "userProvided", "dimensions": 1}},
    "pagination": {"maxTotalHits": 3},
}


@pytest.fixture
def ask() -> Iterator[Ask]:
    fake = MeiliFake()
    with httpx.Client(transport=fake.transport, base_url="http://localhost:7700") as client:

        def send(method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
            response = client.request(method, path, content=json.dumps(body), headers={"content-type": "application/json", **headers})
            return response.status_code, response.json()

        send("PATCH", "/experimental-features", {"legacySearch": True, "multimodal": True, "foreignKeys": True})
        send("PATCH", "/indexes/m/settings", SETTINGS)
        send("POST", "/indexes/m/documents", [{"id": number, "year": number, "_vectors": {"x": [number]}} for number in range(5)])
        yield send


def search(ask: Ask, **body: Any) -> tuple[int, Any]:
    return ask("POST", "/indexes/m/search", body)


def test_counts_and_the_offset_stop_at_the_most(ask: Ask) -> None:
    answer = search(ask, offset=9)[1]
    assert (answer["offset"], answer["limit"], answer["estimatedTotalHits"]) == (3, 20, 3)
    assert search(ask, page=1)[1]["totalHits"] == 3
    assert [hit["id"] for hit in search(ask, offset=1, limit=9)[1]["hits"]] == [1, 2]


def test_no_facets_are_facets(ask: Ask) -> None:
    answer = search(ask, facets=[])[1]
    assert (answer["facetDistribution"], answer["facetStats"]) == ({}, {})


def test_filter_errors_quote_the_text_as_it_was_sent(ask: Ask) -> None:
    status, error = search(ask, filter=["year=1", "nope  =2"])
    assert status == 400
    assert error["message"].startswith("Index `m`: Attribute `nope` is not filterable.")
    assert error["message"].endswith("\n1:5 nope  =2")


def test_the_text_is_embedded_before_the_sort_is_read(ask: Ask) -> None:
    semantic = {"embedder": "x", "semanticRatio": 1}
    assert search(ask, q="a", hybrid=semantic, sort=["zz"])[1]["code"] == "vector_embedding_error"
    assert search(ask, vector=[1], hybrid=semantic, sort=["zz"])[1]["code"] == "invalid_search_sort"
    ask("PATCH", "/experimental-features", {"multimodal": False})
    assert search(ask, media=1, hybrid=semantic, sort=["zz"])[1]["code"] == "feature_not_enabled"


def test_a_missing_index(ask: Ask) -> None:
    assert ask("POST", "/indexes/nope/search", {})[0] == 404
    status, error = ask("POST", "/multi-search", {"queries": [{"indexUid": "nope"}]})
    assert (status, error["message"]) == (400, "Inside `.queries[0]`: Index `nope` not found.")


def test_a_foreign_index_is_opened_even_for_no_hit(ask: Ask) -> None:
    ask("PUT", "/indexes/m/settings/foreign-keys", [{"foreignIndexUid": "zz", "fieldName": "year"}])
    status, error = search(ask, q="nothing at all", matchingStrategy="all")
    assert (status, error["message"]) == (404, "Index `zz` not found.")
    ask("POST", "/indexes/zz/documents", [{"id": 1, "n": 2}])
    assert search(ask, filter="year = 1")[1]["hits"] == [{"id": 1, "year": {"id": 1, "n": 2}}]


def test_every_hit_of_a_semantic_search_counts_as_one(ask: Ask) -> None:
    ask("PATCH", "/experimental-features", {"dynamicSearchRules": True})
    ask("PATCH", "/dynamic-search-rules/r", {"actions": [{"selector": {"id": "0"}, "action": {"type": "pin", "position": 1}}]})
    answer = search(ask, vector=[1], hybrid={"embedder": "x", "semanticRatio": 1})[1]
    assert answer["semanticHitCount"] == len(answer["hits"]) == 3
    assert answer["hits"][1]["id"] == 0


def test_metadata_tell_no_words(ask: Ask) -> None:
    answer = ask("POST", "/indexes/m/search", {"q": "a"}, **{"meili-include-metadata": "true"})[1]
    assert list(answer["metadata"]) == ["queryUid", "indexUid", "primaryKey"]


def test_personalization_is_refused_last(ask: Ask) -> None:
    assert search(ask, personalize={"userContext": "me"})[1]["code"] == "feature_not_enabled"
    assert search(ask, personalize={"userContext": "me"}, facets=["nope"])[1]["code"] == "invalid_search_facets"


def test_what_has_no_rival_is_ranked_no_further_unless_scores_are_shown(ask: Ask) -> None:
    """Words that no rule looked up are not highlighted."""
    ask("POST", "/indexes/n/documents", [{"id": 1, "title": "captain marvel"}])
    asked = {"q": "captain marvle", "attributesToHighlight": ["title"]}
    titles = [
        ask("POST", "/indexes/n/search", asked | more)[1]["hits"][0]["_formatted"]["title"] for more in ({}, {"showRankingScore": True})
    ]
    assert titles == ["<em>captain</em> marvel", "<em>captain</em> <em>marvel</em>"]


def test_the_last_one_left_of_a_bucket_is_not_lost(ask: Ask) -> None:
    settings = {"typoTolerance": {"disableOnAttributes": ["t"]}, "rankingRules": ["attribute", "proximity"]}
    ask("PATCH", "/indexes/n/settings", settings)
    ask("POST", "/indexes/n/documents", [{"id": 1, "t": "baba", "u": "x x x x x x x x x ba"}, {"id": 2, "t": "y", "u": "z baba"}])
    asked = {"q": "ba ba", "matchingStrategy": "all"}
    found = [ask("POST", "/indexes/n/search", asked | more)[1]["hits"] for more in ({}, {"showRankingScore": True})]
    assert [[hit["id"] for hit in hits] for hits in found] == [[1, 2], [2]]
