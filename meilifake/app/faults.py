"""Planned failures of requests: which request, and what happens to it instead of, or before, or after its answer."""

from __future__ import annotations

import json
import random
import re
import threading
from collections.abc import Callable
from types import TracebackType
from typing import NamedTuple, Self

from meilifake.errors.base import MeiliError
from meilifake.errors.codes import CODES
from meilifake.wire.message import Answer, Request, Response

METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
BREAKS = ("timeout", "connect_timeout", "refused", "reset", "drop", "truncate")
"""How a connection can break, the same words at every door."""
USUAL = {
    401: ("missing_authorization_header", "The Authorization header is missing. It must use the bearer authorization method."),
    403: ("invalid_api_key", "The provided API key is invalid."),
    413: ("payload_too_large", "The provided payload reached the size limit."),
    422: ("no_space_left_on_device", "No space left on device"),
    503: ("too_many_search_requests", "Too many search requests running at the same time: 1000. Retry after 10s."),
}
"""The server's own error behind a status, where there is a usual one. Others are a proxy's: they carry no JSON."""


class Route(NamedTuple):
    """`POST /indexes/*/search`: a verb (None: any) and a path in which `*` is one segment and `**` any number."""

    method: str | None
    path: re.Pattern[str]

    def takes(self, request: Request) -> bool:
        return self.method in (None, request.method) and self.path.fullmatch(request.path.rstrip("/") or "/") is not None


def read_route(text: str) -> Route:
    """Raises ValueError for what is no route."""
    verb, space, path = text.partition(" ")
    method: str | None = verb.upper()
    if not space:
        method, path = None, text
    elif method == "*":
        method = None
    elif method not in METHODS:
        raise ValueError(f"{text!r}: {verb!r} is not a verb of HTTP")
    path = "/**" if path in ("*", "**") else path.strip()
    if not path.startswith("/"):
        raise ValueError(f"{text!r}: a route is like 'POST /indexes/*/search' or '/health'")
    pieces = re.split(r"(\*\*|\*)", path.rstrip("/") or "/")
    pattern = "".join({"**": ".*", "*": "[^/]+"}.get(piece) or re.escape(piece) for piece in pieces)
    return Route(method, re.compile(pattern))


class Fault:
    """One planned failure, in force from its making until `cancel()` or the end of its `with` block. `hits`: how often it struck.

    Parameters: see `Faults.plan`.
    """

    def __init__(self, route: Route, change: Callable[[Request, Answer], Response], chosen: Callable[[int], bool], owner: Faults) -> None:
        self.route = route
        self.change = change
        self.chosen = chosen
        self.owner = owner
        self.seen = 0
        self.hits = 0

    def strikes(self, request: Request) -> bool:
        if not self.route.takes(request):
            return False
        self.seen += 1
        if not self.chosen(self.seen):
            return False
        self.hits += 1
        return True

    def cancel(self) -> None:
        """No more. Safe to call twice."""
        self.owner.remove(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.cancel()


class Faults:
    """The planned failures of one fake, newest first."""

    def __init__(self) -> None:
        self.active: tuple[Fault, ...] = ()
        self.lock = threading.Lock()

    def plan(
        self,
        route: str = "*",
        *,
        status: int | None = None,
        code: str | None = None,
        message: str | None = None,
        fault: str | None = None,
        latency: float = 0.0,
        nth: int | None = None,
        times: int | None = None,
        rate: float | None = None,
        seed: int = 0,
        processed: bool = False,
    ) -> Fault:
        """Plan a failure of the requests to `route`.

        What happens: `status` (with the server's usual error, or `code` and `message`), or `fault` (one of `BREAKS`), or only `latency`
        (seconds before the answer); nothing said is a 500. When: the `nth` such request, the first `times`, each with the chance `rate`
        (drawn from `seed`), or all. `processed`: the server does its work, only the answer is lost. Raises ValueError.
        """
        if fault is not None and fault not in BREAKS:
            raise ValueError(f"fault={fault!r}: one of {', '.join(BREAKS)}")
        if code is not None and code not in CODES:
            raise ValueError(f"code={code!r} is no error code of the server")
        if status is not None and not 200 <= status <= 599:
            raise ValueError(f"status={status}: an HTTP status is expected")
        only_late = latency > 0 and (status, code, fault) == (None, None, None)
        failure = None if only_late else failed(status, code, message)

        def change(request: Request, answer: Answer) -> Response:
            if failure is None or fault == "truncate":
                whole = answer(request)
                return Response(whole.status, whole.headers, whole.body, latency, fault or "")
            if processed:
                answer(request)
            return Response(failure.status, list(failure.headers), failure.body, latency, fault or "")

        made = Fault(read_route(route), change, chooser(nth, times, rate, seed), self)
        with self.lock:
            self.active = (made, *self.active)
        return made

    def remove(self, fault: Fault) -> None:
        with self.lock:
            self.active = tuple(one for one in self.active if one is not fault)

    def answer(self, request: Request, answer: Answer) -> Response:
        """The answer, or what a planned failure makes of it."""
        for fault in self.active:
            with self.lock:
                strikes = fault.strikes(request)
            if strikes:
                return fault.change(request, answer)
        return answer(request)


def chooser(nth: int | None, times: int | None, rate: float | None, seed: int) -> Callable[[int], bool]:
    """Whether the n-th request of the route is struck. Raises ValueError for a number that cannot be meant."""
    if nth is not None and nth < 1:
        raise ValueError("nth counts from 1")
    if rate is not None and not 0 <= rate <= 1:
        raise ValueError("rate is a chance between 0 and 1")
    chance = random.Random(seed)

    def chosen(number: int) -> bool:
        if nth is not None:
            return nth <= number < nth + (times or 1)
        return (times is None or number <= times) and (rate is None or chance.random() < rate)

    return chosen


def failed(status: int | None, code: str | None, message: str | None) -> Response:
    """The answer of a server in trouble: its JSON error, or the plain page of a proxy in front of it (502, 504)."""
    if code is None and status not in (None, 500, *USUAL):
        assert status is not None
        body = (message or f"error {status}").encode()
        return Response(status, [("content-type", "text/plain"), ("content-length", str(len(body)))], body)
    usual, words = USUAL.get(status or 500, ("internal", "a failure planned by the test"))
    error = MeiliError(code or usual, message or (words if code in (None, usual) else f"planned by the test: {code}"), status=status)
    body = json.dumps(error.view(), separators=(",", ":"), ensure_ascii=False).encode()
    headers = [("content-type", "application/json"), ("content-length", str(len(body)))]
    return Response(error.status, [*headers, ("retry-after", "10")] if error.status == 503 else headers, body)
