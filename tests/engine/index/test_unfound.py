"""What facet search does not know, as v1.50.0 showed it step by step."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from meilifake import MeiliFake

DOCUMENTS = [{"id": 1, "g": "aa"}, {"id": 2, "g": ["bb", "ab"]}, {"id": 3, "g": "aa"}]
NO_FACET_SEARCH = {"attributePatterns": ["g"], "features": {"facetSearch": False, "filter": {"equality": True, "comparison": True}}}


class Shop:
    def __init__(self, client: httpx.Client) -> None:
        self.client = client

    def settings(self, **settings: Any) -> None:
        self.client.patch("/indexes/shop/settings", json=settings)

    def add(self, *documents: dict[str, Any]) -> None:
        self.client.post("/indexes/shop/documents", json=list(documents))

    def delete(self, document: str = "") -> None:
        self.client.delete(f"/indexes/shop/documents{document}")

    def found(self, query: str | None = "") -> list[str]:
        asked = {"facetName": "g"} if query is None else {"facetName": "g", "facetQuery": query}
        return [hit["value"] for hit in self.client.post("/indexes/shop/facet-search", json=asked).json()["facetHits"]]


@pytest.fixture
def shop() -> Shop:
    return Shop(httpx.Client(transport=MeiliFake().transport, base_url="http://fake"))


def test_values_that_were_sortable_first_are_unknown_until_they_are_new(shop: Shop) -> None:
    shop.settings(sortableAttributes=["g"])
    shop.add(*DOCUMENTS)
    shop.settings(filterableAttributes=["g"])
    assert shop.found() == shop.found(None) == []
    shop.add({"id": 4, "g": "cc"})
    assert shop.found() == ["cc"]
    assert shop.found(None) == ["aa", "ab", "bb", "cc"]  # without a query the values are listed, once there is something to search in
    shop.delete("/2")
    shop.add(DOCUMENTS[1])
    assert shop.found() == ["ab", "bb", "cc"]
    shop.settings(rankingRules=["words"])
    assert shop.found("a") == ["ab"]


def test_switching_facet_search_off_and_on_learns_everything(shop: Shop) -> None:
    shop.settings(sortableAttributes=["g"])
    shop.add(*DOCUMENTS)
    shop.settings(filterableAttributes=["g"])
    shop.settings(facetSearch=False)
    shop.settings(facetSearch=True)
    assert shop.found() == ["aa", "ab", "bb"]


def test_a_rule_that_begins_to_allow_it(shop: Shop) -> None:
    shop.settings(filterableAttributes=[NO_FACET_SEARCH])
    shop.add(*DOCUMENTS)
    shop.settings(filterableAttributes=["g"])
    assert shop.found() == []
    shop.settings(filterableAttributes=[])
    shop.settings(filterableAttributes=["g"])
    assert shop.found() == ["aa", "ab", "bb"]


def test_what_was_known_is_forgotten_with_the_rule_and_all_documents_make_it_new(shop: Shop) -> None:
    shop.settings(filterableAttributes=["g"])
    shop.add(*DOCUMENTS)
    shop.settings(filterableAttributes=[], sortableAttributes=["g"])
    shop.settings(filterableAttributes=["g"])
    assert shop.found() == []
    shop.delete()
    shop.add(*DOCUMENTS)
    assert shop.found() == ["aa", "ab", "bb"]


def test_settings_before_documents_leave_nothing_out(shop: Shop) -> None:
    shop.settings(sortableAttributes=["g"])
    shop.settings(filterableAttributes=["g"])
    shop.add(*DOCUMENTS)
    assert shop.found() == shop.found(None) == ["aa", "ab", "bb"]
