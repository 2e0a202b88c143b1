"""The way out of a fake: what it sends to other servers (exports, searches of a network), kept and handed to a sender.

The app's lock is open while a request is away, so that two fakes may call each other, and a fake itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from meilifake.engine.outbound import Incoming, Outgoing

Sender = Callable[[str, str, Mapping[str, str], bytes, float], tuple[int, Mapping[str, str], bytes]]
"""(method, url, headers, body, timeout in seconds) -> (status, headers, body). Raises TimeoutError, ConnectionError or another OSError."""


class Sent(NamedTuple):
    """One request and what came back: `answer`, or `error` when nothing did."""

    request: Outgoing
    answer: Incoming | None
    error: OSError | None


class Outbound:
    """Parameters: `lock`, the app's, an RLock; `sender`, who really sends.

    `sent` holds every exchange, oldest first, unless `keeping` is off. `together`: requests of one search go at the same time, each in
    a thread; `patient`: pauses between attempts are real.
    """

    def __init__(self, lock: Any, sender: Sender) -> None:
        self.lock = lock
        self.sender = sender
        self.sent: list[Sent] = []
        self.keeping = True
        self.together = False
        self.patient = False
        self.closed = threading.Event()

    def exchange(self, requests: Sequence[Outgoing]) -> list[Incoming | OSError]:
        with self.opened():
            if self.together and len(requests) > 1:
                return in_threads(self.one, requests)
            return [self.one(request) for request in requests]

    def one(self, request: Outgoing) -> Incoming | OSError:
        answer = self.answer(request)
        if self.keeping:
            self.sent.append(Sent(request, None, answer) if isinstance(answer, OSError) else Sent(request, answer, None))
        return answer

    def answer(self, request: Outgoing) -> Incoming | OSError:
        try:
            return Incoming(*self.sender(request.method, request.url, request.headers, request.body, request.timeout))
        except OSError as error:
            return error

    def pause(self, seconds: float) -> None:
        """Ends early when the fake is closed."""
        if self.patient:
            with self.opened():
                self.closed.wait(seconds)

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Without the lock, however often this thread has taken it: as a condition does while it waits."""
        if not self.lock._is_owned():
            yield
            return
        depth = self.lock._release_save()
        try:
            yield
        finally:
            self.lock._acquire_restore(depth)


def in_threads(send: Callable[[Outgoing], Incoming | OSError], requests: Sequence[Outgoing]) -> list[Incoming | OSError]:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(len(requests), "meilifake-outbound") as pool:
        return list(pool.map(send, requests))
