"""One request in, one response out: match, authorise, read, handle, render. The only place that turns errors into answers."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import cache
from threading import RLock
from time import perf_counter
from typing import Any

from meilifake.app.auth import authorise
from meilifake.app.call import Call
from meilifake.app.cors import ALLOW_ORIGIN, VARY, preflight
from meilifake.app.matcher import Areas
from meilifake.app.reading import read_body
from meilifake.engine.engine import Engine
from meilifake.errors.base import Broken, MeiliError, PathRefused, Unsupported
from meilifake.wire import coding
from meilifake.wire.jsontext import dumps
from meilifake.wire.message import NOTHING, Reply, Request, Response
from meilifake.wire.query import parse_query
from meilifake.wire.route import Route
from meilifake.wire.traffic import Lapses, Traffic

log = logging.getLogger("meilifake")
JSON = ("content-type", "application/json")
CHUNKED = ("transfer-encoding", "chunked")
IDENTITY = ("content-encoding", "identity")
"""Said of a stream of events, which is never compressed."""
RETRY = ("retry-after", "10")
ENCODED = {name: (("content-encoding", name), ("transfer-encoding", "chunked"), ("vary", "accept-encoding")) for name in coding.ENCODERS}


class App:
    """The whole HTTP surface over one engine. Calls are serialised by one lock: every answer is that of a moment."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.matcher = served()
        self.lock = RLock()
        self.traffic = Traffic()
        self.instant = engine.options.tasks == "instant"

    def __call__(self, request: Request) -> Response:
        """A client that takes no coding at all is refused before anything is looked at or done."""
        headers = request.headers
        accepted = headers.get("accept-encoding")
        chosen = "identity" if accepted is None else coding.negotiate(accepted)
        if chosen is None:
            return not_acceptable()
        with self.lock:
            response = self.answer(request)
            if self.instant and request.method != "GET":
                while self.engine.tick():
                    pass
        if "origin" in headers and ALLOW_ORIGIN not in response.headers and VARY in response.headers:
            response.headers.append(ALLOW_ORIGIN)
        return response if chosen == "identity" else compressed(response, chosen)

    def answer(self, request: Request) -> Response:
        """The answer before the layers that every answer passes: cross-origin headers and compression."""
        if request.method == "OPTIONS":
            early = preflight(request)
            if early is not None:
                return early
        method = request.method
        route, found = self.matcher.match(method, request.path)
        path, known = (route.path, True) if route is not None else self.matcher.place(request.path)
        began, lapses = perf_counter(), None
        if known and self.engine.state.features.get("metrics"):
            lapses = self.traffic.lapses.setdefault((method, path), Lapses())
        response = self.routed(request, route, found)
        if not response.fault:
            self.traffic.answered[method, path, str(response.status)] += 1
            if lapses is not None:
                lapses.add(perf_counter() - began)
        return response

    def routed(self, request: Request, route: Route | None, found: Mapping[str, str] | tuple[str, ...]) -> Response:
        """What the route says; `found` as the matcher's."""
        if route is None:
            return empty(405, ("allow", ", ".join(found))) if found else empty(404)
        assert not isinstance(found, tuple)
        try:
            return render(route.handler(self.extract(route, request, found)))
        except MeiliError as error:
            return render(Reply(error.view(), error.status))
        except PathRefused as refusal:
            return render(Reply(raw=str(refusal).encode(), status=404, content_type="text/plain; charset=utf-8"))
        except Unsupported as refusal:
            return render(Reply(refusal.view(), 501))
        except Broken:
            return Response(500, [VARY], fault="drop")
        except Exception as crash:
            log.exception("unexpected failure in %s %s", request.method, request.path)
            return render(Reply(MeiliError("internal", f"{type(crash).__name__}: {crash}").view(), 500))

    def extract(self, route: Route, request: Request, path: Mapping[str, str]) -> Call:
        """Rights, then the query string, then the body: the first that fails is the answer (guide http-surface, 1.2)."""
        access = authorise(self.engine, request, route.action, path.get("index_uid"))
        if route.check_path is not None:
            route.check_path(path)
        body: Any = None
        if route.body is not None and route.body_first:
            body = read_body(route.body, request, self.engine.options.payload_limit, self.engine.clock)
        query = {} if route.query is None else parse_query(request.query, route.query)
        if route.body is not None and not route.body_first:
            body = read_body(route.body, request, self.engine.options.payload_limit, self.engine.clock)
        return Call(self.engine, request, access, path, query, body, self.traffic)


@cache
def served() -> Areas:
    """Every route of the server, shared by all apps. Imported at first use: the routes themselves import the app's `Call`."""
    from meilifake.routes.table import area_of
    from meilifake.routes.unbuilt import routes_of_area

    return Areas(area_of, routes_of_area)


def empty(status: int, *headers: tuple[str, str]) -> Response:
    return Response(status, [("content-length", "0"), VARY, *headers])


def render(reply: Reply) -> Response:
    if reply.raw is not None:
        body, kind = reply.raw, ("content-type", reply.content_type)
    elif reply.value is NOTHING:
        return Response(reply.status, [VARY, *reply.headers])
    else:
        body, kind = dumps(reply.value).encode(), JSON
    headers = [kind, ("content-length", str(len(body))), VARY, *reply.headers]
    if CHUNKED in headers:
        del headers[1]
    if reply.status == 503:
        headers.append(RETRY)
    return Response(reply.status, headers, body)


def not_acceptable() -> Response:
    text = ", ".join(coding.ENCODERS).encode()
    return Response(406, [("content-length", str(len(text))), ("vary", "Accept-Encoding")], text)


def compressed(response: Response, chosen: str) -> Response:
    """In the coding that the client prefers, streams of events apart."""
    if IDENTITY in response.headers:
        return response
    if response.body:
        response.headers = [header for header in response.headers if header[0] != "content-length"]
        response.headers += ENCODED[chosen]
        response.body = coding.encode(response.body, chosen)
    return response
