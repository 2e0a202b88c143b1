"""HTTP as plain values: what every door turns its own requests into, and back from.

The classes are written out, as no other module needs `dataclasses` before a first answer: it would take a fifteenth of the time until then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

NO_HEADERS: Mapping[str, str] = {}


class Request:
    """One request, undecoded.

    `path` is the raw (percent-encoded) path without the query string; `query` the raw text after `?` (empty without one);
    `headers` has lower-case names, of a repeated header the first unless it is a list (`wire.headers`); `body` is as
    received, still encoded if the request has a content-encoding; `truncated` says that the connection ended before the announced
    length; `oversized` that the door stopped reading because the limit was passed.
    """

    __slots__ = ("body", "headers", "method", "oversized", "path", "query", "truncated")

    def __init__(
        self,
        method: str,
        path: str,
        query: str = "",
        headers: Mapping[str, str] = NO_HEADERS,
        body: bytes = b"",
        truncated: bool = False,
        oversized: bool = False,
    ) -> None:
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.truncated = truncated
        self.oversized = oversized


class Response:
    """One answer, ready for a door: `headers` in order, names lower-case, `content-length` included when there is a body.

    `delay` (seconds to wait before it) and `fault` (how the connection breaks instead, a row of the door's own table) are planned by a
    test; both stay empty otherwise.
    """

    __slots__ = ("body", "delay", "fault", "headers", "status")

    def __init__(self, status: int, headers: list[tuple[str, str]], body: bytes = b"", delay: float = 0.0, fault: str = "") -> None:
        self.status = status
        self.headers = headers
        self.body = body
        self.delay = delay
        self.fault = fault


Answer = Callable[[Request], Response]
"""What every door is built on."""


class Missing:
    """The type of `NOTHING`: a reply without a body (204)."""


NOTHING = Missing()


class Reply(NamedTuple):
    """What a handler returns: a status and a JSON value, or raw bytes with their own content type.

    `value` is any JSON value, or `NOTHING`; `raw` wins over it; `headers` are added to the usual ones.
    """

    value: Any = NOTHING
    status: int = 200
    raw: bytes | None = None
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
