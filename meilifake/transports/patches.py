"""The class-level patches behind interception: one row per transport class of the three client libraries.

They go in with the first interception of the process and come out, exactly, with the last. A patched method asks `claim` whom a
request belongs to; without a claimant it calls the method it replaced.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

from meilifake.transports import httpx_transport, requests_adapter
from meilifake.transports.late_import import LateImports
from meilifake.wire.message import Answer

Claim = Callable[[str, str, str, int | None, str], Answer | None]
"""(method, scheme, host, port, url) -> who answers; None: the request is nobody's. Raises StrayRequest."""


class Target(NamedTuple):
    module: str
    owner: str
    method: str
    wrap: Callable[[Callable[..., Any], Claim], Callable[..., Any]]


def wrap_sync(original: Callable[..., Any], claim: Claim) -> Callable[..., Any]:
    @functools.wraps(original)
    def handle_request(transport: Any, request: Any) -> Any:
        __tracebackhide__ = True
        url = request.url
        answer = claim(request.method, url.scheme, url.host, url.port, str(url))
        if answer is None:
            return original(transport, request)
        return httpx_transport.FakeTransport(answer).handle_request(request)

    return handle_request


def wrap_async(original: Callable[..., Any], claim: Claim) -> Callable[..., Any]:
    @functools.wraps(original)
    async def handle_async_request(transport: Any, request: Any) -> Any:
        __tracebackhide__ = True
        url = request.url
        answer = claim(request.method, url.scheme, url.host, url.port, str(url))
        if answer is None:
            return await original(transport, request)
        return await httpx_transport.FakeTransport(answer).handle_async_request(request)

    return handle_async_request


def wrap_requests(original: Callable[..., Any], claim: Claim) -> Callable[..., Any]:
    @functools.wraps(original)
    def send(adapter: Any, request: Any, *arguments: Any, **options: Any) -> Any:
        __tracebackhide__ = True
        scheme, host, port = requests_adapter.address(request)
        answer = claim(request.method, scheme, host, port, request.url)
        if answer is None:
            return original(adapter, request, *arguments, **options)
        return requests_adapter.FakeAdapter(answer).send(request, *arguments, **options)

    return send


TARGETS = (
    Target("httpx._transports.default", "HTTPTransport", "handle_request", wrap_sync),
    Target("httpx._transports.default", "AsyncHTTPTransport", "handle_async_request", wrap_async),
    Target("httpx2._transports.default", "HTTPTransport", "handle_request", wrap_sync),
    Target("httpx2._transports.default", "AsyncHTTPTransport", "handle_async_request", wrap_async),
    Target("requests.adapters", "HTTPAdapter", "send", wrap_requests),
)


class Patches:
    """All patches at once. `start` and `stop` are not thread-safe by themselves: the registry holds its lock around them."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.placed: list[tuple[type, str, Any, Any]] = []
        self.watch = LateImports({target.module: self.patch for target in TARGETS})

    def start(self) -> None:
        self.watch.start()

    def patch(self, module: ModuleType) -> None:
        for target in TARGETS:
            if target.module == module.__name__:
                owner = getattr(module, target.owner)
                original = vars(owner)[target.method]
                replacement = target.wrap(original, self.claim)
                setattr(owner, target.method, replacement)
                self.placed.append((owner, target.method, original, replacement))

    def stop(self) -> None:
        """Puts back what was there, unless someone else has patched on top: their wrapper still calls ours, which then passes on."""
        self.watch.stop()
        while self.placed:
            owner, method, original, replacement = self.placed.pop()
            if vars(owner)[method] is replacement:
                setattr(owner, method, original)
