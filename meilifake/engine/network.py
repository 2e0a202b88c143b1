"""The network of instances as the community edition knows it: kept and shown, never acted on (guide http-surface, 26)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.engine.url_text import check_url
from meilifake.errors.base import MeiliError

INITIAL: Mapping[str, Any] = {
    "self": None,
    "remotes": {},
    "shards": {},
    "leader": None,
    "version": "00000000-0000-0000-0000-000000000000",
}
REMOTE = ("url", "searchApiKey", "writeApiKey")


def current(stored: Mapping[str, Any]) -> dict[str, Any]:
    """The whole network in the order of answers."""
    return {**INITIAL, **stored}


def merged(stored: Mapping[str, Any], submitted: Mapping[str, Any], version: str) -> dict[str, Any]:
    """The network after a patch, merged name by name; null resets a part or removes a name.

    Raises requires_enterprise_edition, unexpected_network_previous_remotes, missing_network_url, invalid_network_url.
    """
    if submitted.get("leader") is not None:
        raise MeiliError("requires_enterprise_edition", "Meilisearch Enterprise Edition is required to set `network.leader`")
    if "previousRemotes" in submitted:
        note = "`previousRemote` is reserved for internal use."
        words = f"Unexpected `previousRemotes` in network call.\n  - Note: {note}"
        raise MeiliError("unexpected_network_previous_remotes", words)
    network = current(stored)
    if "self" in submitted:
        network["self"] = submitted["self"]
    shards = merged_shards(network["shards"], submitted.get("shards") or {}) if submitted.get("shards", {}) is not None else {}
    if "remotes" in submitted:
        changes = submitted["remotes"]
        gone = {name for name, remote in (changes or {}).items() if remote is None}
        shards = {name: shard - gone for name, shard in shards.items()}
        network["remotes"] = {} if changes is None else merged_remotes(network["remotes"], changes)
    network["shards"] = {name: {"remotes": sorted(remotes)} for name, remotes in shards.items() if remotes}
    network["leader"] = None
    network["version"] = version
    return network


def merged_shards(stored: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, set[str]]:
    """Shard name -> its remotes, by name."""
    found: dict[str, set[str]] = {}
    for name in sorted(stored.keys() | changes.keys()):
        remotes = set(stored.get(name, {"remotes": ()})["remotes"])
        if name in changes:
            change = changes[name]
            if change is None:
                continue
            given = change.get("remotes")
            remotes = remotes if given is None else set(given)
            remotes |= set(change.get("addRemotes") or ())
            remotes -= set(change.get("removeRemotes") or ())
        found[name] = remotes
    return found


def merged_remotes(stored: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in sorted(stored.keys() | changes.keys()):
        if name not in changes:
            found[name] = stored[name]
        elif changes[name] is not None:
            found[name] = remote(name, stored.get(name), changes[name])
    return found


def remote(name: str, old: Mapping[str, Any] | None, change: Mapping[str, Any]) -> dict[str, Any]:
    url = change.get("url")
    if url is None and old is None:
        raise MeiliError("missing_network_url", f"Missing field `.remotes.{name}.url`")
    if url is None and "url" in change:
        raise MeiliError("invalid_network_url", f"Field `.remotes.{name}.url` cannot be set to `null`")
    if url is not None:
        try:
            check_url(url)
        except ValueError as fault:
            raise MeiliError("invalid_network_url", f"Invalid `.remotes.{name}.url` (`{url}`): {fault}") from None
    whole = {**dict.fromkeys(REMOTE), **(old or {}), **change}
    return {field: whole[field] for field in REMOTE} | {"status": "available"}
