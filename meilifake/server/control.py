"""The control API, `/_fake/*`: what the fixture does for Python, for suites in other languages. Off unless `--fake-control`.

It sits beside the fake, not in it: its requests are not in the journal, no planned fault strikes them, and without it the paths are
plain 404s, as on the real server.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from inspect import signature
from typing import TYPE_CHECKING, Any

from meilifake.app.journal import Exchange
from meilifake.app.seeds import SeedError
from meilifake.engine.clock import rfc3339
from meilifake.wire.message import Request, Response

if TYPE_CHECKING:
    from meilifake.app.faults import Fault
    from meilifake.fake import MeiliFake, Snapshot

PREFIX = "/_fake/"


class Control:
    """Answers `/_fake/*`, and hands everything else to the fake. Snapshots and faults are known by number."""

    def __init__(self, fake: MeiliFake) -> None:
        self.fake = fake
        self.snapshots: list[Snapshot] = []
        self.planned: dict[int, Fault] = {}

    def __call__(self, request: Request) -> Response:
        if not request.path.startswith(PREFIX):
            return self.fake.answer(request)
        name = request.path.removeprefix(PREFIX).strip("/")
        handler = HANDLERS.get((request.method, name))
        if handler is None:
            known = sorted(f"{method} {PREFIX}{path}" for method, path in HANDLERS)
            return answer(404, {"message": f"no such control route; known: {', '.join(known)}"})
        try:
            body = json.loads(request.body) if request.body else {}
            if not isinstance(body, dict):
                raise ValueError("the body is to be a JSON object")
            return answer(200, handler(self, **body))
        except (ValueError, TypeError, KeyError, IndexError, OSError, SeedError) as error:
            expected = ", ".join(list(signature(handler).parameters)[1:]) or "nothing"
            return answer(400, {"message": f"{type(error).__name__}: {error}", "expected": expected})

    def reset(self) -> Any:
        self.fake.reset()
        self.snapshots.clear()
        self.planned.clear()
        return {}

    def seed(
        self, index: str | None = None, documents: Any = None, path: str | None = None, settings: Any = None, primaryKey: str | None = None
    ) -> Any:
        if (documents is None) == (path is None):
            raise ValueError("either `documents` (with `index`) or `path`, a file or directory on this machine")
        self.fake.load(documents if documents is not None else path, index, settings, primaryKey)
        return {}

    def snapshot(self) -> Any:
        self.snapshots.append(self.fake.snapshot())
        return {"snapshot": len(self.snapshots) - 1}

    def restore(self, snapshot: int) -> Any:
        self.fake.restore(self.snapshots[snapshot])
        return {}

    def fault(self, route: str = "*", **plan: Any) -> Any:
        made = self.fake.fail(route, **plan)
        number = len(self.planned)
        self.planned[number] = made
        return {"fault": number}

    def end_fault(self, fault: int | None = None) -> Any:
        """One of them, or all."""
        for number in [fault] if fault is not None else list(self.planned):
            self.planned[number].cancel()
        return {}

    def faults(self) -> Any:
        return {"faults": [{"fault": number, "hits": one.hits} for number, one in self.planned.items() if one in self.fake.faults.active]}

    def fail_task(self, type: str | None = None, error: str = "internal", message: str | None = None, index: str | None = None) -> Any:
        self.fake.fail_next_task(type, error, message=message, index=index)
        return {}

    def stall_task(self, type: str | None = None, index: str | None = None) -> Any:
        self.fake.stall_next_task(type, index=index)
        return {}

    def resume_tasks(self) -> Any:
        self.fake.resume_tasks()
        return {}

    def step(self) -> Any:
        return {"processed": self.fake.step()}

    def drain(self) -> Any:
        return {"batches": self.fake.drain()}

    def journal(self) -> Any:
        return {"requests": [shown(exchange) for exchange in self.fake.requests]}

    def forget(self) -> Any:
        self.fake.journal.clear()
        return {}

    def embedders(self, **given: Any) -> Any:
        """By embedder name: recorded vectors by text, or what else can be named."""
        self.fake.embedders.update(given)
        return {}

    def script(self, answers: Any = None, reply: Any = None) -> Any:
        """`answers`: one for each of the next requests to the language model; `reply`: for all others. Neither: out of reach."""
        if answers is None and reply is None:
            self.fake.chats.clear()
        if answers is not None:
            self.fake.chats.script(answers)
        if reply is not None:
            self.fake.chats.reply(reply)
        return {}

    def model_requests(self) -> Any:
        """What the language model was asked."""
        asked = self.fake.chats.requests
        return {"requests": [{"url": one.url, "headers": dict(one.headers), "body": one.json} for one in asked]}

    def clock(self, freeze: str | bool | None = None, advance: float | None = None) -> Any:
        """`freeze`: a moment, true for now, false to run on; `advance`: seconds."""
        if freeze is False:
            self.fake.clock.resume()
        elif freeze is not None:
            self.fake.clock.freeze(None if freeze is True else freeze)
        if advance is not None:
            self.fake.clock.advance(advance)
        return {"now": rfc3339(self.fake.clock())}


HANDLERS: dict[tuple[str, str], Callable[..., Any]] = {
    ("POST", "reset"): Control.reset,
    ("POST", "seed"): Control.seed,
    ("POST", "snapshot"): Control.snapshot,
    ("POST", "restore"): Control.restore,
    ("GET", "faults"): Control.faults,
    ("POST", "faults"): Control.fault,
    ("DELETE", "faults"): Control.end_fault,
    ("POST", "tasks/fail"): Control.fail_task,
    ("POST", "tasks/stall"): Control.stall_task,
    ("POST", "tasks/resume"): Control.resume_tasks,
    ("POST", "tasks/step"): Control.step,
    ("POST", "tasks/drain"): Control.drain,
    ("GET", "journal"): Control.journal,
    ("DELETE", "journal"): Control.forget,
    ("GET", "chats"): Control.model_requests,
    ("POST", "chats"): Control.script,
    ("POST", "embedders"): Control.embedders,
    ("GET", "clock"): Control.clock,
    ("POST", "clock"): Control.clock,
}


def shown(exchange: Exchange) -> dict[str, Any]:
    """An exchange as JSON. A body that is none is shown in base64."""
    return {
        "number": exchange.number,
        "method": exchange.method,
        "path": exchange.path,
        "query": exchange.query,
        "body": body_of(exchange.json, exchange.request.body),
        "status": exchange.status,
        "answer": body_of(exchange.answer, exchange.response.body),
    }


def body_of(value: Any, raw: bytes) -> Any:
    return value if value is not None or not raw else {"base64": base64.b64encode(raw).decode()}


def answer(status: int, value: Any) -> Response:
    body = json.dumps(value, ensure_ascii=False).encode()
    headers = [("content-type", "application/json"), ("content-length", str(len(body))), ("access-control-allow-origin", "*")]
    return Response(status, headers, body)
