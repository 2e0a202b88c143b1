"""Who answers a query that speaks of the network."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.search.federation.remotes import ALONE, Answering, answering, everywhere
from meilifake.engine.search.request import FederationOptions, SearchRequest
from meilifake.errors.base import MeiliError, Unsupported

ON = {"network": True}
BOTH = Answering(here=True, networked=True)
NOBODY = Answering(here=False, networked=False)


def network(me: str | None = None, *remotes: str) -> dict[str, Any]:
    return {"self": me, "remotes": {name: {"url": f"http://{name}.example"} for name in remotes}}


def naming(remote: str) -> SearchRequest:
    return SearchRequest("a", federation_options=FederationOptions(1.0, remote))


def test_a_query_without_a_word_of_the_network() -> None:
    assert answering(SearchRequest("a"), network("me", "me", "you"), {}) == ALONE


def test_this_server_by_name_whether_or_not_it_is_among_the_remotes() -> None:
    assert answering(naming("me"), network("me"), ON) == BOTH
    assert answering(naming("me"), network("me", "me"), ON) == BOTH


def test_a_name_that_nobody_has() -> None:
    for name in ("you", ""):
        with pytest.raises(MeiliError, match=f"remote `{name}` is not registered"):
            answering(naming(name), network("me", "me"), ON)


def test_the_whole_network_is_its_remotes() -> None:
    assert everywhere(network("me", "me")) == BOTH
    assert everywhere(network("me")) == NOBODY
    assert everywhere({}) == NOBODY


def test_another_server_is_not_asked() -> None:
    with pytest.raises(Unsupported):
        answering(naming("you"), network("me", "me", "you"), ON)
    with pytest.raises(Unsupported):
        everywhere(network("me", "you", "me"))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (SearchRequest("a", use_network=False), "passing `useNetwork` in a search query"),
        (naming("me"), "Performing a remote federated search"),
        (SearchRequest("a", federation_options=FederationOptions(1.0, None, 3)), "Using `federationOptions.queryPosition`"),
    ],
)
def test_gates(query: SearchRequest, words: str) -> None:
    with pytest.raises(MeiliError, match=words):
        answering(query, network("me"), {"network": False})
