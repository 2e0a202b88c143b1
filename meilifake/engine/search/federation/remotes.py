"""Who answers a query that speaks of the network: a fake knows only itself of its servers (guide http-surface, 18 and 26)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from meilifake.engine.features import require
from meilifake.engine.search.request import FederationOptions, SearchRequest
from meilifake.errors.base import MeiliError, Unsupported


class Answering(NamedTuple):
    """`here`: this server answers; `networked`: servers were named, so the answer says who found what."""

    here: bool
    networked: bool


ALONE = Answering(here=True, networked=False)


def answering(query: SearchRequest, network: Mapping[str, Any], features: Mapping[str, bool]) -> Answering:
    """Raises feature_not_enabled, invalid_multi_search_remote, Unsupported for a query that another server would have to answer."""
    check_use_network(query.use_network, features)
    options = query.federation_options or FederationOptions()
    found = ALONE
    if options.remote is not None:
        require(features, "network", "Performing a remote federated search")
        if options.remote != network.get("self") and options.remote not in network.get("remotes", {}):
            words = f"Invalid `.federation_options.remote`: remote `{options.remote}` is not registered"
            raise MeiliError("invalid_multi_search_remote", words)
        found = among((options.remote,), network)
    elif query.use_network:
        found = everywhere(network)
    if options.query_position is not None:
        require(features, "network", "Using `federationOptions.queryPosition`")
    return found


def check_use_network(value: bool | None, features: Mapping[str, bool]) -> None:
    if value is not None:
        require(features, "network", "passing `useNetwork` in a search query")


def everywhere(network: Mapping[str, Any]) -> Answering:
    """Every remote is asked. This server is one of them only if it is listed; where none is, nobody answers. Raises Unsupported."""
    return among(network.get("remotes", {}), network)


def among(names: Collection[str], network: Mapping[str, Any]) -> Answering:
    if any(name != network.get("self") for name in names):
        raise Unsupported("search over the remotes of a network")
    return Answering(here=bool(names), networked=bool(names))
