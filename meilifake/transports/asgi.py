"""The ASGI callable: `fake.asgi_app`, for any ASGI server or test client."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from meilifake.transports.waiting import pause_async
from meilifake.wire.headers import gathered
from meilifake.wire.message import Answer, Request

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class AsgiApp:
    """ASGI 3: `http` and `lifespan`. The answer is made at once, in the event loop: it waits for nothing."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await lifespan(receive, send)
            return
        if scope["type"] != "http":
            raise ValueError(f"meilifake speaks HTTP, not {scope['type']}")
        response = self._answer(await read_request(scope, receive))
        if response.delay:
            await pause_async(response.delay)
        if response.fault:
            raise ConnectionResetError(f"planned fault: {response.fault}")
        headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in response.headers if name != "transfer-encoding"]
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        await send({"type": "http.response.body", "body": response.body})


async def lifespan(receive: Receive, send: Send) -> None:
    """Nothing starts and nothing ends, but a server waits for the words."""
    while True:
        event = (await receive())["type"]
        await send({"type": f"{event}.complete"})
        if event == "lifespan.shutdown":
            return


async def read_request(scope: Scope, receive: Receive) -> Request:
    pieces, truncated = [], False
    while True:
        event = await receive()
        truncated = event["type"] == "http.disconnect"
        pieces.append(event.get("body", b""))
        if truncated or not event.get("more_body"):
            break
    query, headers = scope.get("query_string", b"").decode("latin-1"), gathered(scope["headers"])
    return Request(scope["method"], raw_path(scope), query, headers, b"".join(pieces), truncated)


def raw_path(scope: Scope) -> str:
    """The path before decoding; `raw_path` may carry the query in some servers, and is optional."""
    raw = scope.get("raw_path")
    if raw:
        path: str = raw.partition(b"?")[0].decode("latin-1")
        root = scope.get("root_path") or ""
        return path[len(root) :] if root and path.startswith(root) else path
    from urllib.parse import quote

    return quote(scope["path"], safe="/:@!$&'()*+,;=~")
