"""Where a request goes: scheme, host, port, with the three names of this machine taken as one."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from meilifake.wire.message import Answer

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "[::1]", "0.0.0.0", "::", "[::]"})
"""Hosts that reach a server of this machine: a URL with one of them is a URL with any of them."""
PORTS = {"http": 80, "https": 443}
DEFAULT_URL = "http://localhost:7700"
"""The real server's default address."""


class Origin(NamedTuple):
    """`host` is lower-case, and `localhost` for every loopback name."""

    scheme: str
    host: str
    port: int


class Base(NamedTuple):
    """A base URL: an origin, and the path prefix below which the server lives (empty for most)."""

    origin: Origin
    prefix: str


OWN: dict[Origin, Answer] = {}
"""Where the live servers of this process listen, and who answers there: their requests are never strays."""


def origin(scheme: str, host: str, port: int | None) -> Origin:
    """An origin as it is compared. `port`: None means the scheme's own."""
    scheme, host = scheme.lower(), host.lower().rstrip(".")
    return Origin(scheme, "localhost" if host in LOOPBACK else host, port or PORTS.get(scheme, 0))


def base(url: str) -> Base:
    """Reads a base URL; one without a scheme (`localhost:7700`) is http. Raises ValueError when there is no host."""
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if not parts.hostname or parts.scheme not in PORTS:
        raise ValueError(f"not a base URL of a server: {url!r} (expected something like {DEFAULT_URL!r})")
    return Base(origin(parts.scheme, parts.hostname, parts.port), parts.path.rstrip("/"))
