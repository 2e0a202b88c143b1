"""HTTP as plain values: what every door turns its own requests into, and back from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Request:
    """One request, undecoded.

    `path` is the raw (percent-encoded) path without the query string; `query` the raw text after `?` (empty without one);
    `headers` has lower-case names, of a repeated header the first unless it is a list (`wire.headers`); `body` is as
    received, still encoded if the request has a content-encoding; `truncated` says that the connection ended before the announced
    length; `oversized` that the door stopped reading because the limit was passed.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    truncated: bool = False
    oversized: bool = False


@dataclass(slots=True)
class Response:
    """One answer, ready for a door: `headers` in order, names lower-case, `content-length` included when there is a body.

    `delay` (seconds to wait before it) and `fault` (how the connection breaks instead, a row of the door's own table) are planned by a
    test; both stay empty otherwise.
    """

    status: int
    headers: list[tuple[str, str]]
    body: bytes = b""
    delay: float = 0.0
    fault: str = ""


Answer = Callable[[Request], Response]
"""What every door is built on."""


class Missing:
    """The type of `NOTHING`: a reply without a body (204)."""


NOTHING = Missing()


@dataclass(slots=True)
class Reply:
    """What a handler returns: a status and a JSON value, or raw bytes with their own content type.

    `value` is any JSON value, or `NOTHING`; `raw` wins over it; `headers` are added to the usual ones.
    """

    value: Any = NOTHING
    status: int = 200
    raw: bytes | None = None
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
