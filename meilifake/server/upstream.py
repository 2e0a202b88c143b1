"""A real server that requests are passed on to: by the recording proxy, and by suites that run on one."""

from __future__ import annotations

from collections.abc import Mapping
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit

from meilifake.wire.message import Request, Response

PATIENCE = 30.0
"""Seconds to wait for a connection, and for an answer."""
HOP = {"connection", "keep-alive", "host", "content-length", "transfer-encoding", "expect"}
"""Headers of one connection, not of the message."""


class Upstream:
    """Parameter: `url`, its scheme, host and port. Raises ValueError for something that is none."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"`{url}` is not the URL of a server, like http://127.0.0.1:7700")
        self.url = url
        self.make = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self.place = (parts.hostname, parts.port)

    def send(self, request: Request, headers: Mapping[str, str] | None = None) -> Response:
        """One exchange on a connection of its own. `headers`: instead of the request's. Raises OSError when there is no server."""
        given = request.headers if headers is None else headers
        target = request.path + (f"?{request.query}" if request.query else "")
        connection = self.make(*self.place, timeout=PATIENCE)
        try:
            connection.request(request.method, target, request.body or None, {k: v for k, v in given.items() if k not in HOP})
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        kept = [(name.lower(), value) for name, value in answer.getheaders() if name.lower() not in HOP | {"date"}]
        length = [] if answer.status in (204, 304) else [("content-length", str(len(body)))]
        return Response(answer.status, [*kept, *length], body)
