"""A real server behind the same doors: `pytest --meilifake-real=URL` runs a suite of fixtures against it.

Requests are intercepted as always, and forwarded; the journal, assertions and planned faults are ours, the answers are the server's.
What only a fake can do skips the test, with the reason.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn
from urllib.parse import quote

import pytest

from meilifake.app.seeds import Seeder
from meilifake.doors import Doors
from meilifake.server.upstream import Upstream
from meilifake.transports.waiting import pause
from meilifake.wire import coding
from meilifake.wire.message import Request, Response

PATIENCE = 30.0
"""Seconds to wait for a task."""
POLL = 0.005
FINAL = ("succeeded", "failed", "canceled")


class RealServer(Doors):
    """Parameters: `url` and `key` of the real server; `own_key`, the master key that the suite believes in, replaced on the way.

    `wait`: an answer that registers a task is held back until the task has ended, as the suite expects of instant tasks.
    """

    def __init__(self, url: str, key: str | None, own_key: str | None = None, *, wait: bool = True) -> None:
        super().__init__(own_key or key, 100_000_000)
        self.upstream = Upstream(url)
        self.key = key
        self.own_key = own_key
        self.wait = wait

    def process(self, request: Request) -> Response:
        response = self.send(request)
        if self.wait and response.status == 202:
            self.finish(json.loads(coding.decode(response.body, dict(response.headers).get("content-encoding", ""))))
        return response

    def send(self, request: Request) -> Response:
        """One exchange on a connection of its own. Raises OSError when there is no server."""
        sent = request.headers.get("authorization")
        if not self.key or not (sent is None or sent == f"Bearer {self.own_key}"):
            return self.upstream.send(request)
        return self.upstream.send(request, {**request.headers, "authorization": f"Bearer {self.key}"})

    def ask(self, method: str, path: str) -> Any:
        """JSON from the server, outside of the journal. Raises RuntimeError for an error."""
        response = self.send(Request(method, path))
        if response.status >= 400:
            raise RuntimeError(f"{method} {path}: {response.status} {response.body.decode(errors='replace')}")
        return json.loads(response.body) if response.body else None

    def finish(self, summary: Any) -> None:
        """Wait until a task has ended. Raises RuntimeError when it does not."""
        uid = summary.get("taskUid") if isinstance(summary, dict) else None
        for _ in range(int(PATIENCE / POLL) if uid is not None else 0):
            if self.ask("GET", f"/tasks/{uid}")["status"] in FINAL:
                return
            pause(POLL)
        if uid is not None:
            raise RuntimeError(f"task {uid} of the real server did not end within {PATIENCE:.0f} s")

    def holdings(self) -> list[str]:
        """The indexes on it."""
        return [index["uid"] for index in self.ask("GET", "/indexes?limit=1000")["results"]]

    def reset(self) -> None:
        """Delete every index, then every finished task."""
        for uid in self.holdings():
            self.finish(self.ask("DELETE", f"/indexes/{quote(uid, safe='')}"))
        self.finish(self.ask("DELETE", "/tasks?statuses=succeeded,failed,canceled"))

    def load(self, source: Any, index: str | None = None, settings: Any = None, primary_key: str | None = None) -> None:
        """As `MeiliFake.load`."""
        Seeder(self.process, self.key, lambda: None).load(source, index, settings, primary_key)

    def drain(self) -> int:
        """Wait until nothing is enqueued or processing."""
        for task in self.ask("GET", "/tasks?statuses=enqueued,processing&limit=1000")["results"]:
            self.finish({"taskUid": task["uid"]})
        return 0

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("_"):
            raise AttributeError(name)
        pytest.skip(f"meili_fake.{name} is something that only a fake can do, and this run is on a real server")
