"""One request in, one response out: match, authorise, read, handle, render. The only place that turns errors into answers."""

from __future__ import annotations

import json
import logging
from threading import RLock

from meilifake.app.auth import authorise
from meilifake.app.call import Call
from meilifake.app.matcher import Matcher
from meilifake.engine.engine import Engine
from meilifake.errors.base import MeiliError, Unsupported
from meilifake.wire.message import NOTHING, Reply, Request, Response

log = logging.getLogger("meilifake")
VARY = ("vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
JSON = ("content-type", "application/json")


class App:
    """The whole HTTP surface over one engine. Calls are serialised by one lock: every answer is that of a moment."""

    def __init__(self, engine: Engine) -> None:
        from meilifake.routes.table import ROUTES

        self.engine = engine
        self.matcher = Matcher(ROUTES)
        self.lock = RLock()

    def __call__(self, request: Request) -> Response:
        with self.lock:
            response = self.answer(request)
            if self.engine.options.tasks == "instant":
                while self.engine.tick():
                    pass
        return response

    def answer(self, request: Request) -> Response:
        route, found = self.matcher.match(request.method, request.path)
        if route is None:
            return empty(405, ("allow", ", ".join(found))) if found else empty(404)
        assert isinstance(found, dict)
        try:
            access = authorise(self.engine, request, route.action, found.get("index_uid"))
            call = Call(self.engine, request, access, found)
            return render(route.handler(call))
        except MeiliError as error:
            return render(Reply(error.view(), error.status))
        except Unsupported as refusal:
            return render(Reply(refusal.view(), 501))
        except Exception as crash:
            log.exception("unexpected failure in %s %s", request.method, request.path)
            return render(Reply(MeiliError("internal", f"{type(crash).__name__}: {crash}").view(), 500))


def empty(status: int, *headers: tuple[str, str]) -> Response:
    return Response(status, [("content-length", "0"), VARY, *headers])


def render(reply: Reply) -> Response:
    if reply.raw is not None:
        body, kind = reply.raw, ("content-type", reply.content_type)
    elif reply.value is NOTHING:
        return Response(reply.status, [VARY, *reply.headers])
    else:
        body, kind = json.dumps(reply.value, separators=(",", ":"), ensure_ascii=False).encode(), JSON
    return Response(reply.status, [kind, ("content-length", str(len(body))), VARY, *reply.headers], body)
