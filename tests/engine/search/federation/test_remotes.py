"""Who answers a query that speaks of the network."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.search.federation.remotes import ALONE, elsewhere, everywhere, places
from meilifake.engine.search.request import FederationOptions, SearchRequest
from meilifake.errors.base import MeiliError

ON = {"network": True}


def network(me: str | None = None, *remotes: str) -> dict[str, Any]:
    return {"self": me, "remotes": {name: {"url": f"http://{name}.example"} for name in remotes}}


def naming(remote: str) -> SearchRequest:
    return SearchRequest("a", federation_options=FederationOptions(1.0, remote))


def test_a_query_without_a_word_of_the_network() -> None:
    assert places(SearchRequest("a"), network("me", "me", "you"), {}) is ALONE


def test_this_server_by_name_whether_or_not_it_is_among_the_remotes() -> None:
    assert places(naming("me"), network("me"), ON) == ("me",)
    assert places(naming("me"), network("me", "me"), ON) == ("me",)


def test_another_server_by_name() -> None:
    assert places(naming("you"), network("me", "me", "you"), ON) == ("you",)


def test_a_name_that_nobody_has() -> None:
    for name in ("you", ""):
        with pytest.raises(MeiliError, match=f"remote `{name}` is not registered"):
            places(naming(name), network("me", "me"), ON)


def test_the_whole_network_is_its_remotes_by_name() -> None:
    whole = SearchRequest("a", use_network=True)
    assert places(whole, network("me", "you", "me"), ON) == ("me", "you") == everywhere(network("me", "you", "me"))
    assert elsewhere(network("me", "you", "me")) == ("you",)
    assert places(whole, network("me"), ON) == () == everywhere({})


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (SearchRequest("a", use_network=False), "passing `useNetwork` in a search query"),
        (naming("me"), "Performing a remote federated search"),
        (SearchRequest("a", federation_options=FederationOptions(1.0, None, 3)), "Using `federationOptions.queryPosition`"),
    ],
)
def test_the_feature_must_be_on(query: SearchRequest, words: str) -> None:
    with pytest.raises(MeiliError, match=words) as caught:
        places(query, network("me"), {})
    assert caught.value.code == "feature_not_enabled"
