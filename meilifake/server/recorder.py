"""`--fake-record`: a proxy before a real server that keeps every exchange, as a scenario that `conformance replay` can play.

What depends on how long a task takes is no part of the answer: polls of a task become one step, its last answer, and an answer that
tells of unfinished work is kept as unstable. Exchanges are passed on one at a time, so that their order is the server's.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any

from meilifake.conformance.exchange import Got, Scenario, Sent, Step
from meilifake.server.upstream import HOP, Upstream
from meilifake.wire.message import Request, Response

TASK = re.compile(r"/tasks/\d+")
IMPLIED = HOP | {"accept", "accept-encoding", "user-agent"}
"""Headers that clients add by themselves: a scenario does without."""
UNFINISHED = ("enqueued", "processing")


class Recorder:
    """An `Answer`. Parameters: the server; the `file` that `save` writes; the server's `master_key`, which a replay needs."""

    def __init__(self, upstream: Upstream, file: Path, master_key: str | None = None) -> None:
        self.upstream = upstream
        self.file = file
        self.master_key = master_key
        self.steps: list[Step] = []
        self.lock = threading.Lock()
        self.began = datetime.now(UTC)

    def __call__(self, request: Request) -> Response:
        if request.truncated or request.oversized:
            return failure(400, "only whole requests within the payload limit are passed on")
        with self.lock:
            try:
                # An answer that is not compressed is kept, and sent back, as it is.
                headers = {name: value for name, value in request.headers.items() if name != "accept-encoding"}
                response = self.upstream.send(request, {**headers, "accept-encoding": "identity"})
            except (OSError, HTTPException) as error:
                return failure(502, f"no answer from {self.upstream.url}: {error}")
            self.steps.append(step_of(request, response))
        return response

    def save(self) -> Scenario:
        """Write the file: what was exchanged so far. Raises OSError."""
        options: dict[str, Any] = {"now": self.began.isoformat().replace("+00:00", "Z")}
        if self.master_key:
            options["master_key"] = self.master_key
        with self.lock:
            steps = collapsed(self.steps)
        scenario = Scenario(f"recorded/{self.file.stem}", tuple(steps), self.version(), options)
        scenario.save(self.file)
        return scenario

    def version(self) -> str:
        answered = self.ask("/version")
        return str(answered["pkgVersion"]) if isinstance(answered, dict) and "pkgVersion" in answered else "unknown"

    def fresh(self) -> bool:
        """Whether the server never had a task: only then are its task numbers those of a replay. Raises OSError without a server."""
        answered = self.ask("/tasks?limit=1")
        return not isinstance(answered, dict) or not answered.get("results")

    def ask(self, target: str) -> Any:
        path, _, query = target.partition("?")
        headers = {"authorization": f"Bearer {self.master_key}"} if self.master_key else {}
        try:
            return json.loads(self.upstream.send(Request("GET", path, query, headers)).body)
        except (ValueError, HTTPException, OSError):
            return None


def failure(status: int, message: str) -> Response:
    body = json.dumps({"message": f"meilifake records: {message}", "code": "not_recorded", "type": "system", "link": ""}).encode()
    return Response(status, [("content-type", "application/json"), ("content-length", str(len(body)))], body)


def step_of(request: Request, response: Response) -> Step:
    path = request.path + (f"?{request.query}" if request.query else "")
    headers = {name: value for name, value in request.headers.items() if name not in IMPLIED}
    kind = dict(response.headers).get("content-type", "").partition(";")[0]
    got = Got(response.status, kind, answer_body(response.body))
    return Step(Sent(request.method, path, headers, request_body(request.body)), got, unstable=unfinished(got.value()))


def request_body(body: bytes) -> Mapping[str, Any]:
    """As JSON where writing it again gives the same bytes, but for spaces; else as it came."""
    if not body:
        return {}
    try:
        text = body.decode()
    except UnicodeDecodeError:
        from base64 import b64encode

        return {"base64": b64encode(body).decode()}
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {"text": text}
    spaced = (json.dumps(value, ensure_ascii=False, separators=pair) for pair in ((",", ":"), (", ", ": ")))
    return {"json": value} if text in spaced else {"text": text}


def answer_body(body: bytes) -> Mapping[str, Any]:
    if not body:
        return {}
    try:
        return {"json": json.loads(body)}
    except ValueError:
        return {"text": body.decode("utf-8", "replace")}


def unfinished(value: Any) -> bool:
    """Whether an answer to a reader tells of work that goes on: asked a moment later it would say something else."""
    if not isinstance(value, dict) or "taskUid" in value:
        return False
    if value.get("status") in UNFINISHED or value.get("isIndexing") is True:
        return True
    inner = value.get("results")
    return isinstance(inner, list) and any(unfinished(one) for one in inner)


def collapsed(steps: list[Step]) -> list[Step]:
    """Without the polls of a task before its last one; that one waits when it is played."""
    last = {step.sent.path: at for at, step in enumerate(steps) if is_poll(step) and step.sent is not None}
    kept = []
    for at, step in enumerate(steps):
        if is_poll(step) and step.sent is not None:
            if step.unstable and last[step.sent.path] != at:
                continue
            step = replace(step, poll=not step.unstable)
        kept.append(step)
    return kept


def is_poll(step: Step) -> bool:
    return step.sent is not None and step.sent.method == "GET" and TASK.fullmatch(step.sent.path) is not None
