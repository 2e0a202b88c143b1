"""What a server sends to other servers: the seam. The engine writes requests and reads answers; how they travel is not its business.

Whoever owns the engine sets `engine.outbound`. An exchange that fails is an OSError: TimeoutError when there was no answer in time,
`AddressRefused` when this server may not call that address, ConnectionRefusedError and others when nobody is there.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol


class Outgoing(NamedTuple):
    """`headers`: lower-case names, those of the message only; `timeout`: seconds for the whole exchange."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes = b""
    timeout: float = 5.0


class Incoming(NamedTuple):
    """`body` without its content coding."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class AddressRefused(ConnectionError):
    """The address is one of this machine or its network, which `--experimental-allowed-ip-networks` does not allow.

    `literal`: the URL spells the address out, instead of a name that leads to it.
    """

    def __init__(self, literal: bool) -> None:
        super().__init__("Rejected IP")
        self.literal = literal

    def __reduce__(self) -> tuple[type[AddressRefused], tuple[bool]]:
        return AddressRefused, (self.literal,)


class Outbound(Protocol):
    """The way out: requests that go at the same time, and pauses between attempts (none where nobody waits for real)."""

    def exchange(self, requests: Sequence[Outgoing]) -> list[Incoming | OSError]:
        """The answers in the order of the requests, a failed one in the place of its answer."""

    def pause(self, seconds: float) -> None: ...


class Nowhere:
    """A machine without a network."""

    def exchange(self, requests: Sequence[Outgoing]) -> list[Incoming | OSError]:
        return [refused() for _ in requests]

    def pause(self, seconds: float) -> None:
        return None


def refused() -> ConnectionRefusedError:
    return ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")


NOWHERE: Outbound = Nowhere()
