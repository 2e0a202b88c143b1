"""Several servers behind one address, for parallel workers of a suite in any language: each has its own, as it would in Python.

`/_fake/servers/<name>/...` is a whole server below a path, with its own control API (`/_fake/servers/<name>/_fake/...`); the header
`x-meilifake-server: <name>` names it too, for clients that can send one and take no path. A server begins, at the first request to it,
as the first one was when it was started: with its options, and the data it had then.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from copy import copy
from typing import TYPE_CHECKING
from urllib.parse import unquote

from meilifake.wire.message import Answer, Request, Response

if TYPE_CHECKING:
    from meilifake.fake import MeiliFake

PREFIX = "/_fake/servers"
HEADER = "x-meilifake-server"


class Servers:
    """Parameters: the first server; `front`, what stands before each: its control API or its inspector."""

    def __init__(self, fake: MeiliFake, front: Callable[[MeiliFake], Answer]) -> None:
        self.fake = fake
        self.front = front
        self.first = front(fake)
        self.start = fake.snapshot()
        self.others: dict[str, tuple[MeiliFake, Answer]] = {}
        self.lock = threading.Lock()

    def __call__(self, request: Request) -> Response:
        name, path = addressed(request)
        if path is None:
            return self.listed(request, name)
        if name is None:
            return self.first(request)
        within = copy(request)
        within.path = path
        return self.named(name)(within)

    def named(self, name: str) -> Answer:
        """The server of this name, made when it is first asked."""
        with self.lock:
            if name not in self.others:
                made = self.fake.another()
                made.restore(self.start)
                self.others[name] = made, self.front(made)
            return self.others[name][1]

    def listed(self, request: Request, name: str | None) -> Response:
        """The names so far, and the end of a server."""
        if request.method == "GET" and name is None:
            return json_answer(200, {"servers": sorted(self.others)})
        if request.method == "DELETE":
            with self.lock:
                ended = [self.others.pop(one) for one in ([name] if name is not None else list(self.others)) if one in self.others]
            for fake, _ in ended:
                fake.close()
            return json_answer(200, {"ended": len(ended)})
        return json_answer(405, {"message": f"GET or DELETE {PREFIX}, DELETE {PREFIX}/<name>; a server is below {PREFIX}/<name>/"})

    def close(self) -> None:
        """End every server but the first."""
        with self.lock:
            others, self.others = list(self.others.values()), {}
        for fake, _ in others:
            fake.close()


def addressed(request: Request) -> tuple[str | None, str | None]:
    """The name of the server that is meant (None: the first), and the path there (None: the servers themselves are)."""
    if request.path == PREFIX or request.path.startswith(PREFIX + "/"):
        name, slash, path = request.path.removeprefix(PREFIX).removeprefix("/").partition("/")
        return unquote(name) or None, "/" + path if slash and name else None
    return request.headers.get(HEADER) or None, request.path


def json_answer(status: int, value: object) -> Response:
    """An answer of ours, not of the server's."""
    body = json.dumps(value, ensure_ascii=False).encode()
    headers = [("content-type", "application/json"), ("content-length", str(len(body))), ("access-control-allow-origin", "*")]
    return Response(status, headers, body)
