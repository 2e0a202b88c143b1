"""The network as it is submitted (guide http-surface, 26)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from meilifake.schema.base import Code, WireModel, parse_model

REMOTES, SHARDS = "invalid_network_remotes", "invalid_network_shards"


class Remote(WireModel):
    code: ClassVar[str | None] = REMOTES
    url: Annotated[str | None, Code("invalid_network_url")] = None
    search_api_key: Annotated[str | None, Code("invalid_network_search_api_key")] = None
    write_api_key: Annotated[str | None, Code("invalid_network_write_api_key")] = None


class Shard(WireModel):
    code: ClassVar[str | None] = SHARDS
    remotes: Annotated[list[str] | None, Code(REMOTES)] = None
    add_remotes: Annotated[list[str] | None, Code(REMOTES)] = None
    remove_remotes: Annotated[list[str] | None, Code(REMOTES)] = None


class NetworkBody(WireModel):
    remotes: Annotated[dict[str, Remote | None] | None, Code(REMOTES)] = None
    shards: Annotated[dict[str, Shard | None] | None, Code(SHARDS)] = None
    previous_shards: Annotated[dict[str, Shard | None] | None, Code(SHARDS)] = None
    local: Annotated[str | None, Code("invalid_network_self"), Field(alias="self")] = None
    leader: Annotated[str | None, Code("invalid_network_leader")] = None
    previous_remotes: Annotated[dict[str, Remote | None] | None, Code(REMOTES)] = None


def network(value: Any) -> dict[str, Any]:
    """The keys that were sent, nulls included. Raises MeiliError."""
    return parse_model(NetworkBody, value).model_dump(by_alias=True, exclude_unset=True)
