"""The network, merged name by name (guide http-surface, 26)."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine import network
from meilifake.errors.base import MeiliError

A = {"url": "http://a", "searchApiKey": None, "writeApiKey": None, "status": "available"}


def after(*patches: dict[str, Any]) -> dict[str, Any]:
    stored: dict[str, Any] = {}
    for patch in patches:
        stored = network.merged(stored, patch, "version")
    return stored


def test_an_empty_patch_makes_a_version() -> None:
    assert network.current({})["version"] == "00000000-0000-0000-0000-000000000000"
    assert after({}) == {"self": None, "remotes": {}, "shards": {}, "leader": None, "version": "version"}


def test_remotes() -> None:
    found = after(
        {"self": "a", "remotes": {"b": {"url": "http://b", "searchApiKey": "k"}, "a": {"url": "http://a"}}},
        {"remotes": {"b": {"writeApiKey": "w"}}},
    )
    assert found["remotes"] == {"a": A, "b": {"url": "http://b", "searchApiKey": "k", "writeApiKey": "w", "status": "available"}}
    assert list(after({"remotes": {"b": {"url": "http://b"}, "a": {"url": "http://a"}}}, {"remotes": {"b": None}})["remotes"]) == ["a"]
    assert after({"self": "a", "remotes": {"a": {"url": "http://a"}}}, {"remotes": None, "self": None}) == after({})


def test_shards_lose_removed_remotes_and_empty_shards_go() -> None:
    remotes = {"remotes": {"a": {"url": "http://a"}, "b": {"url": "http://b"}}}
    first = {**remotes, "shards": {"s": {"remotes": ["b", "a"]}, "t": {"addRemotes": ["b"]}}}
    assert after(first)["shards"] == {"s": {"remotes": ["a", "b"]}, "t": {"remotes": ["b"]}}
    assert after(first, {"remotes": {"b": None}})["shards"] == {"s": {"remotes": ["a"]}}
    assert after(first, {"shards": {"s": {"removeRemotes": ["a"]}, "t": None}})["shards"] == {"s": {"remotes": ["b"]}}
    assert after(first, {"shards": None})["shards"] == {}


@pytest.mark.parametrize(
    ("patch", "code", "message"),
    [
        ({"leader": "a"}, "requires_enterprise_edition", "Meilisearch Enterprise Edition is required to set `network.leader`"),
        (
            {"previousRemotes": None},
            "unexpected_network_previous_remotes",
            "Unexpected `previousRemotes` in network call.\n  - Note: `previousRemote` is reserved for internal use.",
        ),
        ({"remotes": {"a": {}}}, "missing_network_url", "Missing field `.remotes.a.url`"),
        ({"remotes": {"a": {"url": "x"}}}, "invalid_network_url", "Invalid `.remotes.a.url` (`x`): relative URL without a base"),
    ],
)
def test_refusals(patch: dict[str, Any], code: str, message: str) -> None:
    with pytest.raises(MeiliError) as caught:
        after(patch)
    assert (caught.value.code, caught.value.message) == (code, message)


def test_a_known_remote_keeps_its_url() -> None:
    with pytest.raises(MeiliError, match="cannot be set to `null`"):
        after({"remotes": {"a": {"url": "http://a"}}}, {"remotes": {"a": {"url": None}}})
