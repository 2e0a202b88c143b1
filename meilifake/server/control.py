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
from meilifake.server.servers import json_answer
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
            return json_answer(404, {"message": f"no such control route; known: {', '.join(known)}", "code": "no_control_route"})
        try:
            body = json.loads(request.body) if request.body else {}
            if not isinstance(body, dict):
                raise ValueError("the body is to be a JSON object")
            return json_answer(200, handler(self, **body))
        except (ValueError, TypeError, OSError, SeedError) as error:
            about = self.fake.fail if handler is Control.fault else handler
            expected = ", ".join(name for name in signature(about).parameters if name != "self") or "nothing"
            return json_answer(400, {"message": f"{type(error).__name__}: {error}", "code": "bad_control", "expected": expected})

    def reset(self) -> Any:
        self.fake.reset()
        self.snapshots.clear()
        self.planned.clear()
        return {}

    def seed(
        self, index: str | None = None, documents: Any = None, path: str | None = None, settings: Any = None, primaryKey: str | None = None
    ) -> Any:
        source = path if documents is None else documents
        if source is None or (documents is not None and path is not None):
            raise ValueError("either `documents` (with `index`) or `path`, a file or directory on this machine")
        self.fake.load(source, index, settings, primaryKey)
        return {}

    def snapshot(self) -> Any:
        self.snapshots.append(self.fake.snapshot())
        return {"snapshot": len(self.snapshots) - 1}

    def restore(self, snapshot: int) -> Any:
        if not 0 <= snapshot < len(self.snapshots):
            raise ValueError(f"there is no snapshot {snapshot}; {len(self.snapshots)} were taken since the last reset")
        self.fake.restore(self.snapshots[snapshot])
        return {}

    def fault(self, route: str = "*", **plan: Any) -> Any:
        made = self.fake.fail(route, **plan)
        number = len(self.planned)
        self.planned[number] = made
        return {"fault": number}

    def end_fault(self, fault: int | None = None) -> Any:
        """One of them, or all."""
        if fault is not None and fault not in self.planned:
            raise ValueError(f"there is no fault {fault}")
        for number in [fault] if fault is not None else list(self.planned):
            self.planned[number].cancel()
        return {}

    def faults(self) -> Any:
        """Those in force, with what they are and the requests that they met and struck."""
        return {
            "faults": [
                {"fault": number, "route": one.route, "plan": str(one.plan), "seen": one.seen, "hits": one.hits}
                for number, one in self.planned.items()
                if one in self.fake.faults.active
            ]
        }

    def fail_task(
        self, type: str | None = None, error: str = "internal", message: str | None = None, index: str | None = None, times: int = 1
    ) -> Any:
        self.fake.fail_next_task(type, error, message=message, index=index, times=times)
        return {}

    def stall_task(self, type: str | None = None, index: str | None = None, times: int = 1) -> Any:
        self.fake.stall_next_task(type, index=index, times=times)
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
