"""Planned failures of requests: which request, and what happens to it instead of, or before, or after its answer."""

from __future__ import annotations

import re
import threading
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

from meilifake.wire.message import Answer, Request, Response

if TYPE_CHECKING:
    from meilifake.app.fault_plan import Plan

METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})


class Route(NamedTuple):
    """`POST /indexes/*/search`: a verb (None: any) and a path in which `*` is one segment and `**` any number."""

    method: str | None
    path: re.Pattern[str]

    def takes(self, request: Request) -> bool:
        return self.method in (None, request.method) and self.path.fullmatch(request.path.rstrip("/") or "/") is not None


def read_route(text: str) -> Route:
    """Raises ValueError for what is no route."""
    __tracebackhide__ = True
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
    """One planned failure, in force from its making until `cancel()` or the end of its `with` block.

    `hits`: how often it struck; `seen`: the requests to its route so far.
    """

    def __init__(self, route: str, plan: Plan, owner: Faults) -> None:
        __tracebackhide__ = True
        self.route = route
        self.plan = plan
        self.seen = 0
        self.hits = 0
        self._takes = read_route(route).takes
        self._chosen = plan.chooser()
        self._failure = None if plan.only_late else plan.answer()
        self._owner = owner

    def strikes(self, request: Request) -> bool:
        """Whether this request is one to fail; it is counted."""
        if not self._takes(request):
            return False
        self.seen += 1
        if not self._chosen(self.seen):
            return False
        self.hits += 1
        return True

    def change(self, request: Request, answer: Answer) -> Response:
        """What becomes of a request that is struck."""
        plan, failure = self.plan, self._failure
        if failure is None or plan.fault == "truncate":
            whole = answer(request)
            return Response(whole.status, whole.headers, whole.body, plan.latency, plan.fault or "")
        if plan.processed:
            answer(request)
        return Response(failure.status, list(failure.headers), failure.body, plan.latency, plan.fault or "")

    def cancel(self) -> None:
        """No more. Safe to call twice."""
        self._owner.remove(self)

    def __repr__(self) -> str:
        said = str(self.plan)
        return f"<fault {self.route!r}{', ' + said if said else ''}: struck {self.hits} of {self.seen} requests>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.cancel()


class Faults:
    """The planned failures of one fake, newest first."""

    def __init__(self) -> None:
        self.active: tuple[Fault, ...] = ()
        self.lock = threading.Lock()

    def add(self, route: str, plan: Plan) -> Fault:
        """In force from now on. Raises ValueError for what is no route."""
        __tracebackhide__ = True
        made = Fault(route, plan, self)
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
