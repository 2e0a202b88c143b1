"""The network as it is submitted (guide http-surface, 26)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field

from meilifake.errors.base import MeiliError
from meilifake.schema.base import Code, WireModel, parse_model
from meilifake.wire.body import malformed
from meilifake.wire.jsonscan import Scanner
from meilifake.wire.jsontext import JsonError, loads
from meilifake.wire.rusttext import unexpected

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


@dataclass(frozen=True, slots=True)
class Control:
    """The body of /network/control, which plain serde reads; what it says is of no use to the community edition."""

    value: dict[str, Any]

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Raises missing_payload, malformed_payload, bad_request."""
        try:
            value = loads(data)
        except JsonError as error:
            raise malformed(data, error) from None
        if not isinstance(value, dict):
            scanner = Scanner(data)
            if scanner.skip_space() != 0x5B:
                scanner.value(0)
            raise refused(scanner, f"invalid type: {unexpected(value)}, expected struct NetworkChange")
        for name in ("origin", "message"):
            if name not in value:
                scanner = Scanner(data)
                scanner.value(0)
                raise refused(scanner, f"missing field `{name}`")
        return cls(value)


def refused(scanner: Scanner, words: str) -> MeiliError:
    return MeiliError("bad_request", f"Json deserialize error: {scanner.error(words)}")
