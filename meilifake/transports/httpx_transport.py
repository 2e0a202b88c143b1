"""The transport for `httpx` and `httpx2`, sync and async: one object that serves all four kinds of client.

It imports neither library: a request brings its own, which is then already loaded. The answer is made in memory, so nothing
awaits anything and asyncio and trio are the same to it; only a planned delay has to sleep in the caller's own way.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from meilifake.transports.waiting import pause, pause_async
from meilifake.wire.headers import gathered_once
from meilifake.wire.message import Request, Response

if TYPE_CHECKING:
    from meilifake.wire.message import Answer

EXCEPTIONS = {
    "timeout": ("ReadTimeout", "The read operation timed out"),
    "connect_timeout": ("ConnectTimeout", "timed out"),
    "refused": ("ConnectError", "[Errno 111] Connection refused"),
    "reset": ("ReadError", "[Errno 104] Connection reset by peer"),
    "drop": ("RemoteProtocolError", "Server disconnected without sending a response."),
    "truncate": ("RemoteProtocolError", "peer closed connection without sending complete message body (incomplete chunked read)"),
}
"""What a client raises when a connection breaks in each of these ways: the class, by name, and the words of the real library."""


EXTENSIONS = {"http_version": b"HTTP/1.1"}


class FakeTransport:
    """`httpx.Client(transport=fake.transport)`, and `AsyncClient`, and both of `httpx2`."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def handle_request(self, request: Any) -> Any:
        request.read()
        __tracebackhide__ = True
        response = self._answer(read_request(request))
        if response.delay:
            pause(patience(request, response))
        return make_response(request, response)

    async def handle_async_request(self, request: Any) -> Any:
        await request.aread()
        __tracebackhide__ = True
        response = self._answer(read_request(request))
        if response.delay:
            await pause_async(patience(request, response))
        return make_response(request, response)

    def close(self) -> None:
        """Nothing to close: the fake outlives its clients."""

    async def aclose(self) -> None:
        """Nothing to close: the fake outlives its clients."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        pass

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        pass


def read_request(request: Any) -> Request:
    """A wire request from one of httpx or httpx2 whose body has been read."""
    path, _, query = request.url.raw_path.partition(b"?")
    headers = gathered_once(tuple(request.headers.raw))
    return Request(request.method, path.decode("latin-1"), query.decode("latin-1"), headers, request.content)


def patience(request: Any, response: Response) -> float:
    """How long to wait: a client whose read timeout is shorter than the planned delay gives up first."""
    limit: float | None = request.extensions.get("timeout", {}).get("read")
    if limit is None or response.delay <= limit:
        return response.delay
    response.fault = "timeout"
    return limit


def make_response(request: Any, response: Response) -> Any:
    """The answer in the request's own library. Raises that library's exceptions for a planned fault."""
    library = sys.modules[type(request).__module__.partition(".")[0]]
    if response.fault:
        kind, words = EXCEPTIONS[response.fault]
        raise getattr(library, kind)(words, request=request)
    headers, stream = known_headers(library, tuple(response.headers)), library.ByteStream(response.body)
    made = library.Response(response.status, headers=headers, stream=stream, request=request, extensions=EXTENSIONS)
    made.headers.encoding = headers.encoding
    return made


@lru_cache(maxsize=256)
def known_headers(library: Any, headers: tuple[tuple[str, str], ...]) -> Any:
    """The library's own, which are copied faster than made: most answers have the same few. It looks for an encoding in them once."""
    return library.Headers([(name.encode(), value.encode("latin-1")) for name, value in headers])
