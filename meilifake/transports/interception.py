"""`with fake.intercept(url)`: who, in this process, answers the requests to which base URLs.

One registry for the process, because the patched classes are the process's. Interceptions nest and overlap in any order and from
any thread: the newest one that has the URL answers.
"""

from __future__ import annotations

import threading
from collections import deque
from types import TracebackType
from typing import Self

from meilifake.transports.origin import DEFAULT_URL, OWN, Base, Origin, base, origin
from meilifake.transports.patches import Patches
from meilifake.transports.stray import StrayRequest, looks_like_search
from meilifake.wire.message import Answer, Request, Response

GUARDED_PORT = 7700
"""The real server's own port: whatever the host, a request to it is meant for a search server."""
PASSED = 10
"""Suspicious requests that an interception remembers."""


class Registry:
    """The interceptions of this process, and the patches that serve them while there is one."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.active: tuple[Interception, ...] = ()
        self.patches = Patches(self.claim)

    def add(self, interception: Interception) -> None:
        with self.lock:
            if not self.active:
                self.patches.start()
            self.active = (*self.active, interception)

    def remove(self, interception: Interception) -> None:
        with self.lock:
            self.active = tuple(one for one in self.active if one is not interception)
            if not self.active:
                self.patches.stop()

    def claim(self, method: str, scheme: str, host: str, port: int | None, url: str) -> Answer | None:
        __tracebackhide__ = True
        active = self.active
        if not active:
            return None
        place = origin(scheme, host, port)
        for interception in reversed(active):
            prefix = interception.prefixes.get(place)
            if prefix is not None:
                return interception.answer if not prefix else below(prefix, interception.answer)
        if place not in OWN and any(interception.guards(place) for interception in active):
            raise StrayRequest(method, url, tuple(known for interception in active for known in interception.urls))
        if place not in OWN and looks_like_search(url):
            for interception in active:
                interception.passed.append(f"{method} {url}")
        return None


class Interception:
    """One fake's claim on some base URLs, while it is entered.

    Parameters: `answer`, who answers; `urls`, base URLs (none: `http://localhost:7700`); `guard`, hosts or base URLs whose requests
    are refused as strays, beside those to port 7700 (None: nothing is refused). Raises ValueError for what is not a base URL.
    """

    def __init__(self, answer: Answer, urls: tuple[str, ...] = (), guard: tuple[str, ...] | None = ()) -> None:
        self.answer = answer
        self.urls = urls or (DEFAULT_URL,)
        bases: list[Base] = [base(url) for url in self.urls]
        self.prefixes = {one.origin: one.prefix for one in bases}
        self.passed: deque[str] = deque(maxlen=PASSED)
        """Requests to elsewhere that look as if they were for a search server, the newest."""
        self.guarded = None if guard is None else frozenset(base(entry).origin.host for entry in guard)

    def guards(self, place: Origin) -> bool:
        return self.guarded is not None and (place.port == GUARDED_PORT or place.host in self.guarded)

    @property
    def running(self) -> bool:
        return self in REGISTRY.active

    def start(self) -> None:
        """What entering does. Safe to call twice."""
        if not self.running:
            REGISTRY.add(self)

    def stop(self) -> None:
        """What leaving does. Safe to call twice."""
        if self.running:
            REGISTRY.remove(self)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def below(prefix: str, answer: Answer) -> Answer:
    """The app as if it were mounted at a path: a request outside of it finds nothing there."""

    def mounted(request: Request) -> Response:
        if request.path != prefix and not request.path.startswith(prefix + "/"):
            return Response(404, [("content-length", "0")])
        request.path = request.path[len(prefix) :] or "/"
        return answer(request)

    return mounted


REGISTRY = Registry()
