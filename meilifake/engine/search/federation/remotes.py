"""Which servers answer a query that speaks of the network (guide http-surface, 18 and 26)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from meilifake.engine.features import require
from meilifake.engine.search.request import FederationOptions, SearchRequest
from meilifake.errors.base import MeiliError

ALONE: tuple[None] = (None,)
"""This server, without a word of the network."""


def places(query: SearchRequest, network: Mapping[str, Any], features: Mapping[str, bool]) -> Sequence[str | None]:
    """The names of the servers that are asked, `ALONE` where none is named, nothing where the whole network is wanted and empty.

    Raises feature_not_enabled, invalid_multi_search_remote.
    """
    check_use_network(query.use_network, features)
    options = query.federation_options or FederationOptions()
    found: Sequence[str | None] = ALONE
    if options.remote is not None:
        require(features, "network", "Performing a remote federated search")
        if options.remote != network.get("self") and options.remote not in network.get("remotes", {}):
            words = f"Invalid `.federation_options.remote`: remote `{options.remote}` is not registered"
            raise MeiliError("invalid_multi_search_remote", words)
        found = (options.remote,)
    elif query.use_network:
        found = everywhere(network)
    if options.query_position is not None and (found is ALONE or network.get("self") in found):
        require(features, "network", "Using `federationOptions.queryPosition`")
    return found


def check_use_network(value: bool | None, features: Mapping[str, bool]) -> None:
    if value is not None:
        require(features, "network", "passing `useNetwork` in a search query")


def everywhere(network: Mapping[str, Any]) -> tuple[str, ...]:
    """Every remote. This server is one of them only if it is listed; where none is, nobody answers."""
    return tuple(sorted(network.get("remotes", {})))


def elsewhere(network: Mapping[str, Any]) -> tuple[str, ...]:
    """Every remote but this server."""
    return tuple(name for name in everywhere(network) if name != network.get("self"))


def query_of_each(query: SearchRequest, network: Mapping[str, Any], features: Mapping[str, bool]) -> list[SearchRequest]:
    """A lone query of the whole network as the legacy search knows it: one query for each server, each with a position of its own.

    Raises feature_not_enabled.
    """
    check_use_network(query.use_network, features)
    alone = query._replace(use_network=None, distinct=None)
    return [alone._replace(federation_options=FederationOptions(remote=name)) for name in everywhere(network)]
